"""A disk that may lose power: it keeps of each file and folder only what was synced, or was there before."""

import os
from pathlib import Path

import pytest

Inode = tuple[int, int]


class Disk:
    """What of a folder would be left, recorded from the calls that write it.

    Everything else is lost: contents not synced, and names whose folder was not. The harshest case is taken
    of what may have reached the disk by itself: removals have, and a rename has as soon as it is made.
    """

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.calls: list[tuple[str, str]] = []
        self._contents: dict[Inode, bytes] = {}
        self._names: dict[Inode, dict[str, Inode]] = {}
        self._folders: set[Inode] = set()
        self.losses: list[Path] = []
        self._count = 0
        self._wrap(monkeypatch)

    def settle(self) -> None:
        """All that is there now is on the disk."""
        for path in [self.root, *self.root.rglob("*")]:
            self._keep(path)

    def _keep(self, path: Path) -> None:
        inode = _inode(path)
        # Its number may have been another's, that is gone.
        self._folders.discard(inode)
        self._contents.pop(inode, None)
        if path.is_dir():
            self._folders.add(inode)
            self._names[inode] = {child.name: _inode(child) for child in path.iterdir()}
        else:
            self._contents[inode] = path.read_bytes()

    def _wrap(self, monkeypatch: pytest.MonkeyPatch) -> None:
        fsync, rename = os.fsync, os.replace

        def synced(descriptor: int) -> None:
            fsync(descriptor)
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
            if path == self.root or path.is_relative_to(self.root):
                self.calls.append(("sync", path.relative_to(self.root).as_posix()))
                self._keep(path)
                self._lose()

        def replaced(source: str, target: str) -> None:
            rename(source, target)
            path = Path(target)
            if path.is_relative_to(self.root):
                self.calls.append(("rename", path.relative_to(self.root).as_posix()))
                self._lose()  # the rename may be lost
                names = self._names.setdefault(_inode(path.parent), {})
                names[path.name] = _inode(path)
                self._lose()  # or the first thing to reach the disk

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "replace", replaced)
        monkeypatch.setattr(Path, "replace", lambda path, target: replaced(str(path), str(target)))

    def _lose(self) -> None:
        """Put what would be left at this moment into a folder of its own."""
        self._count += 1
        left = self.root.with_name(f"{self.root.name}-{self._count}")
        left.mkdir()
        self._write(self.root, _inode(self.root), left)
        self.losses.append(left)

    def _write(self, live: Path, folder: Inode, target: Path) -> None:
        for name, inode in self._names.get(folder, {}).items():
            if not (live / name).exists():
                continue
            if inode in self._contents and inode not in self._folders:
                (target / name).write_bytes(self._contents[inode])
            else:
                # Of a folder that was not synced, and of a file, the name is all there is.
                (target / name).mkdir()
                self._write(live / name, inode, target / name)


def _inode(path: Path) -> Inode:
    status = path.stat()
    return status.st_dev, status.st_ino

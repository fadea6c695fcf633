"""Files for tests of reading them."""

from pathlib import Path

from corpus.readers import read

TEXT = "Talks go on\n\nThe council met for nine hours on Monday and agreed on nothing.\n"
BODY = "The council met for nine hours on Monday and agreed on nothing."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problem(path: Path) -> str:
    """What is wrong with a file that holds no article at all."""
    readings, skipped = read(path, path.name)
    assert readings == []
    (skip,) = skipped
    assert skip.name.startswith(path.name)
    assert "\n" not in str(skip)
    return skip.reason

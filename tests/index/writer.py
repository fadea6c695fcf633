"""A process that writes an index over and over, each time in a child that is killed at a point asked for.

Each line on stdin is a JSON object: {"event": n} kills at the n-th thing the child does to files,
{"renamed": n} at the n-th from the rename that makes its generation live, {"after": s} after so many
seconds, {} not at all; {"handles": n} leaves it so many more files to open. The answer is {"killed",
"refused", "events", "seconds"}.
"""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import filelock  # noqa: F401

import corpus.cleaning  # noqa: F401
from corpus.errors import FootnoteError
from index.build import build
from index.store import CURRENT, Home
from tests.conftest import FakeEncoder

FILE_EVENTS = ("open", "os.", "shutil.", "sqlite3.", "fcntl.")
REFUSED = 3


def main() -> None:
    home, folder = Home(Path(sys.argv[1])), Path(sys.argv[2])
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(home, folder, **json.loads(line))) + "\n")
        sys.stdout.flush()


def run(home: Home, folder: Path, after: float | None = None, **how: int) -> dict:
    reading, writing = os.pipe()
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        write(home, folder, writing, **how)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    seconds = time.perf_counter() - begun
    told = os.read(reading, 100).decode()
    os.close(reading)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, REFUSED, -signal.SIGKILL):
        raise SystemExit(f"the child ended with {code}")
    killed, refused = code == -signal.SIGKILL, code == REFUSED
    return {"killed": killed, "refused": refused, "events": int(told or 0), "seconds": seconds}


def write(
    home: Home, folder: Path, told: int, event: int = 0, renamed: int = 0, handles: int | None = None
) -> None:
    """In the child, which never comes back."""
    events = from_rename = 0

    def count(name, arguments):
        nonlocal events, from_rename
        if name.startswith(FILE_EVENTS):
            events += 1
            if from_rename or (name == "os.rename" and str(arguments[1]).endswith(CURRENT)):
                from_rename += 1
            if event == events or 0 < renamed == from_rename:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    code = 1
    if handles is not None:
        first_free = os.dup(told)
        os.close(first_free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (first_free + handles, first_free + handles))
    try:
        build(home, folder, FakeEncoder(), model="fake")
        os.write(told, str(events).encode())
        code = 0
    except FootnoteError:
        code = REFUSED
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()

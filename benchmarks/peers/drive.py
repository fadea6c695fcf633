"""One measurement of one contestant, in a process of its own: prints a line of JSON.

python -m benchmarks.peers.drive NAME build|cold|warm FOLDER [QUESTION]
"""

import contextlib
import json
import sys
import time
from pathlib import Path

from benchmarks.peers.contestants import Contestant, contestant
from benchmarks.timing import peak_memory, time_questions

WARM_UP = 5  # questions that are not timed


def main(name: str, step: str, folder: Path, question: str = "") -> None:
    """Libraries may print to stdout; only the last line is the measurement."""
    one, own = contestant(name), folder / name
    own.mkdir(exist_ok=True)
    figures: dict[str, object] = {}
    with contextlib.redirect_stdout(sys.stderr):
        if step == "build":
            passages = json.loads((folder / "passages.json").read_text(encoding="utf8"))
            begun = time.perf_counter()
            one.build(passages, own)
            figures["seconds"] = time.perf_counter() - begun
        elif step == "cold":
            one.open(own)
            figures["first"] = one.search(question)[0]
        else:
            one.open(own)
            questions = json.loads((folder / "questions.json").read_text(encoding="utf8"))
            figures |= _warm(one, questions)
    figures["peak"] = peak_memory()
    print(json.dumps(figures), flush=True)


def _warm(one: Contestant, questions: list[str]) -> dict[str, object]:
    """Seconds of each question, asked one at a time and many at once."""

    def ask(question: str) -> None:
        if not one.search(question):
            raise RuntimeError(f"nothing was found for {question!r}")

    return dict(time_questions(ask, questions, WARM_UP)._asdict())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])

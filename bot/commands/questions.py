"""Where questions come from: the command line, a pipe, or a prompt."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path


def questions(words: tuple[str, ...], home: Path) -> Iterator[str]:
    """The words as one question; without words each line of a pipe, or of a prompt on a terminal."""
    if words:
        yield _whole(" ".join(words))
    elif sys.stdin.isatty():
        from bot.prompt import prompted

        yield from (_whole(question) for question in prompted(home))
    else:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf8", errors="replace")
        for line in sys.stdin:
            if line.strip():
                yield _whole(line.strip())


def _whole(text: str) -> str:
    """Bytes that are no UTF-8 reach the command line as lone surrogates, which no tokenizer takes."""
    return text.encode("utf8", "replace").decode("utf8")

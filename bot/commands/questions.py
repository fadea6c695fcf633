"""Where questions come from: the command line, a pipe, or a prompt."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click


def questions(words: tuple[str, ...], home: Path) -> Iterator[str]:
    """The words as one question; without words each line of a pipe, or of a prompt on a terminal."""
    if words:
        yield _whole(" ".join(words))
    elif sys.stdin.isatty():
        from bot.prompt import prompted

        yield from map(_whole, prompted(home))
    else:
        for line in click.get_text_stream("stdin", encoding="utf8", errors="replace"):
            if line.strip():
                yield _whole(line.strip())


def _whole(text: str) -> str:
    """Bytes that are no UTF-8 reach the command line as lone surrogates, which no tokenizer takes."""
    return text.encode("utf8", "replace").decode("utf8")

"""Where questions come from: the command line, a pipe, or a prompt."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

HOW_TO_ASK = (
    "ask in your own words, as in: did Apple pause? what's new? what did The Herald report? ferry strike; "
    "then follow up: and Microsoft? when? To leave, type exit or Ctrl-D"
)


def questions(words: tuple[str, ...], home: Path, written: Callable[[str], str] = str) -> Iterator[str]:
    """The words as one question; without words each line of a pipe, or of a prompt on a terminal.

    At the prompt a question may follow up on the one before: it is said how it was understood, and to
    "help" how to ask. `written` gives names their capitals.
    """
    if words:
        yield _whole(" ".join(words))
    elif not is_piped(words):
        from bot.prompt import prompted

        yield from _standing_alone((_whole(question) for question in prompted(home)), written)
    else:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf8", errors="replace")
        for line in sys.stdin:
            if line.strip():
                yield _whole(line.strip())


def is_piped(words: tuple[str, ...]) -> bool:
    """Whether the questions are the lines of a pipe or file."""
    return not words and not sys.stdin.isatty()


def _standing_alone(asked: Iterable[str], written: Callable[[str], str]) -> Iterator[str]:
    from bot.commands.output import notice
    from bot.conversation.follow_up import asks_something, stand_alone
    from bot.language import asks_for_help

    before: str | None = None
    for text in asked:
        if asks_for_help(text):
            notice(HOW_TO_ASK)
            continue
        question = stand_alone(text, before, written)
        if _bare(question) != _bare(text):
            notice(f"understood as: {question}")
        before = question if asks_something(question) else before
        yield question


def _bare(question: str) -> str:
    return question.rstrip("?!. ").casefold()


def _whole(text: str) -> str:
    """Bytes that are no UTF-8 reach the command line as lone surrogates, which no tokenizer takes."""
    return text.encode("utf8", "replace").decode("utf8")

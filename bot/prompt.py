"""The prompt for questions on a terminal, with a history. Only this room imports prompt_toolkit."""

from collections.abc import Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory


def prompted(home: Path) -> Iterator[str]:
    """Each question that is typed, until Ctrl-D."""
    session: PromptSession[str] = PromptSession(history=_history(home))
    while True:
        try:
            question = session.prompt("? ")
        except EOFError:
            return
        if question.strip():
            yield question.strip()


def _history(home: Path) -> History:
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / "history").touch()
    except OSError:  # asking needs no history
        return InMemoryHistory()
    return FileHistory(str(home / "history"))

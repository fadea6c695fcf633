"""The prompt for questions on a terminal, with a history. Only this room imports prompt_toolkit."""

from collections.abc import Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

LEAVING = frozenset({"exit", "quit", ":q"})


def prompted(home: Path) -> Iterator[str]:
    """Each question that is typed, until Ctrl-D or a word that says the same."""
    session: PromptSession[str] = PromptSession(history=_history(home))
    while True:
        try:
            question = session.prompt("? ", bottom_toolbar="Ctrl-D or exit: leave")
        except EOFError:
            return
        if question.strip().casefold() in LEAVING:
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

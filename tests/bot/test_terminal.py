"""What a terminal is sent."""

import io

import pytest

from bot.render import answer_lines
from bot.terminal import show, show_table


@pytest.fixture
def screen(monkeypatch):
    from rich.console import Console

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def make() -> Console:
        return Console(file=io.StringIO(), force_terminal=True, width=30)

    return make


def test_long_lines_wrap_between_words(screen, answer, now):
    console = screen()
    show(answer_lines(answer, now), console)
    text = console.file.getvalue()
    assert "\x1b[1mThe ferry was late.\x1b[0m" in text
    assert max(map(len, _unstyled(text).split("\n"))) <= 30


def test_no_color_is_obeyed(screen, answer, now, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    console = screen()
    show(answer_lines(answer, now), console)
    assert "\x1b[36m" not in console.file.getvalue()


def test_markup_in_an_article_is_text(screen):
    console = screen()
    show_table(("title",), [("[bold]not bold[/bold]\x1b[2J",)], console)
    assert "[bold]not bold[/bold]\ufffd[2J" in _unstyled(console.file.getvalue()).replace("\n", "")


def _unstyled(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)

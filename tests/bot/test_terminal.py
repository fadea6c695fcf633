"""What a terminal is sent."""

import io
import re
import sys

import pytest

from bot.commands.output import emit, emit_table, watch_build, watch_count
from bot.render import Part, Style, answer_lines
from bot.terminal import build_bar, count_bar, show, show_table
from index.build import Done


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
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_bars_write_to_stderr_only(capsys):
    with build_bar() as report:
        report(Done(1, 2, 300))
        report(Done(1, 1, 300))
    with count_bar(2, "asking") as advance:
        advance()
    assert capsys.readouterr().out == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_styles_and_tables(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout", Terminal())
    emit([(Part("late", Style.QUOTE),)])
    emit_table(("title",), [("Storm",)])
    text = sys.stdout.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[1mlate\x1b[0m" in text
    assert [line.strip() for line in _unstyled(text).splitlines()] == ["late", "title", "Storm"]


def test_a_terminal_gets_bars(monkeypatch):
    monkeypatch.setattr("sys.stderr", Terminal())
    with watch_build() as report:
        report(Done(1, 2, 300))
    with watch_count(1, "asking") as advance:
        advance()
    assert "300 passages embedded" in sys.stderr.getvalue()  # type: ignore[attr-defined]

"""bot/commands/questions.py: where questions come from."""

import io
import sys

import pytest

from bot.commands.questions import HOW_TO_ASK, questions


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """What is asked when these lines are typed at the prompt."""

    def ask(*lines: str) -> list[str]:
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("bot.prompt.prompted", lambda home: iter(lines))
        return list(questions((), tmp_path))

    return ask


def test_a_follow_up_at_the_prompt_is_made_to_stand_alone(asked, capsys):
    found = asked("did Apple pause?", "and Microsoft?", "thanks", "what did it say?")
    assert found[:3] == ["did Apple pause?", "Did Microsoft pause?", "thanks"]
    assert "Microsoft" in found[3]
    said = capsys.readouterr().err.splitlines()
    assert said == [f"footnote: understood as: {question}" for question in (found[1], found[3])]


def test_who_asks_for_help_is_told_how_to_ask(asked, capsys):
    assert asked("did Apple pause?", "help", "and Microsoft?") == ["did Apple pause?", "Did Microsoft pause?"]
    assert capsys.readouterr().err.startswith(f"footnote: {HOW_TO_ASK}\n")


def test_the_first_one_stands_alone(asked, capsys):
    assert asked("and Microsoft?", "Who blamed the fog?") == ["and Microsoft?", "Who blamed the fog?"]
    assert capsys.readouterr().err == ""


def test_lines_of_a_pipe_have_nothing_to_do_with_one_another(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("did Apple pause?\n\nand Microsoft?\n"))
    assert list(questions((), tmp_path)) == ["did Apple pause?", "and Microsoft?"]

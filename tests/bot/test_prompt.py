"""The prompt, typed at."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.prompt import prompted

CONTROL_C, CONTROL_D = "\x03", "\x04"


@pytest.fixture
def keys():
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


def test_questions_until_the_end(keys, tmp_path):
    keys.send_text(f"who blamed the fog?\n\n  \nwhen?\n{CONTROL_D}")
    assert list(prompted(tmp_path / "home")) == ["who blamed the fog?", "when?"]
    history = (tmp_path / "home" / "history").read_text()
    assert "+who blamed the fog?\n" in history


def test_a_word_that_means_to_leave(keys, tmp_path):
    keys.send_text("when?\nExit\nwho?\n")
    assert list(prompted(tmp_path / "home")) == ["when?"]


def test_interrupted(keys, tmp_path):
    keys.send_text(f"who{CONTROL_C}")
    with pytest.raises(KeyboardInterrupt):
        list(prompted(tmp_path))


def test_without_a_home(keys, tmp_path):
    (tmp_path / "file").write_text("")
    keys.send_text(f"when?\n{CONTROL_D}")
    assert list(prompted(tmp_path / "file")) == ["when?"]

"""What README shows of `make ask` is what comes out."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli

REPOSITORY = Path(__file__).parent.parent
_SHOWN = re.compile(
    r'^    make ask Q="(?P<question>[^"]+)"\n\n```text\n(?P<answer>.*?)```$', re.MULTILINE | re.DOTALL
)
_SINCE = re.compile(r"index built .*")
SHOWN = [match.groups() for match in _SHOWN.finditer((REPOSITORY / "README.md").read_text(encoding="utf8"))]


def test_there_are_an_answer_and_a_refusal() -> None:
    assert len(SHOWN) == 2


@pytest.mark.parametrize(("question", "answer"), SHOWN)
def test_an_example(
    question: str,
    answer: str,
    real_models: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "models").symlink_to(real_models)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(REPOSITORY / "corpus" / "articles"))
    shown = CliRunner().invoke(cli, ["ask", question], prog_name="footnote").stdout
    assert _SINCE.sub("", shown).split() == _SINCE.sub("", answer).split()

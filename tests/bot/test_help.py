"""Help ends with examples, and they run."""

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from corpus.responses import Fetched

PLACES = [(), *((name,) for name in cli.commands)]
QUESTIONS = """\
{"question": "Who blamed the fog?", "answerable": true, "evidence": [{"article": "a.md", "quote": "Moss"}]}
"""
PAGE = "<html><title>The {0}</title><p>The {0} was two hours late on Monday, the company said.</p></html>"


def examples_of(place: tuple[str, ...]) -> list[str]:
    result = CliRunner().invoke(cli, [*place, "--help"], prog_name="footnote")
    assert result.exit_code == 0
    _, found, lines = result.output.partition("Examples:\n")
    assert found, f"footnote {' '.join(place)} --help has no examples"
    return [line.strip() for line in lines.strip().splitlines()]


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_examples_run(place, run, scripted, workplace, monkeypatch):
    (workplace / "tests").mkdir()
    (workplace / "tests" / "seed-questions.jsonl").write_text(QUESTIONS)
    (workplace / "ferry.html").write_text(PAGE.format("ferry to Aberdeen"))
    page = PAGE.format("council of Leith").encode()
    monkeypatch.setattr("corpus.fetching.Fetcher.fetch", lambda self, url: Fetched(url, page, ".html"))
    corpus = Path(__file__).parents[2] / "corpus" / "articles"
    # A copy: one of the examples removes an article.
    shutil.copytree(corpus, workplace / "corpus" / "articles")
    monkeypatch.delenv("FOOTNOTE_CORPUS")
    lines = examples_of(place)
    assert lines
    for line in lines:
        before, _, command = line.rpartition("|")
        stdin = shlex.split(before.removeprefix("echo "))[0] + "\n" if before else ""
        name, *arguments = shlex.split(command)
        assert name == "footnote"
        result = run(*arguments, stdin=stdin)
        assert result.exit_code in (0, 1), f"{line}: {result.stderr}"
        assert result.stdout, line

"""A writer killed at any point leaves the generation before or the new one, whole."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from index.check import check

KILLS = int(os.environ.get("FOOTNOTE_KILLS", "30"))
WRITER = Path(__file__).parent / "writer.py"
NAMES = ["ferry.md", "harbour.md", "islands.md", "storm.md"]


@pytest.fixture
def writer(home, corpus):
    """Ask the writing process for one run."""
    command = [sys.executable, str(WRITER), str(home.folder), str(corpus)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def run(**how):
            process.stdin.write(json.dumps(how) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield run
        process.stdin.close()


def edit(corpus, version):
    """Every file says the version; one is there in every other version only."""
    for number, name in enumerate(NAMES):
        text = f"The ferry number {number} was two hours late in round{version}, the company said.\n"
        (corpus / name).write_text(f"Title\n\n{text}")
    if version % 2:
        (corpus / NAMES[0]).unlink()


def version_of(home, encoder):
    """The one version that every article, the words and the vectors are of."""
    generation = home.open()
    try:
        articles = list(generation.articles())
        versions = {int(article.text.partition("round")[2].partition(",")[0]) for article in articles}
        assert len(versions) == 1
        version = versions.pop()
        assert [article.name for article in articles] == NAMES[version % 2 :]
        assert len(generation.best({f"round{version}": 1.0}, 9)) == len(articles)
        question = encoder.encode_question(f"round{version}")
        assert len(generation.nearest(question, 9)) == len(articles)
    finally:
        generation.close()
    assert check(home).problems == ()
    return version


def test_killed_at_any_point(home, corpus, writer, encoder):
    chance = random.Random(7)
    edit(corpus, 0)
    whole = writer()
    assert not whole["killed"]
    live, seen = version_of(home, encoder), {"before": 0, "after": 0}
    for kill in range(1, KILLS + 1):
        edit(corpus, kill)
        if kill % 2:
            found = writer(event=chance.randint(1, 2 * whole["events"]))
        else:
            found = writer(after=chance.uniform(0, 1.2 * whole["seconds"]))
        version = version_of(home, encoder)
        assert version == kill or (found["killed"] and version == live)
        if found["killed"]:
            seen["after" if version == kill else "before"] += 1
        else:
            whole = found
        live = version
    assert seen["before"]
    edit(corpus, KILLS + 1)
    assert not writer()["killed"]
    assert version_of(home, encoder) == KILLS + 1
    # Nothing is left of those that died, but for what the next one sweeps.
    assert len(list((home.folder / "generations").iterdir())) <= 2


def test_killed_around_the_rename(home, corpus, writer, encoder):
    """At each of the things done to files from the rename on that makes the generation live."""
    edit(corpus, 0)
    writer()
    live = []
    for renamed in range(1, 6):
        edit(corpus, 2 * renamed)
        writer(renamed=renamed)
        live.append(version_of(home, encoder))
    assert live == [0, 4, 6, 8, 10]


def test_too_few_file_handles_at_any_point(home, corpus, writer, encoder):
    """The index is as it was, or brought up to date: no article is taken for gone."""
    edit(corpus, 0)
    writer()
    live, refused = 0, []
    for handles in range(30):
        edit(corpus, 2 * handles + 2)
        refused.append(writer(handles=handles)["refused"])
        version = version_of(home, encoder)
        assert version == (live if refused[-1] else 2 * handles + 2)
        live = version
    assert refused[0] is True
    assert refused[-1] is False

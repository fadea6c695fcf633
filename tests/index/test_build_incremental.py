"""After any edits, the index brought up to date holds what one made anew would hold."""

import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import build
from index.store import Home

NAMES = st.sampled_from(["a.md", "b.txt", "c.md", "d/e.txt", "f.txt"])
SENTENCES = st.sampled_from(
    [
        "The ferry to Aberdeen was two hours late on Monday, the company said.",
        "Captain Moss blamed the fog that lay over the harbour all morning.",
        "The council voted on Tuesday to close two of its five libraries.",
        "Opponents called the vote a disgrace and promised to go to court.",
        "A storm has cut the power of nine hundred homes on the islands.",
    ]
)
TEXTS = st.lists(SENTENCES, max_size=3).map("\n\n".join)
EDITS = st.one_of(
    st.tuples(st.just("write"), NAMES, TEXTS),
    st.tuples(st.just("remove"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, NAMES),
)


def apply(corpus, edit):
    what, name, value = edit
    path = corpus / name
    path.parent.mkdir(exist_ok=True)
    if what == "write":
        path.write_text(f"A title\n\n{value}\n" if value else "")
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif path.exists():
        (corpus / value).parent.mkdir(exist_ok=True)
        path.rename(corpus / value)


def passages(generation):
    """Each passage's article, text, id, sentences and vector, by id."""
    found = {}
    for stored in generation.fetch(range(1, 1000)).values():
        vector = generation._vectors.take([stored.number])[0]
        passage = stored.passage
        found[passage.id] = (stored.article.name, passage.text, passage.sentences, vector.tobytes())
    return found


def ids(generation, hits):
    stored = generation.fetch([number for number, _ in hits])
    return {stored[number].passage.id for number, _ in hits}


def assert_equal(brought, made, encoder):
    assert list(brought.articles()) == list(made.articles())
    assert passages(brought) == passages(made)
    assert brought.skipped() == made.skipped()
    assert {name: state.sha256 for name, state in brought.files().items()} == {
        name: state.sha256 for name, state in made.files().items()
    }
    for question in ("ferry fog", "vote", "islands storm"):
        terms = dict.fromkeys(brought.terms(question), 1.0)
        assert ids(brought, brought.best(terms, 99)) == ids(made, made.best(terms, 99))
        vector = encoder.encode_question(question)
        scores = [sorted(score for _, score in each.nearest(vector, 99)) for each in (brought, made)]
        np.testing.assert_allclose(*scores, atol=1e-6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(EDITS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_edits(steps, encoder):
    with tempfile.TemporaryDirectory() as folder:
        corpus, home = Path(folder) / "corpus", Home(Path(folder) / "brought")
        corpus.mkdir()
        (corpus / "always.txt").write_text("Always\n\nA word that always stays where it is.\n")
        for edits in steps:
            for edit in edits:
                apply(corpus, edit)
            build(home, corpus, encoder, model="fake")
        other = Home(Path(folder) / "made")
        build(other, corpus, encoder, model="fake")
        brought, made = home.open(), other.open()
        try:
            assert_equal(brought, made, encoder)
        finally:
            brought.close()
            made.close()


def test_many_generations_merge_their_segments(corpus, home, noting):
    """Thirty builds of one article more each: every passage is embedded once, and segments stay few."""
    for number in range(30):
        (corpus / f"{number}.txt").write_text(
            f"Title {number}\n\nThe ferry number {number} was late on Monday.\n"
        )
        build(home, corpus, noting, model="fake")
    assert set(Counter(noting.noted).values()) == {1}
    generation = home.open()
    assert len(generation.best({"ferri": 1.0}, 99)) == 30
    assert len(list((generation.folder / "words").glob("*.idx"))) < 16
    generation.close()

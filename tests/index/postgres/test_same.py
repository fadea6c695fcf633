"""index/postgres: the same answers as the local store, on the articles and the stories of the tests."""

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import pytest

from bot.asking import ask
from index.build import build as build_locally
from index.encoder import Encoder
from index.interface import Filter
from index.models import ModelSettings, open_encoder
from index.search import search
from index.store import Home, require
from index.stores import move_between
from tests.conftest import REPOSITORY

CORPORA = {
    "articles": (REPOSITORY / "corpus" / "articles", REPOSITORY / "tests" / "seed-questions.jsonl"),
    **{
        story: (
            REPOSITORY / "tests" / "stories" / story / "articles",
            REPOSITORY / "tests" / "stories" / story,
        )
        for story in ("recall", "stadium", "storm")
    },
}
COSINE = 2e-3  # by which 16 bits a number may change one


@pytest.fixture(scope="module")
def encoder(real_models: Path) -> Encoder:
    return open_encoder(real_models.parent, ModelSettings(), print)


def questions(place: Path) -> list[str]:
    file = place if place.is_file() else next(place.glob("questions*.jsonl"))
    return [json.loads(line)["question"] for line in file.read_text(encoding="utf8").splitlines() if line]


@pytest.fixture(params=CORPORA)
def both(request, tmp_path, encoder, home, index_it):
    """The corpus in both stores, and its questions."""
    corpus, place = CORPORA[request.param]
    local = Home(tmp_path / "home")
    build_locally(local, corpus, encoder, model="real")
    index_it(encoder, corpus=corpus)
    here, there = local.open(), home.open()
    yield here, there, questions(place)
    here.close()
    there.close()


def words_of(hits) -> Sequence[object]:
    return [(number, pytest.approx(score, rel=1e-5)) for number, score in hits]


def test_the_same(both, encoder):
    same_answers(*both, encoder)
    same_articles(*both)


def same_answers(here, there, asked, encoder):
    for question in asked:
        weights = dict.fromkeys(here.terms(question), 1.0)
        assert there.terms(question) == here.terms(question)
        assert there.best(weights, 300, None, 0.3) == words_of(here.best(weights, 300, None, 0.3))
        vector = encoder.encode_question(question)
        near, there_near = dict(here.nearest(vector, 300)), dict(there.nearest(vector, 300))
        assert there_near == pytest.approx(near, abs=COSINE)
        hits, there_hits = search(question, here, encoder), search(question, there, encoder)
        assert [hit.stored for hit in there_hits] == [hit.stored for hit in hits]
        answer, there_answer = ask(question, here, encoder), ask(question, there, encoder)
        assert [quote.text for quote in there_answer.quotes] == [quote.text for quote in answer.quotes]
        assert there_answer.reason == answer.reason


ASKED, LEAST_ALIKE = 500, 0.99  # 16 bits a number may put one of two passages that are equally near first


def test_the_same_of_many_news_articles(tmp_path, encoder, url, home):
    folder = Path(os.environ.get("FOOTNOTE_DATA", "")) / "multihop-rag"
    if not (folder / "corpus.json").is_file():
        pytest.skip("FOOTNOTE_DATA names no folder with multihop-rag")
    local = Home(tmp_path / "home")
    build_locally(local, folder / "corpus.json", encoder, model="real")
    move_between(str(local.folder), url, lambda line: None)
    asked = [one["query"] for one in json.loads((folder / "questions-dev.json").read_text(encoding="utf8"))]
    here, there = require(local.open()), require(home.open())
    with contextlib.closing(here), contextlib.closing(there):
        alike = [answers_alike(here, there, question, encoder) for question in asked[:ASKED]]
    assert len(alike) == ASKED
    assert fmean(alike) >= LEAST_ALIKE


def answers_alike(here, there, question, encoder) -> bool:
    """Whether both find the same passages and quote, or refuse with, the same."""
    found = [{hit.stored.passage.id for hit in search(question, index, encoder)} for index in (here, there)]
    answers = [ask(question, index, encoder) for index in (here, there)]
    told = [({quote.text for quote in answer.quotes}, answer.reason) for answer in answers]
    return found[0] == found[1] and told[0] == told[1]


def same_articles(here, there, asked):
    assert list(there.articles()) == list(here.articles())
    assert (there.publishers(), there.undated()) == (here.publishers(), here.undated())
    assert there.authors() == here.authors()
    assert there.copy_names() == here.copy_names()
    assert (there.files(), there.skipped()) == (here.files(), here.skipped())
    terms = {term for question in asked for term in here.terms(question)}
    assert {term: there.document_frequency(term) for term in terms} == {
        term: here.document_frequency(term) for term in terms
    }
    for article in here.articles():
        assert there.passages_of(article.name) == here.passages_of(article.name)
        assert there.copies(article.name) == here.copies(article.name)
        author = Filter(article.author)
        assert not author or there.matching(author).tolist() == here.matching(author).tolist()
        wanted = Filter(article.publisher or article.name, article.published, article.published)
        matching = here.matching(wanted)
        assert there.matching(wanted).tolist() == matching.tolist()
        weights = dict.fromkeys(here.terms(article.title), 1.0)
        assert there.best(weights, 20, there.matching(wanted)) == words_of(here.best(weights, 20, matching))

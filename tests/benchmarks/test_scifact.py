"""benchmarks/scifact.py: the measure that BEIR reports."""

import json

import pytest

from benchmarks.scifact import URL, ndcg, papers_found, read_claims, write_corpus
from corpus.readers import read
from index.build import build
from index.store import Home


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data" / "scifact"
    folder.mkdir(parents=True)
    papers = [
        {"_id": "11", "title": "Fog", "text": "Fog forms over the harbour when warm air meets cold water."},
        {"_id": "22", "title": "Kelp", "text": "Kelp grows half a metre a day in the bays of the north."},
    ]
    claims = [{"_id": "1", "text": "kelp grows"}, {"_id": "2", "text": "not judged"}]
    for name, records in (("corpus", papers), ("queries", claims)):
        lines = "\n".join(json.dumps(record) for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf8")
    (folder / "qrels-test.tsv").write_text("query-id\tcorpus-id\tscore\n1\t22\t1\n", encoding="utf8")
    return tmp_path / "data"


def test_only_judged_claims(data):
    assert read_claims(data) == ({"1": "kelp grows"}, {"1": {"22": 1}})


def test_papers_keep_their_numbers(data, tmp_path):
    write_corpus(data, tmp_path / "corpus")
    readings, _ = read(tmp_path / "corpus" / "papers.jsonl", "papers.jsonl")
    assert [reading.article.url for reading in readings] == [f"{URL}11", f"{URL}22"]


def test_papers_are_found_best_first(data, tmp_path, encoder):
    write_corpus(data, tmp_path / "corpus")
    build(Home(tmp_path / "home"), tmp_path / "corpus", encoder, model="fake")
    index = Home(tmp_path / "home").open()
    assert papers_found("kelp grows", index, encoder)[0] == "22"


def test_gain_is_discounted_by_rank():
    assert ndcg(["22", "11"], {"22": 1}) == 1.0
    assert ndcg(["11", "22"], {"22": 1}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["11"], {"22": 1}) == 0.0
    assert ndcg([*map(str, range(10)), "22"], {"22": 1}) == 0.0

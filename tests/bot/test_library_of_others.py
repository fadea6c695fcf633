"""An index of another corpus or of another model: made anew where that is quick, else refused."""

import pytest

from corpus.errors import SettingError
from index.models import ModelSettings


def test_other_small_corpus_is_read_at_once(desk, tmp_path):
    desk.open()
    other = tmp_path / "other"
    other.mkdir()
    (other / "new.txt").write_text("A new bridge was opened on Sunday by the mayor of Leith.\n")
    index = desk.open(corpus=other)
    assert [article.name for article in index.articles()] == ["new.txt"]
    told = f"the index is of {tmp_path / 'articles'}, not of {other} (--home keeps several); making it anew"
    assert desk.said == [told]


def test_other_large_corpus_is_refused(desk, articles, many, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "new.txt").write_text("A new bridge was opened on Sunday by the mayor.\n")
    desk.open(corpus=tmp_path / "other")
    many()
    with pytest.raises(SettingError, match="make it anew with: footnote index"):
        desk.open()


def test_large_index_is_not_thrown_away_for_a_small_corpus(desk, many, tmp_path):
    many()
    desk.open()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "new.txt").write_text("A new bridge was opened on Sunday by the mayor.\n")
    with pytest.raises(SettingError, match="make it anew with: footnote index"):
        desk.open(corpus=tmp_path / "other")
    assert desk.open().manifest.articles == 54


def test_other_model_of_a_small_corpus(desk):
    desk.open()
    index = desk.open(model=ModelSettings("other"))
    assert index.manifest.model == "other"
    assert desk.said == ["the index was made with the model all-MiniLM-L6-v2, not with other; making it anew"]


def test_other_model_of_a_large_corpus(desk, many):
    many()
    desk.open()
    with pytest.raises(SettingError, match="not with other; make it anew with: footnote index"):
        desk.open(model=ModelSettings("other"))


def test_other_precision_is_another_model(desk):
    desk.open(model=ModelSettings(precision="int8"))
    desk.open(model=ModelSettings(precision="fp32"))
    assert desk.said == [
        "the index was made with another version or precision of all-MiniLM-L6-v2; making it anew"
    ]

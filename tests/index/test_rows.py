"""index/rows.py: what becomes of a row."""

import pytest

from corpus.article import Article
from index.rows import article_of, day_of, packed, text_of, unpacked, values_of


@pytest.mark.parametrize("spans", [(), ((0, 5),), ((0, 5), (6, 70_000), (70_001, 4_000_000_000))])
def test_sentences_come_back_as_they_were(spans):
    assert unpacked(packed(spans)) == spans
    assert len(packed(spans)) == 8 * len(spans)


def test_an_article_comes_back_as_it_was():
    article = Article("a.md", "A", "Text.", pages=(0, 3), form="pdf", original=".originals/a.pdf")
    assert article_of(values_of(article)) == article


def test_what_is_unknown_stays_unknown():
    article = article_of(("a.txt", "A", "Text.", None, None, None, None, "txt", None, b""))
    assert (article.form, article.original, article.pages) == ("txt", None, ())
    assert (article.publisher, article.published, article.url, article.author) == (None, None, None, None)
    assert (day_of(None), text_of(None), text_of("")) == (None, None, "")

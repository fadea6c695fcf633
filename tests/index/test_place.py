"""Where an index may lie."""

import pytest

from corpus.errors import SettingError
from index.store import Home


@pytest.mark.parametrize("place", ["", "index", "deep/index"])
def test_an_index_among_the_articles_is_refused(write, index_it, corpus, place):
    """Its files would be read as articles, and change with every build."""
    write("ferry.md", "The ferry was late on Monday.")
    with pytest.raises(SettingError, match=r"lies among the articles in .*: set FOOTNOTE_HOME to another"):
        index_it(home=Home(corpus / place))
    assert [path.name for path in corpus.iterdir()] == ["ferry.md"]


def test_a_hidden_index_may_lie_among_the_articles(write, index_it, corpus):
    write("ferry.md", "The ferry was late on Monday.")
    assert index_it(home=Home(corpus / ".footnote")).manifest.articles == 1
    assert not index_it(home=Home(corpus / ".footnote")).changes

"""index/tokenizing.py: one tokenizer for all models that bring it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from index.tokenizing import open_tokenizer


@pytest.fixture
def save(tmp_path):
    def save(name, *words, cut=None):
        tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, words[0]))
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        if cut:
            tokenizer.enable_truncation(cut)
            tokenizer.enable_padding(length=9)
        tokenizer.save(str(tmp_path / name))
        return tmp_path / name

    return save


def test_files_that_differ_in_what_they_cut_share_one_that_cuts_nothing(save):
    paths = [save("a", "?", "fog"), save("b", "?", "fog", cut=2)]
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(open_tokenizer, paths)
    assert one is other
    assert one.encode("fog fog fog").ids == [1, 1, 1]


def test_another_vocabulary_is_another(save):
    assert open_tokenizer(save("a", "?", "fog")) is not open_tokenizer(save("b", "?", "sea"))


def test_a_file_that_is_none_raises(tmp_path):
    (tmp_path / "a").write_text("{}")
    with pytest.raises(ValueError, match="subsection"):
        open_tokenizer(tmp_path / "a")

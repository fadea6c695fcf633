"""index/words.py: passages by their words."""

import hashlib
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreError
from index.words import LOCK_PREFIX, MAX_TERMS, Words, WordsEntry

ENTRIES = (
    WordsEntry(1, "Ferry runs late\nThe Herald", "The ferry was late."),
    WordsEntry(2, "Storm", "A storm delayed the ferries and the café."),
    WordsEntry(3, "Council votes", "Two libraries close."),
)


@pytest.fixture
def words(tmp_path):
    folder = tmp_path / "words"
    folder.mkdir()
    words = Words(folder)
    with words.writing() as writer:
        for entry in ENTRIES:
            writer.add(entry)
    return words


def numbers(hits):
    return [number for number, _ in hits]


def test_terms_are_stemmed_folded_and_without_accents(words):
    assert words.terms("The FERRIES’ Cafés, 2023!") == ["the", "ferri", "cafe", "2023"]
    assert words.terms("渡轮 ☂") == ["渡轮"]


def test_best_first(words):
    hits = words.best({"ferri": 1.0, "late": 1.0}, 10)
    assert numbers(hits) == [1, 2]
    assert hits[0][1] > hits[1][1] > 0
    assert words.best({"ferri": 1.0, "late": 1.0}, 1) == hits[:1]


def test_none(words):
    assert words.best({"zebra": 1.0}, 10) == []
    assert words.best({}, 10) == []
    assert words.best({"ferri": 1.0}, 0) == []


def test_weights_and_heading_boost_count(words):
    assert numbers(words.best({"storm": 1.0, "librari": 0.1}, 10)) == [2, 3]
    assert numbers(words.best({"storm": 0.1, "librari": 1.0}, 10)) == [3, 2]
    assert numbers(words.best({"council": 1.0}, 10, heading_boost=0.5)) == [3]
    plain, boosted = (words.best({"council": 1.0}, 10, heading_boost=boost)[0][1] for boost in (1.0, 2.0))
    assert boosted == pytest.approx(2 * plain)


def test_only_among_those_named_with_the_same_scores(words):
    every = dict(words.best({"ferri": 1.0}, 10))
    assert words.best({"ferri": 1.0}, 10, np.array([2, 3])) == [(2, pytest.approx(every[2]))]
    assert words.best({"ferri": 1.0}, 10, np.array([], np.int64)) == []


@pytest.mark.parametrize("share", [0.002, 0.1, 0.5, 1.0])
def test_among_many_the_same_are_found_as_by_passing_over_the_others(words, share):
    """Whether more are asked for, or only those that count."""
    chance = random.Random(0)
    with words.writing() as writer:
        for number in range(4, 2_000):
            body = " ".join(chance.choices(["ferry", "fog", "harbour", "late", "captain"], k=12))
            writer.add(WordsEntry(number, "", body))
    among = np.array(sorted(chance.sample(range(1, 2_000), int(share * 1_999))))
    weights = {"ferri": 1.0, "captain": 1.0}
    every = [(number, score) for number, score in words.best(weights, 2_000) if number in set(among.tolist())]
    found = words.best(weights, 10, among)
    assert [score for _, score in found] == pytest.approx([score for _, score in every[:10]])
    assert set(numbers(found)) <= set(among.tolist())


def test_frequencies(words):
    assert (words.document_frequency("ferri"), words.heading_frequency("ferri")) == (2, 1)
    assert (words.document_frequency("zebra"), words.heading_frequency("zebra")) == (0, 0)


def test_words_that_stand_nowhere_do_not_crowd_out_those_that_do(words):
    weights = {f"zebra{number}": 1.0 for number in range(2 * MAX_TERMS)} | {"late": 1.0}
    assert numbers(words.best(weights, 10)) == [1]


def test_of_many_passages_words_that_most_of_them_hold_do_not_count_beside_rarer_ones(words, monkeypatch):
    asked = {"the": 1.0, "was": 1.0}  # two of the three passages hold the one, one the other
    assert numbers(words.best(asked, 10)) == [1, 2]
    monkeypatch.setattr("index.words.COMMON_FROM", 3)
    assert words.best(asked, 10) == words.best({"was": 1.0}, 10)
    assert numbers(words.best({"the": 1.0}, 10)) == [1, 2]


def test_removed_ones_are_gone(words):
    with words.writing() as writer:
        writer.remove([1])
        writer.remove([])
        writer.add(WordsEntry(4, "Ferry again", "The ferry is back."))
    assert len(words) == 3
    assert sorted(numbers(words.best({"ferri": 1.0}, 10))) == [2, 4]


def write_and_stop(words):
    with words.writing() as writer:
        writer.add(WordsEntry(9, "", "zebra"))
        raise KeyError("stop")


def test_nothing_is_kept_after_an_error(words, tmp_path):
    with pytest.raises(KeyError, match="stop"):
        write_and_stop(words)
    assert len(Words(tmp_path / "words")) == 3


def test_the_same_from_many_threads(words):
    alone = words.best({"ferri": 1.0, "late": 1.0}, 10)
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: words.best({"ferri": 1.0, "late": 1.0}, 10), range(200)))
    assert found == [alone] * 200


def test_a_read_only_folder_can_be_read(words, tmp_path, monkeypatch):
    folder = tmp_path / "words"
    for lock in folder.glob(f"{LOCK_PREFIX}*"):
        lock.unlink()
    before = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()}
    open_it = Path.open

    def refuse(path, mode="r", **more):
        if path.parent == folder and mode != "rb":
            raise OSError("Read-only file system")
        return open_it(path, mode, **more)

    monkeypatch.setattr("pathlib.Path.open", refuse)
    again = Words(folder)
    assert again.best({"ferri": 1.0}, 10) == words.best({"ferri": 1.0}, 10)
    assert {path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()} == before


@pytest.mark.parametrize("content", [b"", b"{}", b"?" * 400])
def test_a_damaged_folder(words, tmp_path, content):
    (tmp_path / "words" / "meta.json").write_bytes(content)
    with pytest.raises(StoreError, match="words is damaged"):
        Words(tmp_path / "words")


def test_what_cannot_be_written_is_an_os_error(words, tmp_path):
    with (
        words.writing(),
        pytest.raises(OSError, match="cannot be written"),
        Words(tmp_path / "words").writing(),
    ):
        pass


def test_irregular_forms_meet_their_base(tmp_path):
    words = Words(tmp_path)
    with words.writing() as writer:
        writer.add(WordsEntry(1, "", "Coffee fell 3 percent and was sold."))
    assert words.terms("Did it fall, and did they sell?") == [
        "did",
        "it",
        "fall",
        "and",
        "did",
        "they",
        "sell",
    ]
    assert [number for number, _ in words.best({"fall": 1.0}, 5)] == [1]
    assert [number for number, _ in words.best({"sell": 1.0}, 5)] == [1]

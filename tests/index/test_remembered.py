"""index/remembered.py: texts that come again are not encoded again."""

import threading

import numpy as np
import pytest

from index.remembered import Remembered


@pytest.fixture
def encoded():
    return []


@pytest.fixture
def remembered(encoded):
    def encode(texts):
        encoded.extend(texts)
        return np.array([[len(text), ord(text[0])] for text in texts], np.float32)

    return Remembered(encode, most=3)


def test_vectors_come_in_the_order_asked_for(remembered, encoded):
    assert remembered(["b", "aaa", "b"]).tolist() == [[1, 98], [3, 97], [1, 98]]
    assert encoded == ["b", "aaa"]


def test_what_is_known_is_not_encoded_again(remembered, encoded):
    remembered(["a", "b"])
    assert remembered(["b", "c", "a"]).tolist() == [[1, 98], [1, 99], [1, 97]]
    assert encoded == ["a", "b", "c"]


def test_the_one_asked_for_the_longest_ago_is_forgotten(remembered, encoded):
    for texts in (["a", "b", "c"], ["a"], ["d"]):
        remembered(texts)
    encoded.clear()
    remembered(["a", "c", "d"])
    assert encoded == []
    remembered(["b"])
    assert encoded == ["b"]


def test_more_texts_than_are_kept_are_encoded_all_the_same(remembered):
    assert remembered(list("abcdef")).shape == (6, 2)
    assert len(remembered._vectors) == 3


def test_many_threads_get_their_own(remembered):
    wrong = []

    def ask(letter):
        for _ in range(200):
            found = remembered([letter, letter * 2])
            if found.tolist() != [[1, ord(letter)], [2, ord(letter)]]:
                wrong.append(letter)

    threads = [threading.Thread(target=ask, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong

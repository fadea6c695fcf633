"""index/remembered.py: what was looked up is not looked up again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.remembered import Remembered


@pytest.fixture
def looked_up():
    return []


@pytest.fixture
def remembered(looked_up):
    def look_up(keys):
        looked_up.extend(keys)
        return {key: key.upper() for key in keys if key != "none"}

    return Remembered(look_up, most=3)


def test_each_key_has_its_value(remembered, looked_up):
    assert remembered(["b", "aaa", "b"]) == {"b": "B", "aaa": "AAA"}
    assert looked_up == ["b", "aaa"]


def test_what_is_known_is_not_looked_up_again(remembered, looked_up):
    remembered(["a", "b"])
    assert remembered(["b", "c", "a"]) == {"a": "A", "b": "B", "c": "C"}
    assert looked_up == ["a", "b", "c"]


def test_what_is_not_there_is_left_out_and_asked_for_again(remembered, looked_up):
    assert remembered(["none", "a"]) == {"a": "A"}
    assert remembered(["none"]) == {}
    assert looked_up == ["none", "a", "none"]


def test_the_one_asked_for_the_longest_ago_is_forgotten(remembered, looked_up):
    for keys in (["a", "b", "c"], ["a"], ["d"]):
        remembered(keys)
    looked_up.clear()
    remembered(["a", "c", "d"])
    assert looked_up == []
    remembered(["b"])
    assert looked_up == ["b"]


def test_more_than_are_kept_are_given_all_the_same(remembered):
    assert len(remembered(list("abcdef"))) == 6
    assert len(remembered._values) == 3


def test_many_threads_get_their_own(remembered):
    def ask(letter):
        keys = [letter, letter * 2]
        return all(remembered(keys) == {key: key.upper() for key in keys} for _ in range(200))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, "abcd"))


def test_values_are_kept_as_far_as_their_weights_allow(looked_up):
    def look_up(keys):
        looked_up.extend(keys)
        return {key: key.upper() for key in keys}

    remembered = Remembered(look_up, 5, len)
    for keys in (["aa"], ["bb"], ["aa"], ["ccc"]):
        remembered(keys)
    assert remembered(["aa", "ccc"]) == {"aa": "AA", "ccc": "CCC"}
    assert looked_up == ["aa", "bb", "ccc"]
    assert remembered(["dddddd"]) == {"dddddd": "DDDDDD"}  # too heavy to be kept, and nothing else is
    remembered(["dddddd", "aa"])
    assert looked_up[3:] == ["dddddd", "dddddd", "aa"]

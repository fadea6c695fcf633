"""Sentences: where they are cut, and that nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["We wait for the U.S. government.", "We have paused."],
        ["Zoom Video Communications, Inc. (Zoom) is a firm.", "It works."],
        ["The service is runby a local firm 21Vianeton the other side."],
        ["• It has been banned by Taiwan.", "It has left."],
        ["He left at 8 a.m. on Monday.", "She stayed."],
        ["J. K. Rowling wrote it.", "George W. Bush read it."],
        ["He is No. 5 in the list.", "Mr. X spoke to Mrs. Y."],
        ["He paused... then spoke.", "She left."],
        ["“We will go.”", "He said so.", "“Never!” she cried."],
        ["The minister said: “We paid.", "They did not.”", "Then he left."],
        ["It cost $3.5 million.", "The No. 1 firm, i.e. Apple, lost 2.5%."],
        ["It named assets, etc., from foreign agents.", "The end."],
        ['"We are reviewing it," he said.', "pause our responses."],
        ["Sen. Bob Smith, R-Calif., met Lt. Col. Brown on Jan. 5 in St. Louis."],
        ["See https://example.org/a.b?c=d.", "Then go."],
    ],
)
def test_cuts(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_no_sentence_crosses_a_line() -> None:
    assert sentences("‘Seeking guidance’\nThe firm said\n• one") == [
        "‘Seeking guidance’",
        "The firm said",
        "• one",
    ]


def test_what_makes_the_splitter_panic_is_cut_all_the_same() -> None:
    assert sentences(".B\u00a0.)''") == [".", "B\u00a0.)''"]
    assert sentences("He came.\u00a0She left.") == ["He came.", "She left."]


class PanicException(BaseException):
    pass


def test_where_the_splitter_panics_the_line_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(language: str, text: str) -> list[str]:
        raise PanicException

    monkeypatch.setattr("sentencex.segment", panic)
    assert sentences("He came. She left.\nShe went.") == ["He came. She left.", "She went."]
    monkeypatch.setattr("sentencex.segment", lambda language, text: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        sentences("He came.")


@given(st.text(alphabet=st.sampled_from("aB .!?“”\"'\n•…1é\u00a0()"), max_size=120) | st.text(max_size=120))
def test_spans_are_in_order_and_hold_all_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end and text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert not any("\n" in text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    "expected",
    [
        [
            "Am 24. März kam es zu einem Streik, der zwei Tage dauerte.",
            "Er ist z. B. in Bremen noch nicht zu Ende.",
        ],
        ["La Sra. López llegó a Madrid el lunes.", "EE. UU. dijo que sí a la propuesta de los ministros."],
        ["O Sr. Silva chegou com a mulher.", "A Sra. Lopes não foi com ele, mas com os filhos."],
    ],
)
def test_other_languages_have_other_abbreviations(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected

"""Buttons and their custom_ids, without Discord."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.answer import Answer
from bot.discord.buttons import (
    MAX_CUSTOM_ID,
    Action,
    answer_buttons,
    citation_buttons,
    context_of,
    pack,
    page_buttons,
    question_number,
    unpack,
)
from bot.discord.english import ENGLISH
from bot.discord.list_commands import MAX_SEARCH


class Index:
    """Passages that begin at 5; those with "b" are gone."""

    def find(self, passage: str) -> Any:
        return None if passage.startswith("b") else SimpleNamespace(passage=SimpleNamespace(start=5))


@pytest.mark.parametrize("action", list(Action))
def test_custom_ids_are_read_back(action: Action) -> None:
    assert unpack(pack(action, 7, "x")) == (action, ["7", "x"])
    assert unpack(pack(action)) == (action, [])


@pytest.mark.parametrize("custom_id", ["", "fn", "fn:?:1", "other:c:1"])
def test_what_is_not_ours_is_not_read(custom_id: str) -> None:
    assert unpack(custom_id) is None


def test_a_search_keeps_its_colons_and_fits() -> None:
    assert unpack(pack(Action.SOURCES, 2, "a:b c")) == (Action.SOURCES, ["2", "a:b c"])
    assert len(pack(Action.SOURCES, 99_999, "x" * MAX_SEARCH)) <= MAX_CUSTOM_ID
    with pytest.raises(ValueError, match="100 are the most"):
        pack(Action.SOURCES, 1, "x" * 100)


def test_a_message_is_known_by_its_buttons() -> None:
    assert question_number([pack(Action.CONTEXT, "a" * 16, 0, 5), pack(Action.VOTE, 12, "up")]) == 12
    assert question_number([pack(Action.SOURCES, 3, ""), "fn:v:x:up", "other"]) is None


def test_a_citation_button_for_each_quote_that_has_its_passage(answer: Answer) -> None:
    first, gone, again = answer.quotes
    buttons = citation_buttons(answer.quotes, Index(), ENGLISH, numbered=True)
    assert [button.label for button in buttons] == ["[1] in context", "[1b] in context"]
    assert buttons[0].custom_id == f"fn:c:{first.passage}:-5:40"
    assert context_of(unpack(buttons[1].custom_id)[1]) == (again.passage, 15, 20)
    assert citation_buttons((gone,), Index(), ENGLISH, numbered=True) == []


@pytest.mark.parametrize("parts", [[], ["a", "1", "2"], ["a" * 16, "x", "2"], ["a" * 16, "1"]])
def test_a_damaged_context_is_none(parts: list[str]) -> None:
    assert context_of(parts) is None


def test_rows_have_five_at_most(answer: Answer) -> None:
    from dataclasses import replace

    quotes = [replace(answer.quotes[0], start=5 + n, end=50) for n in range(20)]
    citations = citation_buttons(quotes, Index(), ENGLISH, numbered=True)
    buttons = answer_buttons(citations, 7, ENGLISH, more=True, thread=True)
    rows = [button.row for button in buttons]
    assert len(citations) == 15
    assert all(rows.count(row) <= 5 for row in rows)
    assert max(rows) == 3
    assert len({button.custom_id for button in buttons}) == len(buttons)


def test_pages_are_turned_only_where_there_are_several() -> None:
    assert page_buttons(1, 1, Action.MORE, ENGLISH, before=(7,)) == []
    back, forth = page_buttons(2, 2, Action.MORE, ENGLISH, before=(7,))
    assert (back.custom_id, back.disabled) == ("fn:m:7:1", False)
    assert (forth.custom_id, forth.disabled) == ("fn:m:7:3", True)

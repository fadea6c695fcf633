"""Nothing in a text does anything in Discord, and every letter of it is still there."""

import re

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escaping import escaped, label, length, safe_link, shortened
from bot.render import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Apple paused, it said.", "Apple paused, it said."),
        (
            "**bold** __under__ ~~gone~~ ||spoiler||",
            r"\*\*bold\*\* \_\_under\_\_ \~\~gone\~\~ \|\|spoiler\|\|",
        ),
        ("```py\ncode```", "\\`\\`\\`py\ncode\\`\\`\\`"),
        ("[click](https://evil.example)", r"[click]\(https:\//evil.example)"),
        ("hello @everyone and @here", r"hello \@everyone and \@here"),
        ("<@7> <#8> <:smile:9>", r"\<@7> \<#8> \<:smile:9>"),
        ("# big\n- list\n> quote\n1. one\n-# small", "\\# big\n\\- list\n\\> quote\n1\\. one\n\\-# small"),
        ("a \\ b", "a \\\\ b"),
        ("In 1999. It was", "In 1999. It was"),
        ("left \u202e right", "left \ufffd right"),
    ],
)
def test_markdown_mentions_and_links_are_shown_as_they_are_written(text: str, shown: str) -> None:
    assert escaped(text) == shown


def unescaped(text: str) -> str:
    """As Discord's client shows it."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


@given(st.text(alphabet=st.sampled_from("ab1 \n\\*_~|`<>[]()#-+.@:/everyonehere")))
def test_what_is_shown_is_what_was_written(text: str) -> None:
    assert unescaped(escaped(text)) == printable(text)
    assert unescaped(label(text)) == printable(" ".join(text.split()))


@given(st.text(alphabet=st.sampled_from("a\\*_~|`[]() @everyone:/")))
def test_no_markdown_is_left(text: str) -> None:
    bare = re.sub(r"\\[^0-9A-Za-z\s]", ".", escaped(text))
    assert not re.search(r"[*_~|`]|\]\(|://|@everyone", bare)
    assert discord.utils.remove_markdown(bare) == bare


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://herald.example/ferry?a=1&b=2#top", "https://herald.example/ferry?a=1&b=2#top"),
        ("https://en.example/Fog_(weather)", "https://en.example/Fog_%28weather%29"),
        ("https://herald.example/<x>", "https://herald.example/%3Cx%3E"),
        ("javascript:alert(1)", None),
        ("ftp://herald.example/", None),
        ("https://", None),
        ("https://a b", None),
        ("https://[", None),
        ("/ferry", None),
        ("", None),
        (None, None),
        ("https://herald.example/" + "x" * 500, None),
    ],
)
def test_only_web_pages_are_linked(url: str | None, link: str | None) -> None:
    assert safe_link(url) == link


def test_names_are_shortened_between_words() -> None:
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one  two\nthree", 12) == "one two…"
    assert shortened("x" * 20, 10) == "x" * 9 + "…"
    assert length("a😀") == 3
    assert length(shortened("😀" * 20, 10)) <= 10

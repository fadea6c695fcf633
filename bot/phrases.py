"""Sentences that another language can say: a template and the facts that fill it."""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

Fact = str | int | tuple[str, ...]


class Filler(string.Formatter):
    """Fills templates; `{names:and}` lists a fact that holds several as the language does."""

    def __init__(self, conjunctions: Mapping[str, str]) -> None:
        self._conjunctions = conjunctions

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple):
            return listed(value, self._conjunctions[format_spec])
        return format(value, format_spec)


def is_number(text: str) -> bool:
    """Whether it is a number as English writes it: `12`, `1,200`, `12.5`."""
    return re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?", text) is not None


def listed(words: Sequence[str], last: str) -> str:
    """As in "Apple, Google and Zoom"."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


ENGLISH = Filler({"and": "and", "or": "or"})


class Phrase(str):
    """A sentence in English that knows its `template` and `facts`; any other use is that of a text."""

    __slots__ = ("facts", "template")
    template: str
    facts: Mapping[str, Fact]

    def __new__(cls, template: str, **facts: Fact) -> "Phrase":
        phrase = super().__new__(cls, ENGLISH.vformat(template, (), facts))
        phrase.template, phrase.facts = template, facts
        return phrase


def recognised(text: str, templates: Iterable[str]) -> Phrase | None:
    """The phrase that a text is which was written to disk or came from another process; None for no such.

    Of several templates that fit, the one that says most itself.
    """
    for template, pattern in _patterns(tuple(templates)):
        if match := pattern.fullmatch(text):
            return Phrase(template, **match.groupdict())
    return None


@cache
def _patterns(templates: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    """Each plain template with its pattern, those of most words of their own first."""
    plain = [template for template in templates if ":and}" not in template and ":or}" not in template]
    plain.sort(key=lambda template: -len(re.sub(r"\{\w+\}", "", template)))
    return [(template, _pattern(template)) for template in plain]


def _pattern(template: str) -> re.Pattern[str]:
    """What the template may have become. Its facts are plain: `{name}`."""
    literal_or_name = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(
            f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(literal_or_name)
        ),
        re.DOTALL,
    )

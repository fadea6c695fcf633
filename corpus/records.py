"""A .json or .jsonl file → its records, each a text and what is given beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.decoding import whole_characters
from corpus.frontmatter import NOTHING, Given, given_by

TEXT_KEYS = ("body", "text", "content")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its name, and either its text or the problem with it."""

    name: str
    given: Given = NOTHING
    text: str = ""
    problem: str | None = None


def json_records(text: str, name: str, line: int = 1) -> Iterator[Record]:
    """The object in `text`, or each of a list of objects, called `name#1`, `name#2`…

    `line` is the number of the file's line at which `text` begins.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno + line - 1}, column {error.colno}"
        yield Record(name, problem=f"it is not JSON ({error.msg}: {where}); is it cut off?")
    except (RecursionError, ValueError):  # ValueError: a number of more than 4,300 digits
        yield Record(name, problem="it is JSON nested too deep, or with a number too long, to be an article")
    else:
        if not isinstance(value, list):
            yield _record(value, name)
        elif not value:
            yield Record(
                name, problem="it holds an empty list; an article is an object with a title and a body"
            )
        else:
            yield from (_record(item, f"{name}#{number}") for number, item in enumerate(value, 1))


def jsonl_records(text: str, name: str) -> Iterator[Record]:
    """One record a line, called after its place among the lines that are not blank."""
    lines = ((place, line) for place, line in enumerate(text.split("\n"), 1) if line.strip())
    for number, (place, line) in enumerate(lines, 1):
        record = next(json_records(line, f"{name}#{number}", place))
        yield Record(f"{name}#{number}", record.given, record.text, record.problem)


def _record(value: object, name: str) -> Record:
    if not isinstance(value, Mapping):
        return Record(name, problem="it is no JSON object with a title and a body")
    lower = {str(key).lower(): item for key, item in value.items()}
    for key in TEXT_KEYS:
        text = lower.get(key)
        if isinstance(text, str) and text.strip():
            return Record(name, given_by(lower), whole_characters(text))
    return Record(name, problem="it has no text: an article needs a body, text or content that is not empty")

"""A .json or .jsonl file → its records, each a text and what is given beside it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.decoding import unescaped, whole_characters
from corpus.frontmatter import NOTHING, Given, given_by

TEXT_KEYS = (
    "body", "text", "content", "article", "body_text", "bodytext", "full_text", "fulltext", "maintext",
    "article_text", "article_body", "articlebody", "content_text", "content_html", "lead_paragraph",
)  # fmt: skip
# Where exports and answers of news APIs hold their articles.
_LIST_KEYS = ("articles", "items", "results", "docs", "posts", "entries", "hits", "news", "data", "response")
_MOST_NESTED = 3  # lists and objects around the articles
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote)\b[^<>]*>", re.IGNORECASE)
# As a value begins, in JSON or in a table.
_NUMERIC = re.compile(
    r"(?:^|[\"\t,;|])(?P<date>(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?:19|20)\d\d)\b", re.MULTILINE
)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its name, and either its text or the problem with it."""

    name: str
    given: Given = NOTHING
    text: str = ""
    problem: str | None = None


def json_records(text: str, name: str, line: int = 1, dates: str | None = None) -> Iterator[Record]:
    """The object in `text`, or each of a list of objects, called `name#1`, `name#2`…

    `line` is the number of the file's line at which `text` begins, `dates` some of the whole file's.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno + line - 1}, column {error.colno}"
        yield Record(name, problem=f"it is not JSON ({error.msg}: {where}); is it cut off?")
    except (RecursionError, ValueError):  # ValueError: a number of more than 4,300 digits
        yield Record(name, problem="it is JSON nested too deep, or with a number too long, to be an article")
    else:
        articles = _listed(value)
        dates = telling_dates(text) if dates is None else dates
        if articles is None:
            yield record_of(value, name, dates)
        elif not articles:
            yield Record(
                name, problem="it holds an empty list; an article is an object with a title and a body"
            )
        else:
            feed = _feed_title(value)
            for number, item in enumerate(articles, 1):
                record = record_of(item, f"{name}#{number}", dates)
                given = replace(record.given, publisher=record.given.publisher or feed)
                yield replace(record, given=given)


def jsonl_records(text: str, name: str) -> Iterator[Record]:
    """One record a line, called after its place among the lines that are not blank."""
    lines = ((place, line) for place, line in enumerate(text.split("\n"), 1) if line.strip())
    dates = telling_dates(text)
    for number, (place, line) in enumerate(lines, 1):
        record = next(json_records(line, f"{name}#{number}", place, dates))
        yield Record(f"{name}#{number}", record.given, record.text, record.problem)


def telling_dates(text: str) -> str:
    """Of a file's values the first that can only be read day first, and the first that only month first."""
    told: dict[bool, str] = {}
    for match in _NUMERIC.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if max(first, second) > 12 >= min(first, second):
            told.setdefault(first > 12, match["date"])
            if len(told) > 1:
                break
    return "\n".join(told.values())


def _listed(value: object, depth: int = 0) -> Sequence[object] | None:
    """The list of articles that the value is, or holds as the answers of news APIs do; None if it is one."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping) or depth == _MOST_NESTED or _text_of(_lower(value)):
        return None
    inside = (value[key] for key in _LIST_KEYS if isinstance(value.get(key), list | dict))
    found = (_listed(each, depth + 1) for each in inside)
    return next((articles for articles in found if articles is not None), None)


def _feed_title(value: object) -> str | None:
    """Whose feed it is, where it is one in JSON Feed's format (https://www.jsonfeed.org/version/1.1/)."""
    if not isinstance(value, Mapping) or "jsonfeed.org" not in str(value.get("version")):
        return None
    title = value.get("title")
    return " ".join(whole_characters(title).split()) or None if isinstance(title, str) else None


def record_of(value: object, name: str, dates: str) -> Record:
    """An object's text and what it gives beside it; or the problem with it."""
    if not isinstance(value, Mapping):
        return Record(name, problem="it is no JSON object with a title and a body")
    lower = _lower(value)
    text = _text_of(lower)
    if text is None:
        return Record(
            name, problem="it has no text: an article needs a body, text or content that is not empty"
        )
    return Record(name, given_by(lower, dates), whole_characters(_plain(text)))


def _lower(value: Mapping[str, object]) -> dict[str, object]:
    """With keys in small letters, and those of the object `fields` among its own."""
    lower = {str(key).lower(): item for key, item in value.items()}
    fields = lower.get("fields")
    return (
        lower | {str(key).lower(): item for key, item in fields.items()}
        if isinstance(fields, Mapping)
        else lower
    )


def _text_of(lower: Mapping[str, object]) -> str | None:
    for key in TEXT_KEYS:
        text = lower.get(key)
        if isinstance(text, Mapping):
            text = text.get("rendered")  # by WordPress
        if isinstance(text, str) and text.strip():
            return text
    return None


def _plain(text: str) -> str:
    """The text without its markup, if it has any."""
    closes = "</" in text and _BLOCK.search(text)
    if not closes and len(_BREAK.findall(text)) < 2:
        return unescaped(text)
    from corpus.forms.blocks import block_text

    return block_text(text) or text

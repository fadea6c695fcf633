"""What a file says of its own article: YAML front matter, and the keys of a record."""

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.decoding import unescaped, whole_characters
from corpus.urls import is_url

MAX_FRONT_MATTER = 16_000  # characters
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(
    r"\A\s*\+\+\+[ \t]*\n(?=\s*[\w-]+\s*=)(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)  # Hugo's
MAX_ORIGINAL = 300  # characters
_FORM = re.compile(r"[A-Za-z0-9]{1,10}")
# What may be meant as words: "[Updated] Ferry late", but no list that is not closed.
_LINE = re.compile(
    r"^(?P<key>[\w-]+[ \t]*:[ \t]+)(?P<value>(?:[^\s\[{&*!|>%@`#]|\[[^\[\]]+\][ \t]*[^\s#]).*)$", re.MULTILINE
)
_OPENING = re.compile(r"\A\s*---[ \t]*\n[ \t]*[\w-]+[ \t]*:")


class FrontMatterError(ValueError):
    """The front matter cannot be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is told, so that it need not be detected. `problems` are values that could not be used."""

    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    author: str | None = None
    form: str | None = None
    original: str | None = None
    problems: tuple[str, ...] = ()


NOTHING = Given()
_PUBLISHER_KEYS = (
    "publisher", "sitename", "site_name", "publication", "newspaper", "outlet", "news_source", "source",
)  # fmt: skip
_BY = re.compile(r"[Bb]y\s+(?=[A-Z])")
_DATE_KEYS = (
    "published_at", "published", "publishedat", "date_published", "datepublished", "published_date",
    "publication_date", "publish_date", "pub_date", "pubdate", "webpublicationdate", "date",
)  # fmt: skip


def given_by(values: Mapping[str, object], other_dates: str = "") -> Given:
    """Keys in any case; of several names for one thing the first that holds something counts.

    `other_dates` of the same file tell whether 07/08/2020 has its day or its month first.
    """
    lower = {str(key).strip().lower(): value for key, value in values.items()}
    problems: list[str] = []

    def text(*keys: str) -> str | None:
        for key in keys:
            value = lower.get(key)
            if isinstance(value, str) and value.strip():
                return _normal(value)
            if isinstance(value, Mapping) and (inner := _inside(value)):
                return inner
            if isinstance(value, list) and (names := [_inside(item) for item in value]) and all(names):
                return ", ".join(filter(None, names))
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
        return None

    published = None
    for key in _DATE_KEYS:
        value = lower.get(key)
        if value in (None, ""):
            continue
        published = date_of(value, other_dates)
        if published is not None:
            break
        problems.append(
            f"its {key} {str(value)[:40]!r} is no date that can be read; write it like 2020-07-08"
        )
    return Given(
        title=text("title", "headline", "webtitle", "heading"),
        publisher=next((name for name in map(text, _PUBLISHER_KEYS) if name and not is_url(name)), None),
        published=published,
        url=text("url", "link", "canonical_url", "permalink", "weburl", "web_url")
        or next(filter(is_url, [text("source") or ""]), None),
        author=_BY.sub("", text("author", "authors", "byline", "writer", "reporter", "interviewer") or "")
        or None,
        form=_form(lower.get("form")),
        original=_original(lower.get("original")),
        problems=() if published else tuple(problems),
    )


def _inside(value: object) -> str | None:
    """A text, or that of an object which is one thing: {"name": "The Herald"}, {"rendered": "Ferry late"}."""
    if isinstance(value, Mapping):
        rendered = value.get("rendered")  # by WordPress, as markup
        if isinstance(rendered, str):
            return _normal(rendered) or None
        value = next((value[key] for key in ("name", "main", "original") if value.get(key)), None)
    # "[[Jane Roe]]" is a link in Obsidian.
    return _normal(value.removeprefix("[[").removesuffix("]]")) or None if isinstance(value, str) else None


def _form(value: object) -> str | None:
    """What the article was made from: a suffix without its dot."""
    return value.lower() if isinstance(value, str) and _FORM.fullmatch(value) else None


def _original(value: object) -> str | None:
    """A path below the corpus folder; it is told, never opened."""
    return _normal(value)[:MAX_ORIGINAL] or None if isinstance(value, str) else None


def _normal(value: str) -> str:
    return " ".join(whole_characters(unescaped(value)).split())


def date_of(value: object, other_dates: str = "") -> datetime.date | None:
    """A date, or a text that can be read as one date only, or beside others that are written as it is."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        from corpus.dates import as_written, readings  # its patterns are slow to load

        text = value.strip()[:100]
        found = as_written(readings(text), f"{text}\n{other_dates}")
        return next(iter(found)) if len(found) == 1 else None
    return None


def split_front_matter(text: str) -> tuple[Given, str]:
    """What the front matter at the top of `text` gives, and the text behind it. Raises FrontMatterError."""
    toml = _TOML.match(text[: MAX_FRONT_MATTER + 100])
    if toml:
        return given_by(_parse_toml(toml[1])), text[toml.end() :]
    match = _FRONT_MATTER.match(text[: MAX_FRONT_MATTER + 100])
    if match is None:
        if _OPENING.match(text[:1000]):
            raise FrontMatterError(
                f"its front matter has no closing --- within {MAX_FRONT_MATTER} characters"
            )
        return NOTHING, text
    if not _OPENING.match(text) and not match.group(1).strip().startswith(("{", "#")):
        return NOTHING, text  # a line of dashes is also a rule across the page
    return given_by(_parse(match.group(1))), text[match.end() :]


def _parse_toml(block: str) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FrontMatterError(f"its front matter cannot be read: {str(error)[:80]}") from error


def _quoted(line: re.Match[str]) -> str:
    """The line with its value in quotes, where YAML takes it only so: a headline with a colon in it."""
    import yaml

    try:
        yaml.safe_load(line[0])
    except (yaml.YAMLError, ValueError):
        return line["key"] + json.dumps(line["value"].strip(), ensure_ascii=False)
    return line[0]


def _parse(block: str) -> Mapping[str, object]:
    import yaml

    try:
        aliased = any(isinstance(token, yaml.AliasToken) for token in yaml.scan(block, yaml.SafeLoader))
        values = None if aliased else yaml.safe_load(block)  # a few lines of aliases can fill the memory
    except yaml.YAMLError as error:
        quoted = _LINE.sub(_quoted, block)
        if quoted != block:
            return _parse(quoted)
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark is not None else ""
        raise FrontMatterError(
            f"its front matter is not YAML{where}; put values with ':' in quotes"
        ) from error
    except (ValueError, RecursionError) as error:  # a date like 2020-13-45
        raise FrontMatterError(f"its front matter cannot be read: {str(error)[:80]}") from error
    if aliased:
        raise FrontMatterError("its front matter uses a YAML alias (*name); write the value out")
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise FrontMatterError("its front matter is no list of 'key: value' lines")
    return values

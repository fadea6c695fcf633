"""Lines that stand on pages but belong to no article: buttons, banners, forms, credits."""

import re
from functools import cache, lru_cache

from corpus.edge_patterns import ABOUT_AUTHOR, CAPTION_LABEL, COMMENTS, EDGE, RELATED
from corpus.lines import is_prose, word_count
from corpus.patterns import NOISE, WEAK
from corpus.picture_patterns import PICTURES

_ARROWS = re.compile(r"[<>«»‹›^↑↓→←▲▼▶►✕×|]+")
_EDGES = " .:;!,…-–—•·*#+()[]_=~"
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()]{0,300}\)")
_LINK_ENDS = ("»", "›", ">>", "→")
_LINK_WORDS = 6
_PIPED = re.compile(r"(?:(?:ALSO )?READ|LISTEN|MORE|SEE|WATCH)\s*[|>]\s*\S")
_CRUMB_MARK = re.compile("[»›>/|•→·]")
_CRUMB_SEPARATOR = re.compile(r"\s+[»›>/|•→·]+\s+")
_STRONG_CRUMB_SEPARATOR = re.compile(r"\s+[»›>→]+\s+")
_CRUMB_WORDS = 6
_LONGEST = 420  # characters: no button is longer


@lru_cache(maxsize=2048)  # a page asks for each of its lines several times
def folded(line: str) -> str:
    """A line as the patterns see it: small letters, straight apostrophes, no arrows, no marks at its ends."""
    if "](" in line:
        line = _MARKDOWN_LINK.sub(r"\1", line)
    return " ".join(_ARROWS.sub(" ", line.replace("’", "'").replace("‘", "'").casefold()).split()).strip(
        _EDGES
    )


@lru_cache(maxsize=2048)
def noise(line: str) -> str | None:
    """What kind of noise a whole line is, wherever it stands; None where it may be reporting."""
    if len(line) > _LONGEST:
        return None
    text = folded(line)
    if not text:
        return "rule or ornament"
    if line.startswith("![") and line.endswith(")"):
        return "picture"
    if _PIPED.match(line) and not is_prose(line):
        return "link"
    for reason, patterns in (*NOISE.items(), *PICTURES.items()):
        if _matches(patterns, text) and not (reason in WEAK and is_prose(line) and not line.startswith("(")):
            return reason
    if line.endswith(_LINK_ENDS) and word_count(line) < _LINK_WORDS:
        return "link"
    return None


def edge_noise(line: str) -> str | None:
    """The same for a line above the article or below it."""
    return "menu" if _matches(EDGE, folded(line)) else None


def breadcrumb(line: str) -> list[str]:
    """The parts of a trail such as `Home » News » Title`; empty for any other line."""
    if _CRUMB_MARK.search(line) is None or _CRUMB_SEPARATOR.search(line) is None:
        return []
    parts = [part for part in _CRUMB_SEPARATOR.split(line) if part]
    home = bool(parts) and folded(parts[0]) in {"home", "homepage", "front page", "start", "news"}
    enough = len(parts) >= (2 if home else 3)
    short = all(word_count(part) <= _CRUMB_WORDS for part in parts[:-1])
    sure = home or _STRONG_CRUMB_SEPARATOR.search(line) is not None
    return parts if enough and short and sure and not is_prose(parts[0]) else []


def opens_related(line: str) -> bool:
    """Whether a line is the heading of a list of links."""
    return _matches(RELATED, folded(line))


def opens_comments(line: str) -> bool:
    """Whether a line is the heading of what readers say, or may say."""
    return _matches(COMMENTS, folded(line))


def opens_biography(line: str) -> bool:
    """Whether a line is the heading of an author's life."""
    return _matches(ABOUT_AUTHOR, folded(line))


def labels_caption(line: str) -> bool:
    """Whether a line stands beside a picture's caption or credit."""
    return _matches(CAPTION_LABEL, folded(line))


def _matches(patterns: tuple[str, ...], text: str) -> bool:
    return _compiled(patterns).fullmatch(text) is not None


@cache  # compiling takes longer than importing the whole package
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

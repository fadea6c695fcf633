"""Lines that are made of parts: menus, trails, rows of buttons."""

import re
import unicodedata

from corpus.lines import ends_sentence, is_bullet, word_count

MAX_ENTRY_WORDS = 6
MEAN_ENTRY_WORDS = 3.5
PAIR_WORDS = 4  # the most in each entry of a menu of two
WIDGET_WORDS = 14
MAX_MENU = 300  # characters
_SEPARATOR = re.compile(r"\s*(?:(?:[|•»›¦\t]|(?<=\s)(?:·|::|>|/|~|\*\*)(?=\s))\s*)+")
_PICTOGRAPHS = {"So", "Sm"}  # categories of Unicode: emoji, arrows, stars, the lines of a menu's button
_IN_PROSE = frozenset("°©®™+=<>~|¬±×÷№℃℉")
_BRACKETED = re.compile(r"(?:\[[^\[\]]{1,60}\][\s|·,]*)+")
_PICTURED = re.compile(r"\[(?:image|photo|picture|video): [^\[\]]+\]", re.IGNORECASE)
_MARKS = re.compile(r"[\[_*]|[-=~]{2}")
_RULED = re.compile(r"[-=*~]{2,} .* [-=*~]{2,}")
_FORM = re.compile(r"_{3,}.*\[|\[.*_{3,}|(?:\w\s?\*(?:\s|$).*){2}|\bYour (?:name|e-?mail) ?\*", re.IGNORECASE)


def parts(spaced: str) -> list[str]:
    """What stands between the bars, dots, arrows and wide gaps of a line."""
    return [part for part in _SEPARATOR.split(spaced) if any(char.isalnum() for char in part)]


def is_menu(spaced: str) -> bool:
    """Whether a line is made of several short parts, none of them a sentence."""
    if is_bullet(spaced) or len(spaced) > MAX_MENU:
        return False
    entries = parts(spaced)
    counts = [word_count(entry) for entry in entries]
    if len(entries) < 2 or any(ends_sentence(entry) for entry in entries[:-1]) or ends_sentence(spaced):
        return False
    if len(entries) == 2:
        return max(counts) <= PAIR_WORDS
    return max(counts) <= MAX_ENTRY_WORDS and sum(counts) <= MEAN_ENTRY_WORDS * len(counts)


def is_widget(line: str) -> bool:
    """Whether a short line holds an emoji or an arrow, and no sentence."""
    if line.isascii():
        return False
    plain = "".join(char for char in line if not _pictograph(char)).strip()
    return (
        len(plain) < len(line)
        and word_count(plain) <= WIDGET_WORDS
        and not ends_sentence(plain)
        and not is_bullet(line)
    )


def is_fixture(line: str) -> bool:
    """Whether a line is a form, or stands whole between brackets or rules: no reporting does."""
    if len(line) > MAX_MENU or not _MARKS.search(line):
        return False
    if _PICTURED.fullmatch(line):
        return True
    inside = _BRACKETED.fullmatch(line)
    if inside and not line.startswith("[…") and not re.search(r"[.!?]\]|\]\(", line):
        return True
    return bool(_RULED.fullmatch(line) or _FORM.search(line))


def plain(line: str) -> str:
    """A line without emoji and arrows."""
    return " ".join("".join(" " if _pictograph(char) else char for char in line).split())


def _pictograph(char: str) -> bool:
    return char > "\u00ff" and unicodedata.category(char) in _PICTOGRAPHS and char not in _IN_PROSE

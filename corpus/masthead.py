"""The name at the top of a page, where the page shows elsewhere that it is the publisher's."""

import itertools
import re
from collections.abc import Sequence

from corpus.lines import PageLine, ends_sentence, is_prose, is_quote, word_count
from corpus.noise import breadcrumb, edge_noise, folded, noise
from corpus.patterns import NEWSPAPER
from corpus.segments import is_fixture, is_menu, is_widget, parts, plain

TOP_LINES = 3  # that are no buttons
MAX_TOP = 40  # lines
FOOT_LINES = 20
MAX_CREDIT = 200  # characters
MAX_NAME_WORDS = 6
MIN_LETTERS = 5
DOMAIN_LETTERS = 8
_SLOGAN = re.compile(r"\s+[–—-]\s+|\s+\(|:\s+|\s+::\s+")
_TRAIL = re.compile(r"\s[»›>]\s")
_SMALL = {
    "of",
    "the",
    "and",
    "&",
    "de",
    "del",
    "la",
    "el",
    "du",
    "des",
    "der",
    "die",
    "für",
    "on",
    "for",
    "in",
}
_NEWSPAPER = re.compile(rf"\b{NEWSPAPER}$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][\w .,’'-]{1,60}\((?P<name>[A-Z][^()]{1,40})\)\s?(?:--|–|—|-)")
_CREDIT = re.compile(
    r"©|\(c\)|copyright|@|\bhttps?:|\bwww\.|\w\.(?:com|org|net|co|example|[a-z]{2})\b|\bmembers? of\b|"
    r"trading name|\bapps?\b|\binbox\b|newsletter|\bpo box\b|all rights|subscri|published by|\bmore from\b|"
    r"newsroom|donat|\bissue of\b|\bstaff\b|\bfriends? of\b|follow|editor|reserved|contact|about|"
    r"\bis (?:a|an|the|owned|published|part)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\W_]+")
_DOMAIN = re.compile(
    r"(?:@|https?://(?:www\.)?|www\.|^|\s)(?P<label>[a-z\d-]{4,40})(?:\.[a-z]{2,10})+", re.IGNORECASE
)


def find_masthead(lines: Sequence[PageLine], start: int) -> tuple[int, str] | None:
    """The number of the line above the first paragraph that names the publisher; and the name."""
    above = (i for i in range(min(start, len(lines), MAX_TOP)) if not _button(lines[i]))
    named = [(i, names) for i in itertools.islice(above, TOP_LINES) if (names := _names(lines[i]))]
    if not named:
        return None
    edges = [*lines[:start], *lines[max(start, len(lines) - FOOT_LINES) :]]
    short = [line.text for line in edges if len(line.text) <= MAX_CREDIT and not breadcrumb(line.text)]
    datelines = [match["name"] for line in lines[start : start + 3] if (match := _DATELINE.match(line.text))]
    for i, names in named:
        others = [line for line in short if line != lines[i].text]
        for name in names:
            known = _named_by(name, others, datelines)
            if known is not None:
                # A section has its name elsewhere too: "More from Courts & Crime".
                papers = (paper for j, above in named if j < i for paper in above if is_paper(paper))
                return i, known if is_paper(known) else next(papers, known)
    return None


def standing_masthead(lines: Sequence[PageLine], top: int, headline: int) -> str | None:
    """The name in a page's first line from `top` on, above the headline, if a newspaper's or with a menu."""
    first = next((i for i in range(top, headline) if not _button(lines[i])), None)
    return None if first is None else _standing(lines, first)


def is_paper(name: str) -> bool:
    """Whether it is called as newspapers are: `Harbour Times`."""
    return _name_like(name) and _NEWSPAPER.search(name) is not None and word_count(name) > 1


def _button(line: PageLine) -> bool:
    if is_menu(line.spaced):
        return breadcrumb(line.text) != [] or not _names(line)
    return noise(line.text) is not None or is_fixture(line.text)


def _names(line: PageLine) -> list[str]:
    """The parts of a line that could be a newspaper's name, likeliest first: of a menu its first alone."""
    if is_prose(line.text) or is_quote(line.text) or ends_sentence(line.text):
        return []
    entries = [plain(part) for part in parts(line.spaced)]
    if len(entries) > 3:
        entries = entries[:1]
    names = [name for entry in entries for name in _SLOGAN.split(entry) if _name_like(name)]
    return sorted(names, key=lambda name: _NEWSPAPER.search(name) is None)


def _name_like(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= MAX_NAME_WORDS or len(_squeezed(name)) < MIN_LETTERS or noise(name):
        return False
    if edge_noise(name) or all(edge_noise(word) for word in words):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _named_by(name: str, others: Sequence[str], datelines: Sequence[str]) -> str | None:
    """The name as the rest of the page writes it, if it does."""
    wanted = _squeezed(name)
    for dateline in datelines:
        if _squeezed(dateline) == wanted:
            return dateline
        if dateline.isupper() and _abbreviates(dateline, name):
            return name
    for line in others:
        mixed = re.search(re.escape(name), line, re.IGNORECASE) if name.isupper() else None
        if mixed and _CREDIT.search(line):
            return mixed[0]
        if line.startswith("@") and " " not in line and not is_paper(name):
            continue  # a person's, as likely
        if wanted in _squeezed(line) and _CREDIT.search(line):
            return name
        for match in _DOMAIN.finditer(line):
            label = _squeezed(match["label"])
            if len(label) >= DOMAIN_LETTERS and wanted.startswith(label):
                first = _first_words(name, len(label))
                return first if _NEWSPAPER.search(first) else name
    return None


def _first_words(name: str, letters: int) -> str:
    words = name.split()
    count = next(
        (n for n in range(1, len(words)) if len(_squeezed(" ".join(words[:n]))) >= letters), len(words)
    )
    return " ".join(words[:count])


def _abbreviates(short: str, name: str) -> bool:
    """Whether `short` takes its letters from `name` in order, among them each word's first."""
    initials = [word[0].upper() for word in name.split()]
    left = iter(name.upper())
    return len(short) > 1 and all(c in left for c in short) and all(c in short for c in initials)


def _standing(lines: Sequence[PageLine], number: int) -> str | None:
    names = _names(lines[number])
    if not names or _TRAIL.search(lines[number].text):
        return None
    line = lines[number].text
    rest = lines[number].text[len(names[0]) :] if line.startswith(names[0]) else ""
    slogan = re.match(r"\s*(?:[–—-]|::|\()\s*\S", rest) is not None
    below = lines[number + 1 : number + 2]
    menu = bool(below) and (
        is_menu(below[0].spaced) or is_widget(below[0].text) or noise(below[0].text) is not None
    )
    short = folded(line) == folded(names[0]) or slogan or (menu and re.match(r"[:\t ]", rest) is not None)
    return names[0] if is_paper(names[0]) or (short and (slogan or menu)) else None


def _squeezed(text: str) -> str:
    return _MARKS.sub("", text.casefold().replace("&", "and"))

"""What stands below an article's last paragraph."""

import re

from corpus.lines import ends_sentence, is_bullet, is_quote, word_count
from corpus.marks import Marks
from corpus.noise import edge_noise
from corpus.segments import is_menu, is_widget

LINK_RUN = 3  # lines
LINK_WORDS = 4  # the least in a headline
MAX_LINK_WORDS = 12
MAX_PROSE = 40  # words: a longer paragraph is no note of the page's own
_ADDRESS = re.compile(
    r"(?:e-?mail|write|contact|send|call|tips?|reach|story|view|reprint|letters?|corrections?|opinion|subscribe)\b"
    r".{0,100}\S@\S|\S@\S+\.\w+\W*$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"this (?:web ?site|site|newsletter|newspaper|publication|blog|page|podcast|e-?mail|message)\b|"
    r"this (?:article|story|post|content|report|information) is (?:for|not|intended|part of|free|no)\b|"
    r"you (?:are receiving|received|have received|are subscribed|can (?:unsubscribe|also (?:follow|find)))|"
    r"(?:do|did) you (?:like|enjoy|have|know|see)\b.*\b(?:article|story|page|content|tips?|views?|error)\b|"
    r"your (?:donation|contribution|support|subscription)\b|"
    r"to unsubscribe|if you (?:liked?|enjoy(?:ed)?|would like to|want to|have an?y?|found)\b.*"
    r"\b(?:subscri|share|support|coffee|e-?mail|contact|newsletter|in touch|sign up|patron|donat|forward)|"
    r"(?:please )?(?:(?:help )?support|help keep|share this|subscribe|forward this|like and|consider|join us|"
    r"(?:thanks|thank you) for reading)\b.*\b(?:us|our|my|independent|newsletter|subscri|friend|"
    r"journalism|newsroom|local news|support)|"
    r"(?:the )?(?:views?|opinions?) expressed|we (?:welcome|want to hear|may earn|reserve)|"
    r"stay (?:with|tuned)\b|check back\b|this is a (?:developing|breaking)|log in or|"
    r"please (?:log in|register|sign in)|no warranty|powered by|all (?:content|material|text)s? ",
    re.IGNORECASE,
)
_CORPORATE = re.compile(
    r"\b(?:trading name|registered|(?:published|owned) by|part of|members? of|subsidiary|limited|ltd|inc|"
    r"reader-supported|is a (?:news|weekly|daily|free|non-?profit|newsletter|publication))\b",
    re.IGNORECASE,
)
_LABELLED_QUESTION = re.compile(r"[A-Z][\w ]{2,30}: .*\?")
_READER = re.compile(
    r"[Rr]e: .{2,80}|(?!\w+, )@?(?=\S*(?:\d|_|[a-z][A-Z])|[a-z])[A-Za-z][\w.-]{2,20}(?: says| wrote)?: .+"
)


_BELOW = "below the article"
_ENDINGS = {_BELOW, "note of the page's own", "list of links", "tags", "comment form"}


def drop_tail(marks: Marks, *, whole_page: bool) -> None:
    """From the end upwards: notes of the page's own; then whatever below the last paragraph is no prose.

    Where the text came without its page, little of it is dropped: a last list is the article's own.
    """
    prose = marks.prose()
    while len(prose) > 1 and _note(marks, prose[-1]):
        marks.drop([prose.pop()], "note of the page's own")
    if not prose:
        return
    if not whole_page:
        tail = [i for i in marks.kept() if i > prose[-1]]
        if len(tail) >= LINK_RUN and all(_linked(marks.lines[i]) for i in tail):
            marks.drop(tail, "list of links")
        return
    ended = False
    for i in range(prose[-1] + 1, len(marks.lines)):
        if marks.reasons[i] is None and (ended or not _goes_on(marks, i)):
            marks.drop([i], _BELOW)
        ended = ended or marks.reasons[i] in _ENDINGS


def _linked(line: str) -> bool:
    """Whether a line behind the last paragraph is a link's: results and rankings have figures."""
    if is_bullet(line) or is_quote(line) or ends_sentence(line) or re.match(r"\w+:", line):
        return False
    plain = not any(char.isdigit() for char in line) and not line.endswith((":", ","))
    return plain and LINK_WORDS <= word_count(line) <= MAX_LINK_WORDS


def _note(marks: Marks, number: int) -> bool:
    line = marks.lines[number]
    if word_count(line) > MAX_PROSE or is_quote(line):
        return False
    named = marks.masthead is not None and line.startswith(marks.masthead[1])
    return bool(
        _OWN.match(line)
        or _ADDRESS.search(line)
        or _READER.match(line)
        or (named and _CORPORATE.search(line))
    )


def _goes_on(marks: Marks, number: int) -> bool:
    """Whether a short line below the last paragraph may be the text's: a sentence, a quotation, an item."""
    line, spaced = marks.page[number]
    if marks.lines[number - 1].endswith(":") or is_bullet(line) or is_quote(line):
        return not is_widget(line)
    if _LABELLED_QUESTION.fullmatch(line):
        return False
    whole = (
        ends_sentence(line)
        or (line[0].isdigit() and word_count(line) > 1)
        or line.endswith(":")
        or word_count(line) > MAX_LINK_WORDS
    )
    return whole and not (_note(marks, number) or is_menu(spaced) or is_widget(line) or edge_noise(line))

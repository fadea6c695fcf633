"""Of which articles a question asks: by whom, from which sources, of what time; and what it asks of them."""

import datetime
import re
from dataclasses import dataclass, replace

from bot.authors import asked_author
from bot.days import seen_from
from bot.language import is_function_word, words_of
from bot.languages import is_small_word
from bot.times import days_of
from bot.topics import is_topic
from index.interface import Filter, Index
from index.periods import Period, find_periods, without_periods
from index.publishers import named_sources

ENOUGH_PASSAGES = 24  # of the newest articles, to choose among
_LATE_DAYS = (0, 7, 31, 366)  # before the newest article's
_REPORTING = frozenset(
    """
    cover covered covering covers publish published publishes publishing report reported reporting reports
    stories story wrote write writes writing written
    berichtet berichtete geschrieben meldet meldete schreibt schrieb
    """.split()
)
_NEWS = frozenset(
    """
    headline headlines latest new newest news recent recently today top update updates
    aktuell aktuelle aktuelles neu neues neueste neuesten nachrichten schlagzeilen
    """.split()
)
# What all articles have to say is asked for, unless it is asked whether something is so: "is it new?".
_OF_ALL = re.compile(rf"\b(?:articles?|artikeln?|stories|{'|'.join(sorted(_NEWS))})\b", re.IGNORECASE)
_OF_SOMETHING = re.compile(
    r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|ist|sind|hat|haben)\b"
    r"(?!.*\b(?:any|there|gibt)\b)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\s*(?:how|wie) (?:many|much|old|long|often|viele?|alt|oft)\b", re.IGNORECASE)
_PIECE = r"(?:articles?|pieces?|reports?|stor(?:y|ies))"
# "the latest on Hong Kong", "what's new with Apple"; but not "the new report on rates".
_LATEST = re.compile(
    rf"\b(?:the |any )?(?:(?:latest|newest|most recent)(?: {_PIECE})?|"
    r"(?:(?:latest|newest|most recent|recent|new) )?(?:developments?|headlines?|news|updates?)|new)"
    r" (?:on|about|regarding|with)\b",
    re.IGNORECASE,
)
# "Who wrote about the ferry?", "who wrote the article on it?"; but not "who wrote the law?".
_BY_WHOM = re.compile(
    rf"(?:who|which (?:author|journalist|reporter|writer)s?)(?: (?:has|have|else))* "
    rf"(?:wrote|written|reported|covered)(?: (?:an?|any|the|this|that) {_PIECE})?(?: (?:about|on))? (?=\S)",
    re.IGNORECASE,
)
_BY_WHOM_ITS = re.compile(
    r"who (?:wrote|has written|reported) (?:the |that |this )?"
    rf"(?P<topic>(?!(?:the|that|this)\b)\S.*?) {_PIECE}\W*",
    re.IGNORECASE,
)
# "Which articles mention the ferry?" asks for what they say of it, as "the ferry" alone does.
_PIECES = r"(?:articles?|papers|reports|stories)"  # "the report" may be one that an article tells of
_OF_THEM = r"(?:all |any |some |an? )?(?:of )?(?:the |these |those |your )?"
_SAY_OF = (
    r"(?:(?:mention|cover|discuss)(?:s|es)?"
    r"|(?:are|is|reports?|says? (?:any|some)thing|speaks?|talks?|writes?) (?:about|of|on))"
)
_WHAT_THEY_SAY = re.compile(
    rf"(?:(?:what|which|how many) {_OF_THEM}{_PIECES} {_SAY_OF}"
    rf"|(?:do|does|did) {_OF_THEM}{_PIECES} {_SAY_OF}"
    rf"|what (?:do|does|did) {_OF_THEM}{_PIECES} (?:have to )?(?:report|say|tell us|write) (?:about|of|on)"
    r"|what(?:[’']s| is| has been) (?:known|reported|said|written) (?:about|of|on)"
    r"|(?:(?:find|get|give|show)(?: me| us)? )?(?:(?:all|any|more|some|the) )*"
    r"(?:background|details|facts|info(?:rmation)?|quotes?|sources?) (?:about|for|on|regarding)"
    r"|(?:(?:give me )?(?:an? |the )?(?:overview|recap|rundown|summary) (?:of|on)|tl;?dr(?: of| on)?)"
    r"|(?:what )?do (?:you|we) (?:have|know) (?:anything |something )?(?:about|of|on)"
    r"|welche(?: der)? artikel (?:erwähnen|behandeln|berichten über|handeln von)"
    r"|was (?:sagen die|steht in den) artikeln? (?:über|zu[mr]?)) (?=\S)",
    re.IGNORECASE,
)
_MENTIONED = re.compile(
    rf"(?:is|are|was|were) (?P<topic>.+) mentioned(?: anywhere)?(?: in {_OF_THEM}{_PIECES})?\W*",
    re.IGNORECASE,
)
# "Ferry strike summary"; "ferry story" may be one that is asked about.
_ITS_FORM = re.compile(
    r"(?: (?:coverage|explained|facts|info|overview|quotes|recap|summary|tl;?dr))+\W*$", re.IGNORECASE
)
_CATCH_UP = re.compile(
    r"(?:what(?:[’']?s| is) (?:going on|happening)|(?:brief|catch) (?:me|us)(?: up)?|was ist los|was gibt es|"
    r"(?:give (?:me|us) )?(?:an? |the )?(?:briefing|facts|overview|recap|rundown|summary|tl;?dr))"
    r"(?: (?:please|right now|now|today))?\W*",
    re.IGNORECASE,
)
# What is left of "what did Jane Doe write about the ferry?" without her: the ferry.
_WRITTEN_OF = re.compile(
    r"\s*(?:(?:what|which|was) )?(?:(?:did|do|does|has|have|hat|haben) )?\s*"
    r"(?:about|on|over|regarding|über) (?=\S)",
    re.IGNORECASE,
)
_TELLING = re.compile(rf"\b(?:about|on|{_PIECE}) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """A question, and what in it tells which articles answer, not what they have to say."""

    question: str  # without the asking who wrote of it
    besides: str  # the question without its author
    about: str  # and without sources and times
    author: str | None
    sources: frozenset[str]  # publishers whose reports are asked for
    periods: tuple[Period, ...]
    latest: bool  # whether the newest is asked for
    by_whom: bool  # whether it is asked who wrote the articles

    @property
    def words(self) -> list[str]:
        """What carries content; nothing does in "what's new?", or where a source is asked what it reports."""
        words = [word for word in words_of(self.about) if not is_function_word(word)]
        if not (self.sources or self.author or self._is_of_all):
            return words
        return words if _content(self.about) else []

    @property
    def is_overview(self) -> bool:
        """Whether nothing is asked but what a source, an author, a time or all articles have to say."""
        return not self.words and bool(self.sources or self.author or self.periods or self._is_of_all)

    @property
    def _is_of_all(self) -> bool:
        about = self.about
        return bool(_OF_ALL.search(about)) and not (_OF_SOMETHING.match(about) or _COUNTS.match(about))

    def narrowed(self, wanted: Filter, index: Index) -> Filter:
        """What is searched: an author's articles; those of a time, where nothing else is asked for."""
        one_house = next(iter(self.sources)) if self.is_overview and len(self.sources) == 1 else None
        wanted = replace(wanted, source=wanted.source or self.author or one_house)
        newest = index.manifest.newest
        if not self.is_overview or newest is None or wanted.since or wanted.until:
            return wanted
        if len(self.periods) == 1:
            for since, until in days_of(self.periods[0], newest):
                timely = replace(wanted, since=since, until=until)
                if (numbers := index.matching(timely)) is None or len(numbers):
                    return timely
        elif not self.periods and len(self.sources) < 2:
            for days in _LATE_DAYS:
                late = replace(wanted, since=newest - datetime.timedelta(days))
                if (numbers := index.matching(late)) is not None and len(numbers) >= ENOUGH_PASSAGES:
                    return late
        return wanted


def _content(text: str) -> list[str]:
    """The words of a text that may be looked for."""
    words = [word for word in words_of(text) if not is_function_word(word)]
    return [word for word in words if not (word.casefold() in _REPORTING | _NEWS or is_small_word(word))]


def _of_articles(question: str) -> str:
    """What of, where it is asked what the articles say of something; or what is new, in one way to ask it."""
    if whole := _MENTIONED.fullmatch(question):
        return whole["topic"]
    if _CATCH_UP.fullmatch(question):
        return "what is new?"
    opening, ending = _WHAT_THEY_SAY.match(question), _ITS_FORM.search(question)
    if opening:
        return question[opening.end() :]
    return question[: ending.start()] if ending and is_topic(question) else question


def scope_of(question: str, index: Index, today: datetime.date | None = None) -> Scope:
    """Find whom it names as author or source, and its times; those of "last week" as seen from `today`."""
    opening, whole = _BY_WHOM.match(question), _BY_WHOM_ITS.fullmatch(question)
    if opening and _TELLING.search(opening[0]):
        by_whom, question = True, question[opening.end() :]
    else:
        by_whom, question = whole is not None, whole["topic"] if whole else question
    question = _of_articles(question)
    author = asked_author(question, index)
    besides = author.rest if author else question
    if author and (opening := _WRITTEN_OF.match(besides)):
        question = besides = besides[opening.end() :]
    sources, rest = named_sources(besides, index.publishers())
    about = without_periods(rest)
    latest = _LATEST.search(about)
    if latest:
        about = f"{about[: latest.start()]} {about[latest.end() :]}"
    periods = tuple(find_periods(rest))
    seen = seen_from(today or datetime.datetime.now().astimezone().date(), about)
    if seen and not _content(f"{about[: seen.start]} {about[seen.end :]}"):
        # Beside a question it may be as seen from the article: "how much did rents rise last year?".
        about = f"{about[: seen.start]} {about[seen.end :]}"
        periods = (*periods, Period.between(seen.first, seen.last))
    named = author.name if author else None
    return Scope(question, besides, about, named, sources, periods, latest is not None, by_whom)

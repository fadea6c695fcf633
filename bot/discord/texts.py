"""All that the bot says, one field a text; a language is one value of it, so none can be incomplete."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from bot.phrases import Fact, Filler, Phrase, is_number, recognised
from index.interface import Filter

Forms = tuple[str, str]  # for one, for any other number


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """`{names}` in a text are filled in with `format`."""

    language: str
    months: tuple[str, ...]
    day: str
    thousands: str
    point: str
    conjunctions: Mapping[str, str]  # of `and` and `or` in a phrase
    articles: Forms
    passages: Forms
    files: Forms
    lines: Forms
    minutes: Forms
    hours: Forms
    days: Forms
    days_after: Forms
    just_now: str
    ago: str
    on_day: str
    phrases: Mapping[str, str]  # template of a phrase → what it is here; one without stays as it is
    claim_phrases: Mapping[str, str]  # those that differ where a message was looked up, not a question

    # Answers
    refused: str
    nearest: str
    too_long: str
    asked_as: str
    limited: str
    since: str
    until: str
    note: str
    newest: str
    built: str
    in_context: str
    nearest_in_context: str
    more: str
    discuss: str
    more_title: str
    more_none: str
    context_gone: str
    edited: str
    edited_around: str
    edited_since: str
    by_author: str
    pages_quoted: Forms
    also_in: str
    versions: Forms
    context_too_long: str
    question_gone: str
    sources_for: str
    sources_for_none: str
    sources_nearest: str

    # Asking
    how_to_ask: str
    too_short: str
    question_too_long: str
    no_text: str
    bad_day: str
    days_reversed: str
    cooldown: str
    busy: str
    no_index: str
    failed: str
    stopping: str
    stopped_rebuild: str
    need_embeds: str
    cannot_write: str

    # Votes
    thanks: str
    why_title: str
    why_label: str
    why_placeholder: str

    # Threads
    thread_opened: str
    thread_exists: str
    thread_impossible: str
    thread_forbidden: str
    thread_not_yours: str
    threads_wait: str

    # Articles
    sources_title: str
    sources_found: str
    sources_none: str
    previous: str
    following: str
    page: str
    about_title: str
    about: str
    about_never: str
    about_invite: str
    about_project: str

    # The index
    not_allowed: str
    refreshing: str
    progress: str
    refreshed: str
    nothing_changed: str
    added: str
    changed: str
    removed: str
    skipped: str
    already: str
    build_failed: str
    too_large: str
    unreadable: str
    preview: str
    preview_line: str
    preview_more: str
    preview_known: str
    same_address: str
    same_text: str
    keep: str
    keep_anyway: str
    discard: str
    kept: str
    discarded: str
    upload_gone: str
    no_folder: str
    remove_which: str
    remove_confirm: str
    remove_several: str
    last_article: str
    remove: str
    cancel: str
    cancelled: str
    moved: str
    gone: str
    no_feedback: str
    feedback_file: str

    # Commands as Discord lists them
    name_ask: str
    name_sources: str
    name_about: str
    name_index: str
    name_refresh: str
    name_add: str
    name_remove: str
    name_feedback: str
    name_export: str
    name_question: str
    name_source: str
    name_since: str
    name_until: str
    name_private: str
    name_search: str
    name_file: str
    name_article: str
    cmd_ask: str
    cmd_sources: str
    cmd_about: str
    cmd_index: str
    cmd_refresh: str
    cmd_add: str
    cmd_remove: str
    cmd_feedback: str
    cmd_export: str
    cmd_find: str
    opt_question: str
    opt_source: str
    opt_since: str
    opt_until: str
    opt_private: str
    opt_search: str
    opt_file: str
    opt_article: str

    def number(self, number: int) -> str:
        """`1,200` or `1.200`."""
        return self._marked(f"{number:,}")

    def decimal(self, number: float) -> str:
        """`1,200.5` or `1.200,5`: one place, for seconds and megabytes."""
        return self._marked(f"{number:,.1f}")

    def _marked(self, number: str) -> str:
        return number.translate(str.maketrans(",.", self.thousands + self.point))

    def counted(self, number: int, forms: Forms) -> str:
        """`1 article`, `1,200 articles`."""
        return forms[number != 1].format(number=self.number(number))

    def date(self, day: datetime.date) -> str:
        """`8 July 2020`."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def age(self, then: datetime.datetime, now: datetime.datetime) -> str:
        """`just now`, `5 minutes ago`; the day itself after a month."""
        seconds = (now - then).total_seconds()
        if seconds >= 31 * 86_400:
            return self.on_day.format(day=self.date(then.date()))
        for unit, forms in ((86_400, self.days), (3_600, self.hours), (60, self.minutes)):
            if seconds >= unit:
                return self.ago.format(time=self.counted(int(seconds // unit), forms))
        return self.just_now

    def limits(self, wanted: Filter) -> str:
        """`The Herald · since 8 July 2020`."""
        days = [(self.since, wanted.since), (self.until, wanted.until)]
        if wanted.since == wanted.until:
            days = [(self.on_day, wanted.since)]
        limits = [text.format(day=self.date(day)) for text, day in days if day]
        return " · ".join([wanted.source, *limits] if wanted.source else limits)

    def said(self, text: str, *, of_claim: bool = False) -> str:
        """A reason, a note or a problem in this language; one that is not known stays as it is."""
        phrases = {**self.phrases, **self.claim_phrases} if of_claim else self.phrases
        phrase = text if isinstance(text, Phrase) else recognised(text, phrases)
        if phrase is None or phrase.template not in phrases:
            return text
        facts = {name: self._fact(fact) for name, fact in phrase.facts.items()}
        return Filler(self.conjunctions).vformat(phrases[phrase.template], (), facts)

    def _fact(self, fact: Fact) -> Fact:
        """As it is said here: a problem may hold another, and numbers."""
        if isinstance(fact, int):
            return self.number(fact)
        if isinstance(fact, tuple):
            return fact
        return self._marked(fact) if is_number(fact) else self.said(fact)


def texts_for(locale: object) -> Texts:
    """In the language of a Discord locale such as `de` or `en-GB`; English where it is not spoken here."""
    from bot.discord.english import ENGLISH
    from bot.discord.german import GERMAN

    return GERMAN if str(locale).lower().startswith("de") else ENGLISH

"""All that the bot says, one field a text; a language is one value of it, so none can be incomplete."""

import datetime
import re
from dataclasses import dataclass

Forms = tuple[str, str]  # for one, for any other number


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """`{names}` in a text are filled in with `format`."""

    language: str
    months: tuple[str, ...]
    day: str
    thousands: str
    articles: Forms
    passages: Forms
    files: Forms
    lines: Forms
    minutes: Forms
    hours: Forms
    days: Forms
    just_now: str
    ago: str
    on_day: str
    reasons: tuple[tuple[str, str], ...]  # of a refusal: pattern → what it is here; words in it follow
    reason_words: tuple[tuple[str, str], ...]

    # Answers
    refused: str
    nearest: str
    too_long: str
    asked_as: str
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
    context_too_long: str
    question_gone: str
    sources_for: str
    sources_for_none: str

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
    keep: str
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
        return f"{number:,}".replace(",", self.thousands)

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

    def reason(self, reason: str) -> str:
        """A refusal's reason in this language; one that is not known stays as it is."""
        for pattern, replacement in self.reasons:
            found = re.fullmatch(pattern, reason)
            if found:
                words = [self._listed(group) for group in found.groups()]
                return replacement.format(*words)
        return reason

    def _listed(self, words: str) -> str:
        for pattern, replacement in self.reason_words:
            words = re.sub(pattern, replacement, words)
        return words


def texts_for(locale: object) -> Texts:
    """In the language of a Discord locale such as `de` or `en-GB`; English where it is not spoken here."""
    from bot.discord.english import ENGLISH
    from bot.discord.german import GERMAN

    return GERMAN if str(locale).lower().startswith("de") else ENGLISH

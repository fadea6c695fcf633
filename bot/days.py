"""The days that somebody limits articles to, as pages write them or as seen from today."""

import datetime

from corpus.dates import Stretch, stretches

LANGUAGES = ["en", "de"]


def stretches_seen_from(today: datetime.date, text: str) -> frozenset[Stretch]:
    """The first and last day of a date, a month or a year; the one day of "yesterday" or "2 weeks ago".

    None where the text gives no time, two for 07/08/2020. "Last week" is seven days ago.
    """
    found = stretches(text)
    if found:
        return found
    from dateparser import parse

    noon = datetime.datetime.combine(today, datetime.time(12))
    seen = parse(text, languages=LANGUAGES, settings={"PARSERS": ["relative-time"], "RELATIVE_BASE": noon})
    return frozenset({Stretch(seen.date(), seen.date())} if seen else ())

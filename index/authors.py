"""The people in bylines, as filters and questions name them."""

import re
from collections.abc import Iterable

from index.sqlite import folded

_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\band\b|\bund\b|\bwith\b)\s*", re.IGNORECASE)


def people_of(byline: str) -> list[str]:
    """`Laura Hampson and Meredith Clark` → both."""
    return [person for person in _BETWEEN.split(byline) if person.strip()]


def bylines_of(source: str, bylines: Iterable[str], *, whole: bool) -> list[str]:
    """Those that name `source`, among others too, or, unless `whole`, hold it anywhere.

    Upper and lower case are one.
    """
    wanted = folded(source)
    return [
        byline
        for byline in bylines
        if wanted == (said := folded(byline)) or wanted in people_of(said) or (not whole and wanted in said)
    ]

"""The people in bylines, as filters and questions name them."""

import re
from collections.abc import Iterable

from index.sqlite import folded

_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\band\b|\bund\b|\bwith\b)\s*")


def people_of(byline: str) -> list[str]:
    """`Laura Hampson and Meredith Clark` → both, folded."""
    return [person for person in _BETWEEN.split(folded(byline)) if person]


def bylines_of(source: str, bylines: Iterable[str], *, whole: bool) -> list[str]:
    """Those that name `source`, among others too, or, unless `whole`, hold it anywhere.

    Upper and lower case are one.
    """
    wanted = folded(source)
    return [
        byline
        for byline in bylines
        if wanted == folded(byline) or wanted in people_of(byline) or (not whole and wanted in folded(byline))
    ]

"""The sources that a question names and that no article is from: "the article by Bloomberg on Apple"."""

import re
from collections.abc import Sequence

_NAME = r"(?P<name>(?:The )?[A-Z][\w&’'.-]*(?: (?:of |the |and |& )?[A-Z][\w&’'.-]*){0,4})"
_PIECE = r"(?:articles?|pieces?|stor(?:y|ies)|editorials?|columns?|reviews?)"
_BY = re.compile(
    rf"\b(?:{_PIECE}|another|one|coverage) (?:published |written )?(?:by|from|in) (?:the )?[\"“'‘]?{_NAME}"
)
# "The Apple article" may as well be the one about Apple: this tells a source only beside others.
_OF = re.compile(rf"\b[Aa]n? [\"“'‘]?{_NAME}[\"”'’]? (?:{_PIECE}|report)\b")


def strange_sources(question: str, publishers: Sequence[str]) -> tuple[str, ...]:
    """Houses whose articles the question rests on though none of `publishers` is so called; each once."""
    by, of = (_strange(pattern, question, publishers) for pattern in (_BY, _OF))
    found = tuple(dict.fromkeys((*by, *of)))
    return found if by or len(found) > 1 else ()


def _strange(pattern: re.Pattern[str], question: str, publishers: Sequence[str]) -> list[str]:
    names = [re.split(r"[’'](?:s?$|s )", match["name"])[0] for match in pattern.finditer(question)]
    return [name for name in names if not any(_same_house(name, publisher) for publisher in publishers)]


def _same_house(name: str, publisher: str) -> bool:
    """Whether one is called by the other, or by a part of it: "New York Times" by "The New York Times"."""
    return any(
        re.search(rf"(?<!\w){re.escape(part)}(?!\w)", full, re.IGNORECASE)
        for part, full in ((name, publisher), (publisher, name))
    )

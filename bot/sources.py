"""The sources that a question names and that no article is from: "the article by Bloomberg on Apple"."""

import re
from collections.abc import Iterable, Sequence

from index.publishers import named_sources

_NAME = r"(?P<name>(?:The )?[A-Z][\w&’'.-]*(?: (?:of |the |and |& )?[A-Z][\w&’'.-]*){0,4})"
_PIECE = r"(?:articles?|pieces?|stor(?:y|ies)|editorials?|columns?|reviews?)"
_QUOTE = r"[\"“'‘]?"
_BY = re.compile(
    rf"\b(?:{_PIECE}|another|one|coverage) (?:published |written )?(?:by|from|in) (?:the )?{_QUOTE}{_NAME}"
)
# "An Apple article" may as well be one about Apple, and what is reported by Musk no article at all: these
# tell a source only beside others.
_OF = re.compile(rf"(?<!about )(?<!on )(?<!of )\b[Aa]n? {_QUOTE}{_NAME}[\"”'’]? {_PIECE}\b")
_AND_OF = re.compile(rf"\b(?:and|by) an? {_NAME} report\b")
_LIKELY = (
    re.compile(rf"\b(?:[Aa]n?|[Tt]he|[Bb]oth) {_QUOTE}{_NAME}[\"”'’]? (?:{_PIECE}|reports?)\b"),
    re.compile(rf"\b(?:reports?|analys[ie]s) (?:by|from|in) (?:the )?{_QUOTE}{_NAME}"),
    re.compile(
        r"\b(?:reported|detailed|mentioned|highlighted|discussed|described|covered|noted|outlined|featured) "
        rf"(?:both )?(?:by|in) (?:the )?{_QUOTE}{_NAME}"
    ),
)


def strange_sources(question: str, publishers: Sequence[str]) -> tuple[str, ...]:
    """Houses whose articles the question rests on though none of `publishers` is so called; each once."""
    by, of = (_strange(each, question, publishers) for each in ([_BY], [_OF, _AND_OF]))
    likely = _strange([_OF, *_LIKELY], question, publishers)
    if by:
        return tuple(dict.fromkeys((*by, *of)))
    if len(likely) > 1 and re.search(rf"\b{_PIECE}\b", question):  # the UN and the WHO write reports as well
        return tuple(likely)
    return tuple(of) if of and named_sources(question, publishers)[0] else ()


def _strange(patterns: Iterable[re.Pattern[str]], question: str, publishers: Sequence[str]) -> list[str]:
    found = sorted((match.start(), match["name"]) for each in patterns for match in each.finditer(question))
    names = dict.fromkeys(re.split(r"[’'](?:s?$|s )", name)[0] for _, name in found)
    return [name for name in names if not any(_same_house(name, publisher) for publisher in publishers)]


def _same_house(name: str, publisher: str) -> bool:
    """Whether one is called by the other, or by a part of it: "New York Times" by "The New York Times"."""
    return any(
        re.search(rf"(?<!\w){re.escape(part)}(?!\w)", full, re.IGNORECASE)
        for part, full in ((name, publisher), (publisher, name))
    )

"""What stands above a passage wherever it is searched: its article's title, publisher and date."""

import datetime
from collections.abc import Callable, Sequence

from corpus.article import Article

PASSAGE_TOKENS = 200
SPECIAL_TOKENS = 2  # that the model puts around a text
PASSAGE_SHARE = 0.8  # of a model's length; the rest is the heading's
TokenCounts = Callable[[Sequence[str]], Sequence[int]]


def long_date(day: datetime.date) -> str:
    """As in 8 July 2020."""
    return f"{day.day} {day:%B} {day.year}"


def heading(article: Article) -> str:
    """Title, publisher and date, as far as they are known, each on its line."""
    parts = (article.title, article.publisher, long_date(article.published) if article.published else None)
    return "\n".join(part for part in parts if part)


def passage_limit(max_tokens: int) -> int:
    """Tokens of a passage for a model that reads `max_tokens`."""
    return max(1, min(PASSAGE_TOKENS, int((max_tokens - SPECIAL_TOKENS) * PASSAGE_SHARE)))


def fitted_heading(article: Article, count_tokens: TokenCounts, max_tokens: int) -> str:
    """The heading, its last words dropped until a whole passage fits behind it."""
    text = heading(article)
    room = max_tokens - SPECIAL_TOKENS - passage_limit(max_tokens)
    if room < 1:
        return ""
    while (tokens := count_tokens([text])[0]) > room:
        words = text.split()
        if len(words) == 1:
            return ""
        text = " ".join(words[: min(len(words) - 1, len(words) * room // tokens)])
    return text

"""The texts of the data sets: written plainly, cut into windows, searched for one near a question."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from bot.reader.examples import MOST_WORDS, Span
from corpus.sentences import sentence_spans

WORD = re.compile(r"\b[a-z]{2,}\b")


def likeliest(question: str, context: str) -> Span | None:
    """Where the context looks most like the question: what would be read if it were searched for."""
    wanted = set(WORD.findall(question.lower()))
    spans = sentence_spans(context)
    return max(
        spans, key=lambda span: len(wanted & set(WORD.findall(context[slice(*span)].lower()))), default=None
    )


def by_words(texts: Sequence[str]) -> Callable[[str, str], str | None]:
    """A search for the text nearest to a question by its rarer words, other than a given one."""
    words = [frozenset(WORD.findall(text.lower())) for text in texts]
    places: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(words):
        for word in own:
            places[word].append(place)

    def find(question: str, but: str) -> str | None:
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(set(WORD.findall(question.lower()))):
            own = places.get(word, ())
            if 0 < len(own) < 0.02 * len(texts) + 10:
                for place in own:
                    scores[place] += 1 / (5 + len(own))
        for place in sorted(scores, key=lambda place: (-scores[place], place))[:6]:
            text = texts[place]
            if text != but and text[:60] not in but and but[:60] not in text:
                return text
        return None

    return find


def joined(tokens: str) -> str:
    """Tokenised text as it is written."""
    text = re.sub(r" ([.,;:?!%)\]]|'s\b|n't\b|'\w+\b)", r"\1", tokens)
    return re.sub(r"([(\[$]) ", r"\1", text)


def unbracketed(text: str) -> str:
    """FEVER's text with its brackets and quotation marks as they are written."""
    for mark, written in {
        "-LRB-": "(",
        "-RRB-": ")",
        "-LSB-": "[",
        "-RSB-": "]",
        "``": '"',
        "''": '"',
    }.items():
        text = text.replace(mark, written)
    return joined(text)


def in_windows(sentences: Sequence[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    """The sentences in batches of at most MOST_WORDS words."""
    batch: list[tuple[str, bool]] = []
    for sentence in sentences:
        if batch and sum(len(text.split()) for text, _ in [*batch, sentence]) > MOST_WORDS:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def subject_of(claim: str) -> str:
    """The capitalised words that a claim begins with."""
    match = re.match(r"(?:The )?((?:[A-Z][\w’'.-]*)(?: (?:of |the |and )?[A-Z0-9][\w’'.-]*)*)", claim)
    return match[1] if match else ""

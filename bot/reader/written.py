"""Questions written for Footnote: on news made up for them, on newswire and on paragraphs of SQuAD 1.1.

`written/*.jsonl` has a line for each text: `asked` holds questions, each with the places of the sentences
that answer it, none where the text looks as if it did and does not. Texts made up for them stand there whole;
the others are named by the hash of their words, as they are in the data sets alone.
"""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.reader.examples import Example, Span, window, without
from bot.reader.texts import likeliest

FOLDER = Path(__file__).parent / "written"
ELSEWHERE = 0.4  # of the answered questions that are asked of the rest of the text as well


class Asked(NamedTuple):
    """A text and what was asked of it: questions with the sentences, as places in the text, that answer."""

    title: str
    text: str
    questions: tuple[tuple[str, tuple[Span, ...]], ...]


def key_of(text: str) -> str:
    """What a text of the data sets is named by: of its words alone, however they are set."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def read(known: Mapping[str, tuple[str, str]], folder: Path = FOLDER) -> Iterator[Asked]:
    """Every text with its questions, in a fixed order; `known`: title and text by key_of."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            title, text = known[row["key"]] if "key" in row else (row["title"], row["text"])
            questions = ((asked, tuple((low, high) for low, high in spans)) for asked, spans in row["asked"])
            yield Asked(title, " ".join(text.split()), tuple(questions))


def examples(texts: Iterator[Asked], chance: random.Random) -> Iterator[Example]:
    """Each question with the sentences around its answer, or what looks most like one; or with others."""
    for title, text, questions in texts:
        for question, answers in questions:
            if not answers:
                cut, _ = window(text, likeliest(question, text), chance)
                yield Example(question, title, cut, (), "written unanswerable")
                continue
            cut, start = window(text, chance.choice(answers), chance)
            inside = tuple(
                (low - start, high - start)
                for low, high in answers
                if start <= low and high <= start + len(cut)
            )
            yield Example(question, title, cut, inside, "written")
            rest = without(text, answers[0]) if len(answers) == 1 else []
            if rest and chance.random() < ELSEWHERE:
                run, _ = window(chance.choice(rest), None, chance)
                yield Example(question, title, run, (), "written elsewhere")

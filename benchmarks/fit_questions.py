"""The questions that limits are fitted on, each searched and read once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.cold import CORPUS
from benchmarks.quality import QUESTIONS, STORIES
from bot.answer import Answer, Stamp
from bot.asking import USUAL, Considered, Explanation, consider, unanswerable
from bot.candidates import take_apart
from bot.evaluate import Expected, FactQuestion, QuoteQuestion, read_questions
from bot.evaluate_quotes import Judged, judge
from bot.evidence import Choice
from bot.limits import Limits
from bot.reader.data import HELD_TITLES
from bot.reader.reading import Reader
from bot.scope import scope_of
from bot.voices import one_voice
from corpus.sentences import sentence_spans
from index.build import build
from index.encoder import Encoder
from index.interface import Index
from index.search import search
from index.store import Home

SQUAD = "dev-v2.0.cs224n-half.json"
K = 5


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question with what was read for it; nothing, where it is refused unread."""

    question: QuoteQuestion
    index: Index
    considered: Considered | None

    def decided(self, limits: Limits) -> Judged:
        """How right the answer is with these limits."""
        choice = self.considered.decided(self.index, K, limits)[0] if self.considered else Choice()
        quotes = tuple(scored.quote for scored in choice.quoted)
        stamp = Stamp.of(self.index.manifest)
        answer = Answer(self.question.question, quotes, None, None, stamp)
        return judge(self.question, Explanation(answer, (), choice.chance))


def read_sets(
    data: Path, scratch: Path, encoder: Encoder, reader: Reader, every: int, news: bool
) -> Iterator[tuple[str, list[ReadQuestion]]]:
    """Each set under its name. Of SQuAD and MultiHop-RAG every so manieth question is read."""
    sets: dict[str, tuple[Path, Sequence[QuoteQuestion]]] = {}
    squad = scratch / "squad.jsonl"
    sets["squad"] = squad, _squad(data / "squad" / SQUAD, squad)[::every]
    sets["five"] = CORPUS, _quoted(QUESTIONS)
    for story in sorted(path.name for path in STORIES.iterdir() if path.is_dir()):
        sets[story] = STORIES / story / "articles", _quoted(STORIES / story / "questions.jsonl")
    if news:
        folder = data / "multihop-rag"
        sets["news"] = folder / "corpus.json", _quoted(folder / "questions-dev.json")[:: 2 * every]
    for name, (corpus, questions) in sets.items():
        build(Home(scratch / name), corpus, encoder, model="benchmark")
        index = Home(scratch / name).open()
        assert index is not None
        yield name, [_read(question, index, encoder, reader) for question in questions]


def _quoted(path: Path) -> list[QuoteQuestion]:
    return [one.with_quotes if isinstance(one, FactQuestion) else one for one in read_questions(path)]


def _squad(source: Path, corpus: Path) -> list[QuoteQuestion]:
    """The articles that were kept out of training; each paragraph becomes an article in `corpus`."""
    rows, questions = [], []
    for article in json.loads(source.read_text("utf8"))["data"]:
        if article["title"] not in HELD_TITLES:
            continue
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            rows.append({"title": article["title"].replace("_", " "), "body": text})
            questions += [_squad_question(one, text) for one in paragraph["qas"]]
    corpus.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf8")
    return questions


def _squad_question(asked: Mapping[str, Any], text: str) -> QuoteQuestion:
    """Evidence is the sentence that holds the answer."""
    evidence: tuple[Expected, ...] = ()
    if not asked["is_impossible"]:
        start = asked["answers"][0]["answer_start"]
        sentence = next(text[low:high] for low, high in sentence_spans(text) if low <= start < high)
        evidence = (Expected(None, sentence),)
    return QuoteQuestion(asked["question"].strip(), bool(evidence), evidence)


def _read(question: QuoteQuestion, index: Index, encoder: Encoder, reader: Reader) -> ReadQuestion:
    text = " ".join(question.question.split())
    hits = one_voice(search(text, index, encoder, k=USUAL.passages), index)
    asked = take_apart(scope_of(text, index), index, hits)
    refused = not hits or unanswerable(asked, index)
    read = None if refused else consider(asked, hits, index, encoder, reader, USUAL)
    return ReadQuestion(question, index, read)

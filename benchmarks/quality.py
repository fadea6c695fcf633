"""How right the answers and the search are, beside what is published."""

import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.asked_of_news import questions_on
from benchmarks.cold import CORPUS
from benchmarks.table import Row
from benchmarks.topics_of_news import measure_topics
from bot.asking import ask, explain
from bot.evaluate import FactQuestion, QuoteQuestion, read_questions
from bot.evaluate_facts import FactScores, find_facts, mean_scores
from bot.evaluate_quotes import QuoteScores, Ratio, judge, tally
from bot.reader.reading import OnnxReader
from index.build import build
from index.encoder import Encoder
from index.generation import Generation
from index.models import ModelSettings, open_encoder
from index.search import search
from index.store import Home

QUESTIONS = Path(__file__).parent.parent / "tests" / "seed-questions.jsonl"
STORIES = QUESTIONS.parent / "stories"
PAPER = "the paper's best, with a large re-ranker"


def measure_five(home: Path, scratch: Path) -> list[Row]:
    """The five articles' questions."""
    encoder = open_encoder(home, ModelSettings(), print)
    build(Home(scratch / "quality"), CORPUS, encoder, model="benchmark")
    index = Home(scratch / "quality").open()
    assert index is not None
    questions = [one for one in read_questions(QUESTIONS) if isinstance(one, QuoteQuestion)]
    reader = OnnxReader()
    unread = tally([judge(one, explain(one.question, index, encoder)) for one in questions])
    judged, times = [], []
    for one in questions * 5:
        begun = time.perf_counter()
        explanation = explain(one.question, index, encoder, reader)
        times.append(time.perf_counter() - begun)
        judged.append(judge(one, explanation))
    found = tally(judged[: len(questions)])
    return [
        Row(
            "five articles: first quote is evidence",
            f"{found.first_quote}",
            f"without reader: {unread.first_quote}",
        ),
        Row(
            "articles with evidence that are cited", f"{found.articles}", f"without reader: {unread.articles}"
        ),
        Row("distractors quoted", f"{found.distractors}", "aim: none"),
        Row("unanswerable questions refused", f"{found.refused_rightly}", "aim: all"),
        Row("answerable questions refused", f"{found.refused_wrongly}", "aim: none"),
        Row("a warm answer", milliseconds(times), "aim: p50 100 ms, p99 200 ms"),
    ]


def measure_stories(home: Path, scratch: Path) -> list[Row]:
    """The invented stories, whose questions are in other words than their articles."""
    encoder = open_encoder(home, ModelSettings(), print)
    rows = []
    for story in sorted(path.name for path in STORIES.iterdir() if path.is_dir()):
        build(Home(scratch / story), STORIES / story / "articles", encoder, model="benchmark")
        index = Home(scratch / story).open()
        assert index is not None
        asked = read_questions(STORIES / story / "questions.jsonl")
        questions = [one for one in asked if isinstance(one, QuoteQuestion)]
        read, unread = _read_and_unread(questions, index, encoder)
        for what, with_reader, without in (
            ("first quote is evidence", read.first_quote, unread.first_quote),
            ("unanswerable questions refused", read.refused_rightly, unread.refused_rightly),
        ):
            rows.append(
                Row(f"the story of the {story}: {what}", f"{with_reader}", f"without reader: {without}")
            )
    return rows


def _read_and_unread(
    questions: Sequence[QuoteQuestion], index: Generation, encoder: Encoder
) -> tuple[QuoteScores, QuoteScores]:
    """How well they are answered with the reader, and without it."""
    read, unread = (
        tally([judge(one, explain(one.question, index, encoder, reader)) for one in questions])
        for reader in (OnnxReader(), None)
    )
    return read, unread


def milliseconds(seconds: Sequence[float]) -> str:
    """Median and 99th percentile."""
    p50, p99 = (statistics.quantiles(seconds, n=100)[place] * 1000 for place in (49, 98))
    return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms"


def measure_news(home: Path, news: Path, scratch: Path) -> list[Row]:
    """MultiHop-RAG's official metric over the index that `measure_building` made; search time with it."""
    encoder = open_encoder(home, ModelSettings(), print)
    index = Home(scratch / "news").open()
    assert index is not None
    questions = [one for one in read_questions(news / "questions-dev.json") if isinstance(one, FactQuestion)]
    (usual, times), (careful, slower) = (
        _searched(questions, index, encoder, careful=careful) for careful in (False, True)
    )
    return [
        Row(
            "MultiHop-RAG dev half, Hits@4; `--careful`",
            f"{usual.hits_at_4:.3f}; {careful.hits_at_4:.3f}",
            f"{PAPER}: 0.663",
        ),
        Row("Hits@10", f"{usual.hits_at_10:.3f}; {careful.hits_at_10:.3f}", f"{PAPER}: 0.747"),
        Row("MRR@10", f"{usual.mrr_at_10:.3f}; {careful.mrr_at_10:.3f}", f"{PAPER}: 0.586"),
        Row(
            f"a warm search among {index.manifest.passages:,} passages",
            milliseconds(times),
            f"`--careful`: {milliseconds(slower)}",
        ),
        *_refusals(questions, index, encoder),
        *_asked(questions_on(news / "corpus.json"), index, encoder),
        *measure_topics(index, encoder, OnnxReader()),
    ]


def _asked(questions: Sequence[QuoteQuestion], index: Generation, encoder: Encoder) -> list[Row]:
    """What people would type, on forty of its articles among all of them."""
    read, unread = _read_and_unread(questions, index, encoder)
    return [
        Row(f"questions on 40 of its articles: {what}", f"{with_reader}", f"without reader: {without}")
        for what, with_reader, without in (
            ("first quote is evidence", read.first_quote, unread.first_quote),
            ("answerable questions refused", read.refused_wrongly, unread.refused_wrongly),
            ("unanswerable questions refused", read.refused_rightly, unread.refused_rightly),
        )
    ]


def _searched(
    questions: Sequence[FactQuestion], index: Generation, encoder: Encoder, *, careful: bool
) -> tuple[FactScores, list[float]]:
    """The official metric, and the seconds of each search."""
    found, times = [], []
    for one in questions:
        if one.facts:
            begun = time.perf_counter()
            hits = search(one.query, index, encoder, k=10, careful=careful)
            times.append(time.perf_counter() - begun)
            found.append(find_facts(one.facts, [hit.stored.passage.text for hit in hits]))
    return mean_scores(found), times


def _refusals(questions: Sequence[FactQuestion], index: Generation, encoder: Encoder) -> list[Row]:
    """Every question that no article answers, and every fourth of the others."""
    reader = OnnxReader()
    null = [one for one in questions if not one.facts]
    answerable = [one for one in questions if one.facts][::4]
    refused = [
        Ratio(sum(not ask(one.query, index, encoder, reader).answered for one in some), len(some))
        for some in (null, answerable)
    ]
    return [
        Row("its null queries refused", f"{refused[0]}", "aim: 92%"),
        Row("its other questions refused", f"{refused[1]}", "aim: 5% at most"),
    ]

"""How right the answers and the search are, beside what is published."""

import statistics
import time
from pathlib import Path

from benchmarks.cold import CORPUS
from benchmarks.table import Row
from bot.asking import ask
from bot.evaluate import FactQuestion, QuoteQuestion, read_questions
from bot.evaluate_facts import find_facts, mean_scores
from bot.evaluate_quotes import judge, tally
from index.build import build
from index.models import ModelSettings, open_encoder
from index.search import search
from index.store import Home

QUESTIONS = Path(__file__).parent.parent / "tests" / "seed-questions.jsonl"
PAPER = "the paper's best, with a large re-ranker"


def measure_five(home: Path, scratch: Path) -> list[Row]:
    """The five articles' questions."""
    encoder = open_encoder(home, ModelSettings(), print)
    build(Home(scratch / "quality"), CORPUS, encoder, model="benchmark")
    index = Home(scratch / "quality").open()
    assert index is not None
    questions = [one for one in read_questions(QUESTIONS) if isinstance(one, QuoteQuestion)]
    found = tally([judge(one, ask(one.question, index, encoder)) for one in questions])
    return [
        Row("five articles: first quote is evidence", f"{found.first_quote}", "aim: 13 of 16"),
        Row("articles with evidence that are cited", f"{found.articles}", ""),
        Row("distractors quoted", f"{found.distractors}", "aim: none"),
        Row("unanswerable questions refused", f"{found.refused_rightly}", "aim: all"),
        Row("answerable questions refused", f"{found.refused_wrongly}", "aim: none"),
    ]


def measure_news(home: Path, news: Path, scratch: Path) -> list[Row]:
    """MultiHop-RAG's official metric over the index that `measure_building` made; search time with it."""
    encoder = open_encoder(home, ModelSettings(), print)
    index = Home(scratch / "news").open()
    assert index is not None
    questions = [one for one in read_questions(news / "questions-dev.json") if isinstance(one, FactQuestion)]
    found, times = [], []
    for one in questions:
        if one.facts:
            begun = time.perf_counter()
            hits = search(one.query, index, encoder, k=10)
            times.append(time.perf_counter() - begun)
            found.append(find_facts(one.facts, [hit.stored.passage.text for hit in hits]))
    scores = mean_scores(found)
    p50, p99 = (statistics.quantiles(times, n=100)[place] * 1000 for place in (49, 98))
    return [
        Row("MultiHop-RAG dev half, Hits@4", f"{scores.hits_at_4:.3f}", f"{PAPER}: 0.663"),
        Row("Hits@10", f"{scores.hits_at_10:.3f}", f"{PAPER}: 0.747"),
        Row("MRR@10", f"{scores.mrr_at_10:.3f}", f"{PAPER}: 0.586"),
        Row(
            f"a warm search among {index.manifest.passages:,} passages",
            f"p50 {p50:.0f} ms, p99 {p99:.0f} ms",
            "",
        ),
    ]

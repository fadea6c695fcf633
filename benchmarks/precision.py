"""What the quantised encoder gives up: MultiHop-RAG and SciFact with int8 and fp32 side by side.

Prints a table and writes it into README.md between its two marks.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import scifact
from benchmarks.data import data_folder
from benchmarks.table import README, machine, write_between
from bot.evaluate import FactQuestion, read_questions
from bot.evaluate_facts import find_facts, mean_scores
from bot.reader.reading import OnnxReader
from index.build import build
from index.encoder import Encoder
from index.generation import Generation
from index.models import PRECISIONS, ModelSettings, open_encoder
from index.search import search
from index.store import Home

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN, END = "<!-- precision: written by make precision -->", "<!-- end of precision -->"
Figures = dict[str, float]
BESIDE = {
    "MultiHop-RAG dev half, Hits@4": "the paper's best, with a large re-ranker: 0.663",
    "Hits@10": "the same: 0.747",
    "SciFact, nDCG@10": "BM25 0.679–0.687, all-MiniLM-L6-v2 alone 0.645",
    "the reader ordering anew": "bge-small 0.713",
}


def main() -> int:
    """Both sets with each precision."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.precision", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="print only")
    parser.add_argument("--only", choices=("multihop-rag", "scifact"), help="one of the sets")
    parser.add_argument("--precision", choices=PRECISIONS, action="append", help="one or more of them")
    options = parser.parse_args()
    measures: dict[str, Callable[[Path, Encoder, Path], Figures]] = {
        "multihop-rag": measure_news,
        "scifact": measure_scifact,
    }
    wanted = [options.only] if options.only else list(measures)
    data = data_folder(*wanted)
    if data is None:
        return 2
    home = Path(os.environ.get("FOOTNOTE_HOME", ".footnote"))
    found: dict[str, Figures] = {}
    for precision in options.precision or PRECISIONS:
        encoder = open_encoder(home, ModelSettings(precision=precision), print)
        found[precision] = {}
        for name in wanted:
            with tempfile.TemporaryDirectory() as scratch:
                begun = time.perf_counter()
                found[precision] |= measures[name](data, encoder, Path(scratch))
                took = time.perf_counter() - begun
                print(f"{precision}, {name}: {found[precision]}, {took:.0f} s", file=sys.stderr, flush=True)
    table = render(found)
    print(table)
    if not options.dry_run and not options.only and len(found) == len(PRECISIONS):
        write_between(README, BEGIN, END, table)
    return 0


def _built(corpus: Path, encoder: Encoder, scratch: Path) -> Generation:
    home = Home(scratch / "home")
    build(home, corpus, encoder, model="benchmark")
    index = home.open()
    assert index is not None
    return index


def measure_news(data: Path, encoder: Encoder, scratch: Path) -> Figures:
    """The official metric over the dev half's questions."""
    index = _built(data / "multihop-rag" / "corpus.json", encoder, scratch)
    asked = read_questions(data / "multihop-rag" / "questions-dev.json")
    scores = mean_scores(
        [
            find_facts(one.facts, [hit.stored.passage.text for hit in search(one.query, index, encoder)])
            for one in asked
            if isinstance(one, FactQuestion) and one.facts
        ]
    )
    index.close()
    return {"MultiHop-RAG dev half, Hits@4": scores.hits_at_4, "Hits@10": scores.hits_at_10}


def measure_scifact(data: Path, encoder: Encoder, scratch: Path) -> Figures:
    """nDCG@10 of the search, and of the search with the reader ordering its first papers anew."""
    scifact.write_corpus(data, scratch / "corpus")
    index = _built(scratch / "corpus", encoder, scratch)
    claims, judged = scifact.read_claims(data)

    def mean(reader: OnnxReader | None) -> float:
        return statistics.fmean(
            scifact.ndcg(scifact.papers_found(claim, index, encoder, reader), judged[number])
            for number, claim in claims.items()
        )

    figures = {"SciFact, nDCG@10": mean(None), "the reader ordering anew": mean(OnnxReader())}
    index.close()
    return figures


def render(found: dict[str, Figures]) -> str:
    """A row a measure, a column a precision, and what the first gives up of the last."""
    names = list(found)
    rows = [["", *names, "difference", "beside it"], ["---"] * (len(names) + 3)]
    for what in found[names[0]]:
        values = [found[name][what] for name in names]
        points = 100 * (values[0] - values[-1])
        rows.append([what, *(f"{value:.4f}" for value in values), f"{points:+.2f} points", BESIDE[what]])
    return f"{machine()}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())

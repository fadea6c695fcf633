"""SciFact, as BEIR has it: claims that abstracts of papers speak to; a check outside news."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.reader.reading import Reader, Run
from index.encoder import Encoder
from index.interface import Index
from index.search import Hit, search

K = 10
PASSAGES = 40  # searched for, so that 10 papers are among them
READ = 20  # papers that the reader orders anew
SMOOTHING = 60  # of ranks that are fused by their reciprocals, as is usual
URL = "https://scifact.example/"  # before a paper's number: the article's url carries it through the index

Judged = Mapping[str, Mapping[str, int]]  # claim → paper → how well it fits


def write_corpus(data: Path, folder: Path) -> None:
    """The papers as one file of articles."""
    folder.mkdir(parents=True)
    with (data / "scifact" / "corpus.jsonl").open(encoding="utf8") as papers:
        lines = [
            json.dumps({"title": one["title"], "body": one["text"], "url": URL + one["_id"]})
            for one in map(json.loads, papers)
        ]
    (folder / "papers.jsonl").write_text("\n".join(lines), encoding="utf8")


def read_claims(data: Path) -> tuple[dict[str, str], Judged]:
    """Claims of the test half by their number, and what was judged of each."""
    judged: dict[str, dict[str, int]] = {}
    for line in (data / "scifact" / "qrels-test.tsv").read_text(encoding="utf8").splitlines()[1:]:
        claim, paper, fits = line.split("\t")
        judged.setdefault(claim, {})[paper] = int(fits)
    with (data / "scifact" / "queries.jsonl").open(encoding="utf8") as queries:
        claims = {one["_id"]: one["text"] for one in map(json.loads, queries)}
    return {number: claims[number] for number in judged}, judged


def papers_found(claim: str, index: Index, encoder: Encoder, reader: Reader | None = None) -> list[str]:
    """Numbers of the papers, best first: by their best passage; with a reader, by what it makes of it too."""
    best: dict[str, Hit] = {}
    for hit in search(claim, index, encoder, k=PASSAGES):
        best.setdefault((hit.stored.article.url or "").removeprefix(URL), hit)
    papers = list(best)
    if reader is None:
        return papers
    first = papers[:READ]
    sure = dict(zip(first, _read(claim, [best[paper] for paper in first], reader), strict=True))
    by_reader = {paper: rank for rank, paper in enumerate(sorted(first, key=lambda one: -sure[one]), 1)}
    fused = {
        paper: 1 / (SMOOTHING + rank) + 1 / (SMOOTHING + by_reader[paper])
        for rank, paper in enumerate(first, 1)
    }
    return sorted(first, key=lambda paper: -fused[paper]) + papers[READ:]


def _read(claim: str, hits: Sequence[Hit], reader: Reader) -> list[float]:
    """Of each passage, the most that one of its sentences is thought to answer."""
    runs = []
    for hit in hits:
        passage = hit.stored.passage
        spans = tuple((start - passage.start, end - passage.start) for start, end in passage.sentences)
        runs.append(Run(hit.stored.article.title, passage.text, spans))
    return [max(reading.scores) for reading in reader.read(claim, runs)]


def ndcg(papers: Sequence[str], judged: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first K."""
    gained = sum(judged.get(paper, 0) / math.log2(rank + 1) for rank, paper in enumerate(papers[:K], 1))
    ideal = sorted(judged.values(), reverse=True)[:K]
    return gained / sum(fits / math.log2(rank + 1) for rank, fits in enumerate(ideal, 1))

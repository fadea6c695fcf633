"""What is measured of an index on PostgreSQL and of the same one in a folder."""

import contextlib
import functools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np

from benchmarks.table import ROOT, percentile
from benchmarks.warm import KEPT, model
from index.encoder import Encoder
from index.interface import Filter, OpenIndex
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from index.postgres.state import State
from index.postgres.vectors import Vectors
from index.postgres.writer import Writer
from index.search import DEPTH, search
from index.store import Home, require
from index.stores import move_between, store_of
from tests.postgres_server import Cluster

K = 10  # passages of a search
QUESTIONS, WARM_UP, COMPARED = 200, 30, 100
READERS = (1, 2, 8)
READING_SECONDS = 20.0
Figures = dict[str, float]


class Measured(NamedTuple):
    """Figures of both stores; times in seconds, sizes in bytes."""

    here: Figures
    there: Figures


def measure(local: Path, address: str, cluster: Cluster | None) -> Measured:
    """Move the index there, and measure both. `cluster`: the server, where it may be killed."""
    questions: list[str] = json.loads((KEPT / "questions.json").read_text(encoding="utf8"))[:QUESTIONS]
    encoder = model()
    found = Measured({}, {})
    begun = time.perf_counter()
    # Searching asks for no copies, and the local index was made without them too.
    with mock.patch.object(Writer, "_put_copies"):
        move_between(str(local), address, _say)
    found.there["moved"] = time.perf_counter() - begun
    here, there = require(Home(local).open()), require(PostgresHome(Server(address)).open())
    with contextlib.closing(here), contextlib.closing(there):
        found.here["passages"] = here.manifest.passages
        found.here["bytes"], found.there["bytes"] = _size_of(local), _size_there(there)
        for index, figures in ((here, found.here), (there, found.there)):
            figures |= _searches(index, encoder, questions)
        found.there.update(_recall(here, there, encoder, questions[:COMPARED]))
    for place, figures in ((str(local), found.here), (address, found.there)):
        figures |= {f"readers {count}": _readers(place, count) for count in READERS}
    if cluster:
        found.there.update(_failover(cluster, encoder, questions))
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _searches(index: OpenIndex, encoder: Encoder, questions: Sequence[str]) -> Figures:
    """Whole searches, and of them what vectors and words take: p50 and p99 of each."""
    day = next(iter(index.articles())).published
    weights = [dict.fromkeys(index.terms(question), 1.0) for question in questions]
    vectors = [encoder.encode_question(question) for question in questions]
    one_day = Filter(since=day, until=day)
    kinds: dict[str, Callable[[int], object]] = {
        "search": lambda row: search(questions[row], index, encoder, k=K),
        "filtered": lambda row: search(questions[row], index, encoder, k=K, wanted=one_day),
        "vectors": lambda row: index.nearest(vectors[row], DEPTH),
        "words": lambda row: index.best(weights[row], DEPTH),
    }
    figures: Figures = {}
    for what, ask in kinds.items():
        for row in range(WARM_UP):
            ask(row)
        times = [_timed(functools.partial(ask, row)) for row in range(len(questions))]
        figures |= {f"{what} p50": percentile(times, 50), f"{what} p99": percentile(times, 99)}
        _say(f"{what}: {figures[f'{what} p50'] * 1e3:.1f} / {figures[f'{what} p99'] * 1e3:.0f} ms")
    return figures


def _timed(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def _recall(here: OpenIndex, there: State, encoder: Encoder, questions: Sequence[str]) -> Figures:
    """Of the K that are truly nearest, by comparing all, how many are found; and how alike searches are."""
    exact = Vectors(there.asked, exact=True)
    day = next(iter(there.articles())).published
    figures: Figures = {}
    for what, wanted in (("recall", Filter()), ("filtered recall", Filter(since=day, until=day))):
        among = there.matching(wanted)
        hits = 0
        for question in questions:
            vector = encoder.encode_question(question)
            nearest = {number for number, _ in exact.nearest(vector, K, among)}
            hits += len(nearest & {number for number, _ in there.nearest(vector, DEPTH, among)[:K]})
        figures[what] = hits / (K * len(questions))
        if among is not None:
            figures["filter"] = len(among) / there.manifest.passages
    shared = []
    for question in questions:
        ours, theirs = (
            {hit.stored.passage.id for hit in search(question, index, encoder, k=K)}
            for index in (here, there)
        )
        shared.append(len(ours & theirs) / max(1, len(ours)))
    return figures | {"shared": float(np.mean(shared))}


def _readers(place: str, count: int) -> float:
    """Searches a second by so many processes together."""
    command = [sys.executable, "-m", "benchmarks.postgres", "--reader", place]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(count)]
    done = [int(reader.communicate()[0].splitlines()[-1]) for reader in readers]
    _say(f"{count} at once: {sum(done) / READING_SECONDS:.0f} a second")
    return sum(done) / READING_SECONDS


def read(place: str) -> int:
    """How many searches one process makes in its time."""
    questions = json.loads((KEPT / "questions.json").read_text(encoding="utf8"))
    encoder, index, count = model(), require(store_of(place).open()), 0
    search(questions[0], index, encoder, k=K)
    end = time.monotonic() + READING_SECONDS
    while time.monotonic() < end:
        search(questions[count % len(questions)], index, encoder, k=K)
        count += 1
    index.close()
    return count


def _failover(cluster: Cluster, encoder: Encoder, questions: Sequence[str]) -> Figures:
    """The longest search while the primary dies and its replica takes over; none may fail."""
    replica = cluster.replica()
    try:
        hosts = f"127.0.0.1:{cluster.port},127.0.0.1:{replica.port}"
        index = require(PostgresHome(Server(f"postgresql://postgres@{hosts}/postgres")).open())
        killer = threading.Timer(5.0, cluster.kill)
        promoter = threading.Timer(8.0, replica.promote)
        times: list[float] = []
        end = time.monotonic() + 15.0
        killer.start()
        promoter.start()
        while time.monotonic() < end:
            question = questions[len(times) % len(questions)]
            times.append(_timed(functools.partial(search, question, index, encoder, k=K)))
        promoter.join()
        index.close()
        return {"failover": max(times), "failover searches": len(times)}
    finally:
        replica.remove()


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "generations").rglob("*") if path.is_file())


def _size_there(state: State) -> int:
    query = (
        "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'footnote' AND c.relkind = 'r'"
    )
    return int(state.asked.rows(query)[0][0])

"""The index on PostgreSQL beside the local store, in one run: building, searching, recall, readers, failover.

python -m benchmarks.postgres [PASSAGES ...]: prints a table and writes it into docs/postgres.md between its
two marks. The passages are those of benchmarks/warm.py. FOOTNOTE_BENCH_POSTGRES names a server with pgvector,
whose index is replaced; without it, one is started on loopback with the settings that the document advises.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest import mock

import numpy as np

from benchmarks.table import ROOT, machine, percentile, write_between
from benchmarks.warm import KEPT, crowd_index, model
from bot.reader.newswire import ARCHIVE
from index.encoder import Encoder
from index.interface import Filter, OpenIndex
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from index.postgres.state import State
from index.postgres.vectors import Vectors
from index.postgres.writer import Writer
from index.search import search
from index.store import Home, require
from index.stores import move_between
from tests.postgres_server import Cluster

DOCUMENT = ROOT / "docs" / "postgres.md"
BEGIN, END = "<!-- figures: written by make postgres -->", "<!-- end of figures -->"
SIZES = (1_000_000,)
K, DEEP = 10, 300  # passages of a search, and that search.py takes from the vectors
QUESTIONS, WARM_UP = 200, 30
READERS = (1, 2, 8)
READING_SECONDS = 20.0
SETTINGS = {
    "fsync": "on",
    "shared_buffers": "4GB",
    "max_parallel_maintenance_workers": "2",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}
Columns = dict[str, dict[str, str]]  # what → store → figure


def main() -> int:
    """Measure each size, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.postgres", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="passages")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = Path(os.environ.get("FOOTNOTE_DATA", ""))
    if not (data / ARCHIVE).exists():
        print(f"FOOTNOTE_DATA names no folder with {ARCHIVE}", file=sys.stderr)
        return 2
    if options.reader:
        print(_read(options.reader))
        return 0
    tables = [_measure(size, data) for size in options.sizes]
    text = f"{machine()}\n\n" + "\n\n".join(tables) + "\n"
    print(text)
    if not options.dry_run:
        write_between(DOCUMENT, BEGIN, END, text)
    return 0


def _measure(size: int, data: Path) -> str:
    """The table of one size."""
    local = crowd_index(size, data)
    questions = json.loads((KEPT / "questions.json").read_text(encoding="utf8"))[:QUESTIONS]
    encoder = model()
    found: Columns = {}
    with _server() as (address, cluster):
        begun = time.perf_counter()
        # Searching asks for no copies, and the local index was made without them too.
        with mock.patch.object(Writer, "_put_copies"):
            move_between(str(local), address, lambda line: print(line, file=sys.stderr, flush=True))
        seconds = time.perf_counter() - begun
        _say(
            found, "built without embedding, and compared with the local index", "", f"{seconds / 60:.1f} min"
        )
        here, there = require(Home(local).open()), require(PostgresHome(Server(address)).open())
        with contextlib.closing(here), contextlib.closing(there):
            _say(found, "on disk", _megabytes(_size_of(local)), _megabytes(_size_there(there)))
            _measure_searches(found, {"": here, "there": there}, encoder, questions)
            _measure_recall(found, here, there, encoder, questions)
        _measure_readers(found, str(local), address)
        if cluster:
            _measure_failover(found, cluster, encoder, questions)
    lines = [f"| {size:,} passages | local folder | PostgreSQL |", "| --- | --- | --- |"]
    lines += [f"| {what} | {each.get('', '')} | {each.get('there', '')} |" for what, each in found.items()]
    return "\n".join(lines)


@contextlib.contextmanager
def _server() -> Iterator[tuple[str, Cluster | None]]:
    """Its address; and itself, where it was started here."""
    given = os.environ.get("FOOTNOTE_BENCH_POSTGRES")
    if given:
        yield given, None
        return
    cluster = Cluster(SETTINGS)
    try:
        cluster.start()
        yield cluster.url("postgres"), cluster
    finally:
        cluster.remove()


def _say(found: Columns, what: str, here: str, there: str) -> None:
    found[what] = {"": here, "there": there}
    print(f"{what}: {here} | {there}", file=sys.stderr, flush=True)


def _measure_searches(
    found: Columns, indexes: dict[str, OpenIndex], encoder: Encoder, questions: Sequence[str]
) -> None:
    """Whole searches, and of them what vectors and words take."""
    day = next(iter(indexes[""].articles())).published
    weights = [dict.fromkeys(indexes[""].terms(question), 1.0) for question in questions]
    vectors = [encoder.encode_question(question) for question in questions]
    kinds: dict[str, Callable[[OpenIndex, int], object]] = {
        "a whole search": lambda index, row: search(questions[row], index, encoder, k=K),
        "a search among the articles of one day": lambda index, row: search(
            questions[row], index, encoder, k=K, wanted=Filter(since=day, until=day)
        ),
        f"of a search: the {DEEP} nearest vectors": lambda index, row: index.nearest(vectors[row], DEEP),
        f"of a search: the {DEEP} best by words": lambda index, row: index.best(weights[row], DEEP),
    }
    for what, ask in kinds.items():
        cells = []
        for index in indexes.values():
            times = [_timed(ask, index, row) for row in [*range(WARM_UP), *range(len(questions))]][WARM_UP:]
            cells.append(
                f"p50 {percentile(times, 50) * 1e3:.1f} ms, p99 {percentile(times, 99) * 1e3:.0f} ms"
            )
        _say(found, what, *cells)


def _timed(ask: Callable[[OpenIndex, int], object], index: OpenIndex, row: int) -> float:
    begun = time.perf_counter()
    ask(index, row)
    return time.perf_counter() - begun


def _measure_recall(
    found: Columns, here: OpenIndex, there: State, encoder: Encoder, questions: Sequence[str]
) -> None:
    """Of the K that are truly nearest, by comparing all, how many are found; and how alike searches are."""
    exact = Vectors(there.asked, exact=True)
    day = next(iter(there.articles())).published
    for what, wanted in (
        ("recall@10", Filter()),
        ("recall@10 among one day's", Filter(since=day, until=day)),
    ):
        among = there.matching(wanted)
        share = "" if among is None else f", {len(among) / there.manifest.passages:.1%} of all"
        hits = 0
        for question in questions[:100]:
            vector = encoder.encode_question(question)
            nearest = {number for number, _ in exact.nearest(vector, K, among)}
            hits += len(nearest & {number for number, _ in there.nearest(vector, DEEP, among)[:K]})
        _say(found, f"{what}{share}", "", f"{hits / (K * len(questions[:100])):.3f}")
    same = [
        {hit.stored.passage.id for hit in search(question, index, encoder, k=K)}
        for question in questions[:100]
        for index in (here, there)
    ]
    shared = np.mean(
        [len(one & other) / max(1, len(one)) for one, other in zip(same[::2], same[1::2], strict=True)]
    )
    _say(found, "of the 10 passages of a search, found by the other store too", "", f"{shared:.3f}")


def _measure_readers(found: Columns, local: str, address: str) -> None:
    """Searches a second by so many processes together."""
    for count in READERS:
        cells = []
        for place in (local, address):
            command = [sys.executable, "-m", "benchmarks.postgres", "--reader", place]
            readers = [
                subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(count)
            ]
            done = [int(reader.communicate()[0].splitlines()[-1]) for reader in readers]
            cells.append(f"{sum(done) / READING_SECONDS:.0f} a second")
        _say(found, f"searches by {count} process{'es' if count > 1 else ''}", *cells)


def _read(place: str) -> int:
    """How many searches one process makes in its time."""
    from index.stores import store_of

    questions = json.loads((KEPT / "questions.json").read_text(encoding="utf8"))
    encoder, index, count = model(), require(store_of(place).open()), 0
    search(questions[0], index, encoder, k=K)
    end = time.monotonic() + READING_SECONDS
    while time.monotonic() < end:
        search(questions[count % len(questions)], index, encoder, k=K)
        count += 1
    index.close()
    return count


def _measure_failover(found: Columns, cluster: Cluster, encoder: Encoder, questions: Sequence[str]) -> None:
    """The longest search while the primary dies and its replica takes over; none may fail."""
    replica = cluster.replica()
    try:
        hosts = f"127.0.0.1:{cluster.port},127.0.0.1:{replica.port}"
        index = require(PostgresHome(Server(f"postgresql://postgres@{hosts}/postgres")).open())
        killer = threading.Timer(5.0, cluster.kill)
        promoter = threading.Timer(8.0, replica.promote)
        times, end = [], time.monotonic() + 15.0
        killer.start()
        promoter.start()
        while time.monotonic() < end:
            times.append(
                _timed(
                    lambda index, row: search(questions[row], index, encoder, k=K),
                    index,
                    len(times) % len(questions),
                )
            )
        promoter.join()
        index.close()
        what = "primary killed and replica promoted: the longest of the searches meanwhile, none failed"
        _say(found, what, "", f"{max(times):.2f} s of {len(times):,}")
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


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


if __name__ == "__main__":
    sys.exit(main())

"""The index on PostgreSQL beside the local store, in one run: building, searching, recall, readers, failover.

python -m benchmarks.postgres [PASSAGES ...]: prints a table, writes it into docs/postgres.md between its two
marks, and draws docs/pictures/postgres.png. The passages are those of benchmarks/warm.py.
FOOTNOTE_BENCH_POSTGRES names a server with pgvector, whose index is replaced; without it, one is started on
loopback with the settings that the document advises.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping

from benchmarks.data import data_folder
from benchmarks.postgres_steps import READERS, Figures, K, Measured, measure, read
from benchmarks.table import ROOT, machine, write_between
from benchmarks.warm import crowd_index
from bot.reader.newswire import ARCHIVE
from index.search import DEPTH
from tests.postgres_server import Cluster

DOCUMENT, PICTURE = ROOT / "docs" / "postgres.md", ROOT / "docs" / "pictures" / "postgres.png"
BEGIN, END = "<!-- figures: written by make postgres -->", "<!-- end of figures -->"
CURVES = "![time of a search, searches a second and disk over the passages](pictures/postgres.png)"
SIZES = (10_000, 100_000, 1_000_000)
SETTINGS = {
    "fsync": "on",
    "shared_buffers": "4GB",
    "max_parallel_maintenance_workers": "2",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}


def main() -> int:
    """Measure each size, and write table and picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.postgres", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="passages")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        print(read(options.reader))
        return 0
    data = data_folder(ARCHIVE)
    if data is None:
        return 2
    found: dict[int, Measured] = {}
    for size in options.sizes:
        local = crowd_index(size, data)
        with _server() as (address, cluster):
            found[size] = measure(local, address, cluster)
    table = render(found)
    print(table)
    if not options.dry_run:
        from benchmarks.postgres_picture import draw

        write_between(DOCUMENT, BEGIN, END, f"{table}\n{CURVES}\n")
        draw(found, PICTURE)
    return 0


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


def _times(what: str) -> Callable[[Figures], str]:
    return lambda one: f"{one[f'{what} p50'] * 1e3:.1f} / {one[f'{what} p99'] * 1e3:.0f} ms"


def _rows() -> dict[str, Callable[[Figures], str]]:
    return {
        "built without embedding, and compared": lambda one: f"{one['moved'] / 60:.1f} min",
        "on disk": lambda one: f"{one['bytes'] / 1e6:,.0f} MB",
        "a search, p50 / p99": _times("search"),
        "a search among one day's articles": _times("filtered"),
        f"of a search: the {DEPTH} nearest vectors": _times("vectors"),
        f"of a search: the {DEPTH} best by words": _times("words"),
        f"recall@{K} of the vectors": lambda one: f"{one['recall']:.3f}",
        f"recall@{K} among one day's": lambda one: (
            f"{one['filtered recall']:.3f} ({one['filter']:.1%} of all)"
        ),
        f"of a search's {K} passages, found by the folder's too": lambda one: f"{one['shared']:.3f}",
        **{f"searches a second, {count} at once": _rate(count) for count in READERS},
        "longest search while the primary is killed, none failed": (
            lambda one: f"{one['failover']:.2f} s of {one['failover searches']:,.0f}"
        ),
    }


def _rate(count: int) -> Callable[[Figures], str]:
    return lambda one: f"{one[f'readers {count}']:.0f}"


def render(found: Mapping[int, Measured]) -> str:
    """The table, two columns for each size."""
    names = [f"{size:,}, {where}" for size in found for where in ("folder", "PostgreSQL")]
    stores = [figures for one in found.values() for figures in one]
    lines = [f"| passages | {' | '.join(names)} |", f"|{' --- |' * (len(names) + 1)}"]
    for what, of in _rows().items():
        cells = []
        for figures in stores:
            try:
                cells.append(of(figures))
            except KeyError:  # not measured of this store
                cells.append("")
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return f"{machine()}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

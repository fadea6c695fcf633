"""Measure, print a table, and write it into README.md between its two marks."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.building import measure_building, measure_one_more
from benchmarks.cold import measure_cold
from benchmarks.data import data_folder
from benchmarks.discord_load import measure_discord
from benchmarks.quality import measure_five, measure_news, measure_stories
from benchmarks.table import README, Row, render, write_into


def main() -> int:
    """Run every measurement; those that need a news corpus are left out, and that is said, without it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="print only; leave README.md as it is")
    options = parser.parse_args()
    data = data_folder("multihop-rag")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(os.environ.get("FOOTNOTE_HOME", ".footnote"))
        rows += measure_cold(home)
        if data is None:
            print(render(rows))
            return 0
        news = data / "multihop-rag"
        rows += measure_building(home, news / "corpus.json", Path(scratch))
        rows += measure_one_more(home, Path(scratch))
        rows += measure_discord(home, Path(scratch))
        rows += measure_five(home, Path(scratch))
        rows += measure_stories(home, Path(scratch))
        rows += measure_news(home, news, Path(scratch))
    print(render(rows))
    if not options.dry_run:
        write_into(README, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())

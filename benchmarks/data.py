"""Where the data sets are that benchmarks measure on: FOOTNOTE_DATA names their folder."""

import os
import sys
from pathlib import Path


def data_folder(*wanted: str) -> Path | None:
    """The folder; None, once that is said, where it does not hold all that is wanted."""
    data = Path(os.environ.get("FOOTNOTE_DATA", ""))
    if all((data / name).exists() for name in wanted):
        return data
    print(f"FOOTNOTE_DATA names no folder with {' and '.join(wanted)}", file=sys.stderr)
    return None

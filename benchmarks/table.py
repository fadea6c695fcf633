"""Figures as a Markdown table, and its place in the README."""

import datetime
import math
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BEGIN = "<!-- figures: written by make figures -->"
END = "<!-- end of figures -->"


class Row(NamedTuple):
    """One figure beside its peer's or its aim."""

    what: str
    ours: str
    beside: str


def render(rows: Sequence[Row]) -> str:
    """The table, with the machine that it was measured on."""
    head = f"{machine()}\n\n| what | Footnote | beside it |\n"
    lines = [f"| {row.what} | {row.ours} | {row.beside} |\n" for row in rows]
    return f"{head}| --- | --- | --- |\n{''.join(lines)}"


def machine() -> str:
    """When and on what was measured, in a sentence."""
    today = datetime.datetime.now(datetime.UTC).date()
    what = f"{len(os.sched_getaffinity(0))} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"Measured on {today.day} {today:%B %Y}: {what}."


def percentile(values: Sequence[float], percent: int) -> float:
    """The least value that `percent` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent * len(ordered) / 100) - 1)]


def write_into(readme: Path, rows: Sequence[Row]) -> None:
    """Put the table between the two marks."""
    write_between(readme, BEGIN, END, render(rows))


def write_between(file: Path, begin: str, end: str, text: str) -> None:
    """Put the text between two marks, which stay."""
    before, rest = file.read_text(encoding="utf8").split(begin)
    _, after = rest.split(end)
    file.write_text(f"{before}{begin}\n{text}{end}{after}", encoding="utf8")

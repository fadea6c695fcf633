"""Figures as a Markdown table, and its place in the README."""

import datetime
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

BEGIN = "<!-- figures: written by make bench -->"
END = "<!-- end of figures -->"


class Row(NamedTuple):
    """One figure beside its peer's or its aim."""

    what: str
    ours: str
    beside: str


def render(rows: Sequence[Row]) -> str:
    """The table, with the machine that it was measured on."""
    today = datetime.datetime.now(datetime.UTC).date()
    machine = (
        f"{len(os.sched_getaffinity(0))} cores, {platform.machine()}, Python {platform.python_version()}"
    )
    head = f"Measured on {today.day} {today:%B %Y}: {machine}.\n\n| what | Footnote | beside it |\n"
    lines = [f"| {row.what} | {row.ours} | {row.beside} |\n" for row in rows]
    return f"{head}| --- | --- | --- |\n{''.join(lines)}"


def write_into(readme: Path, rows: Sequence[Row]) -> None:
    """Put the table between the two marks."""
    text = readme.read_text(encoding="utf8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    readme.write_text(f"{before}{BEGIN}\n{render(rows)}{END}{after}", encoding="utf8")

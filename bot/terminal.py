"""What a terminal shows: styled lines wrapped to its width, tables, bars. Only this room imports rich."""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from bot.render import Line, one_line, printable
from index.build import Done


def show(lines: Iterable[Line], console: Console | None = None) -> None:
    """Print the lines, long ones wrapped between words."""
    console = console or Console()
    for line in lines:
        console.print(Text.assemble(*((printable(part.text), part.style.value) for part in line)))


def show_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], console: Console | None = None
) -> None:
    """Print a table as wide as the terminal at most."""
    console = console or Console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading == "date")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console.print(table)


@contextlib.contextmanager
def build_bar() -> Iterator[Callable[[Done], None]]:
    """A bar of the files read, with the passages embedded so far."""
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[note]}"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, note="")

        def report(done: Done) -> None:
            note = f"{done.passages:,} passages embedded"
            # One file of many articles would stand at nothing until the end.
            bar.update(
                task, completed=done.files, total=done.of_files if done.of_files > 1 else None, note=note
            )

        yield report


@contextlib.contextmanager
def count_bar(total: int, what: str) -> Iterator[Callable[[], None]]:
    """A bar that each call moves on by one."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)

"""Where a command's words go: styled on a terminal, plain in a pipe, notices on stderr."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.render import Line
    from index.build import Done, Progress

LINE_SECONDS = 10.0  # between two lines on how far a build has come


def emit(lines: Sequence["Line"]) -> None:
    """Print lines to stdout."""
    if sys.stdout.isatty():
        from bot.terminal import show

        show(lines)
    else:
        from bot.render import plain

        click.echo(plain(lines))


def emit_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; in a pipe its cells are parted by tabs and the headings left out."""
    if sys.stdout.isatty():
        from bot.terminal import show_table

        show_table(headings, rows)
    else:
        from bot.render import one_line

        for row in rows:
            click.echo("\t".join(one_line(cell) for cell in row))


def emit_object(value: Mapping[str, Any]) -> None:
    """Print one line of JSON, in UTF-8 whatever the terminal's encoding is."""
    from bot.jsonl import dumps

    click.echo(dumps(value).encode("utf8"))


def notice(text: str) -> None:
    """One line on stderr."""
    from bot.render import one_line

    click.echo(f"footnote: {one_line(text)}", err=True)


@contextlib.contextmanager
def watch_build() -> Iterator["Progress"]:
    """A progress bar, on a terminal; else a line now and then, so that nobody thinks it hangs."""
    if sys.stderr.isatty():
        from bot.terminal import build_bar

        with build_bar() as report:
            yield report
    else:
        yield _lines()


def _lines() -> "Progress":
    told = time.monotonic()

    def report(done: "Done") -> None:
        nonlocal told
        if time.monotonic() - told >= LINE_SECONDS:
            told = time.monotonic()
            notice(
                f"{done.files:,} of {done.of_files:,} files read, {done.passages:,} passages embedded so far"
            )

    return report


@contextlib.contextmanager
def watch_count(total: int, what: str) -> Iterator[Callable[[], None]]:
    """A progress bar that each call moves on by one, on a terminal."""
    if sys.stderr.isatty():
        from bot.terminal import count_bar

        with count_bar(total, what) as advance:
            yield advance
    else:
        yield lambda: None

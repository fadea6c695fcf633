"""Options that several commands share, and the examples at the end of their help."""

import datetime
import functools
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click

Command = Callable[..., None]
Function = TypeVar("Function", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The end of a command's help, each line of it a command that runs."""
    return "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)])


def with_settings(command: Command) -> Command:
    """Give the command `settings`, from --corpus, --home, --model, the environment and .env."""

    @click.option(
        "--corpus",
        metavar="PATH",
        help="Folder of articles, or one file. [FOOTNOTE_CORPUS; default: corpus/articles]",
    )
    @click.option(
        "--home", metavar="FOLDER", help="Where the index is kept. [FOOTNOTE_HOME; default: .footnote]"
    )
    @click.option("--model", metavar="NAME|PATH", help="Encoder. [FOOTNOTE_MODEL; default: all-MiniLM-L6-v2]")
    @functools.wraps(command)
    def with_them(*args: Any, corpus: str | None, home: str | None, model: str | None, **others: Any) -> None:
        from bot.settings import Settings

        command(*args, settings=Settings.load(corpus=corpus, home=home, model=model), **others)

    return with_them


def with_filter(command: Command) -> Command:
    """Give the command `wanted`, from --source, --since and --until."""

    @click.option("--source", metavar="NAME", help="Only articles of this publisher, author, title or file.")
    @click.option(
        "--since", type=Day("first"), help="Only articles of this day, month or year, or later: 2020-07-08."
    )
    @click.option(
        "--until", type=Day("last"), help="Only articles of then or earlier: '8 July 2020', 2020-07."
    )
    @functools.wraps(command)
    def with_it(
        *args: Any,
        source: str | None,
        since: datetime.date | None,
        until: datetime.date | None,
        **others: Any,
    ) -> None:
        if since and until and since > until:
            raise click.UsageError(f"--since {since} is later than --until {until}: no day is in between")
        from index.interface import Filter

        command(*args, wanted=Filter(source, since, until), **others)

    return with_it


def json_option(what: str) -> Callable[[Function], Function]:
    """Give the command `as_json`; `what` says how many objects there will be."""
    return click.option("--json", "as_json", is_flag=True, help=f"JSON instead, {what}.")


DATES = "2020-07-08, '8 July 2020', 2020-07, 2020 or yesterday"


class Day(click.ParamType[datetime.date]):
    """A day as pages write it, if it can be read in one way only; of a month or a year its `end`."""

    name = "date"

    def __init__(self, end: Literal["first", "last"]) -> None:
        self._end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day. Fails, naming the readings, when there is none or more than one."""
        if isinstance(value, datetime.date):
            return value
        from bot.days import stretches_seen_from

        stretches = stretches_seen_from(datetime.datetime.now().astimezone().date(), value)
        days: list[datetime.date] = sorted(getattr(found, self._end) for found in stretches)
        if len(days) == 1:
            return days[0]
        problem = f"may be {' or '.join(map(str, days))}" if days else "is no date"
        raise click.BadParameter(f"{value!r} {problem}: write it like {DATES}", ctx, param)

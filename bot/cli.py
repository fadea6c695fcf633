"""The command `footnote`: its commands, and what becomes of errors."""

import contextlib
import io
import os
import select
import sys
from collections.abc import Iterator
from typing import Any

import click

from bot.commands.add import add
from bot.commands.ask import ask
from bot.commands.check import check
from bot.commands.completion import completion
from bot.commands.discord import discord
from bot.commands.evaluate import evaluate
from bot.commands.index import index
from bot.commands.options import examples
from bot.commands.output import notice
from bot.commands.remove import remove
from bot.commands.search import search
from bot.commands.show import show
from bot.commands.sources import sources
from corpus.errors import FootnoteError

ERROR = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
STDOUT, STDERR = 1, 2
CLOSED_PIPE = 141  # 128 + SIGPIPE: as tools end that are killed by it
EXAMPLES = examples('footnote ask "did Apple pause?"', "footnote sources", "footnote ask --help")


@contextlib.contextmanager
def _ending_with_its_reader() -> Iterator[None]:
    """Whoever reads the output has read enough, as `head` does: end without a word."""
    try:
        yield
    except BrokenPipeError:
        unread = [number for number in (STDOUT, STDERR) if _is_unread(number)]
        if not unread:
            raise
        for number in unread:  # what is left in a buffer would be written, and fail, once more at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        sys.exit(CLOSED_PIPE)


def _is_unread(number: int) -> bool:
    """Whether nobody holds the other end of this open file."""
    poll = select.poll()
    poll.register(number, select.POLLOUT)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


class _Group(click.Group):
    """Foreseen errors are one line and exit status 2; any other keeps its traceback."""

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        with _ending_with_its_reader():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        with _ending_with_its_reader():
            return self._invoke(ctx)

    def _invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FootnoteError as error:
            notice(str(error))
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except OSError as error:
            from index.files import disk_is_full

            if not disk_is_full(error):
                raise
            notice(f"the disk is full ({error}): make room and try again")
        return ctx.exit(ERROR)


@click.group(
    cls=_Group,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="footnote", message="%(prog)s %(version)s")
def cli() -> None:
    """Answer questions over a folder of news articles in their own words, each with a footnote.

    Settings come from options, else from the environment, else from a file .env in the working folder:
    FOOTNOTE_CORPUS, FOOTNOTE_HOME, FOOTNOTE_INDEX (postgresql://…, for an index on a server), FOOTNOTE_MODEL
    and FOOTNOTE_PRECISION (int8 or fp32).
    """


for command in (ask, search, index, check, add, remove, sources, show, discord, evaluate, completion):
    cli.add_command(command)


def main() -> None:
    """Run the command line; what the terminal's encoding lacks is shown as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    cli(prog_name="footnote")

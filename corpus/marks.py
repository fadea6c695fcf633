"""A page's lines, each with the reason why it is dropped, or none."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from corpus.envelope import envelope_end
from corpus.lines import PageLine, is_prose
from corpus.masthead import find_masthead
from corpus.noise import breadcrumb, noise
from corpus.recurrence import Recurrence
from corpus.repeats import page_headers, pull_quotes
from corpus.segments import is_fixture


class Marks:
    """A page's lines, and beside each why it is dropped; the first reason stands."""

    def __init__(self, page: Sequence[PageLine]) -> None:
        self.page = page
        self.lines = [line.text for line in page]
        self._prose = [is_prose(line) for line in self.lines]
        self.reasons = [noise(line) for line in self.lines]
        self.top = envelope_end(self.lines)
        self.drop(range(self.top), "above the page")
        self.drop((i for i, line in enumerate(self.lines) if breadcrumb(line)), "trail of links")
        self.drop((i for i, line in enumerate(self.lines) if is_fixture(line)), "button or form")
        self.drop(page_headers(self.lines), "header of a printed page")
        self.drop(pull_quotes(self.lines), "pull quote")

    def drop(self, numbers: Iterable[int], reason: str) -> None:
        """Drops lines, by number."""
        for number in numbers:
            self.reasons[number] = self.reasons[number] or reason

    @cached_property
    def header_end(self) -> int:
        """The number of the third paragraph: above it, a byline or a date is the page's own.

        Standfirsts and captions are paragraphs too, and stand above bylines on many pages.
        """
        paragraphs = [i for i in self.prose() if i >= self.start][:3]
        return paragraphs[-1] if paragraphs else len(self.lines)

    @cached_property
    def recurrence(self) -> Recurrence:
        """The words of the paragraphs from the first on."""
        return Recurrence(self.lines[i] for i in self.prose() if i >= self.start)

    @cached_property
    def masthead(self) -> tuple[int, str] | None:
        """The line that names the publisher above the first paragraph, and the name."""
        found = find_masthead(self.page[self.top :], self.start - self.top)
        return (found[0] + self.top, found[1]) if found else None

    def masthead_at(self, number: int) -> bool:
        """Whether a line is that one."""
        return self.masthead is not None and self.masthead[0] == number

    def skip(self, numbers: Iterable[int], reason: str) -> None:
        """Drops paragraphs that turn out to stand above the article."""
        self.drop(numbers, reason)
        for name in ("start", "header_end", "recurrence", "masthead"):
            self.__dict__.pop(name, None)

    def restore(self, reason: str) -> None:
        """Keeps what was dropped for `reason`."""
        self.reasons = [None if given == reason else given for given in self.reasons]

    @cached_property
    def start(self) -> int:
        """The number of the article's first paragraph; the number of lines where there is none."""
        paragraphs = (i for i in self.kept() if _is_paragraph(self.lines[i]))
        return next(paragraphs, len(self.lines))

    def kept(self) -> list[int]:
        """The numbers of the lines that are not dropped so far."""
        return [i for i, reason in enumerate(self.reasons) if reason is None]

    def prose(self) -> list[int]:
        """The numbers of the paragraphs among them."""
        return [i for i in self.kept() if self._prose[i]]


def _is_paragraph(line: str) -> bool:
    """Prose that cannot be a title: a title may end with a question mark, or be long, never with a stop."""
    return is_prose(line) and not line.endswith(("?", "!"))

"""Which buttons stand under a card, and what each button's custom_id says."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from bot.answer import Quote, footnotes
from bot.discord.texts import Texts
from corpus.article import ID_LENGTH, PassageId
from index.interface import Index

PREFIX = "fn"
MAX_CUSTOM_ID = 100
IN_A_ROW = 5
MOST_CITATIONS = 15  # three rows, which leaves two of Discord's five for the others


class Action(StrEnum):
    """What a press asks for; behind it in the custom_id stand the action's own parts."""

    CONTEXT = "c"  # passage, offset in it, length
    MORE = "m"  # number of the question, page
    VOTE = "v"  # number of the question, up or down
    WHY = "w"  # number of the question
    THREAD = "t"  # number of the question
    SOURCES = "s"  # page, search
    KEEP = "k"  # number of the upload
    DISCARD = "x"  # number of the upload
    REMOVE = "r"  # digest of the file's name
    CANCEL = "n"


class Look(Enum):
    """How a button is drawn."""

    PLAIN = "secondary"
    MAIN = "primary"
    GOOD = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button in row `row`, from 0."""

    label: str
    custom_id: str
    row: int
    look: Look = Look.PLAIN
    emoji: str | None = None
    disabled: bool = False


def pack(action: Action, *parts: object) -> str:
    """The custom_id. Raises ValueError when it is too long."""
    custom_id = ":".join([PREFIX, action, *map(str, parts)])
    if len(custom_id) > MAX_CUSTOM_ID:
        raise ValueError(f"{custom_id!r} has {len(custom_id)} characters; {MAX_CUSTOM_ID} are the most")
    return custom_id


def unpack(custom_id: str) -> tuple[Action, list[str]] | None:
    """The action and its parts; None for what is not ours. The last part may hold colons."""
    prefix, _, rest = custom_id.partition(":")
    name, _, parts = rest.partition(":")
    if prefix != PREFIX or name not in set(Action):
        return None
    action = Action(name)
    return action, parts.split(":", 1 if action is Action.SOURCES else -1) if parts else []


def question_number(custom_ids: Sequence[str]) -> int | None:
    """The question that a message answers, told by its buttons."""
    for custom_id in custom_ids:
        found = unpack(custom_id)
        if found and found[0] in (Action.VOTE, Action.MORE) and found[1] and found[1][0].isdigit():
            return int(found[1][0])
    return None


def context_id(quote: Quote, index: Index) -> str | None:
    """Where the quote stands in its passage, which keeps its id whatever happens elsewhere."""
    stored = index.find(quote.passage)
    if stored is None:
        return None
    return pack(Action.CONTEXT, quote.passage, quote.start - stored.passage.start, quote.end - quote.start)


def context_of(parts: Sequence[str]) -> tuple[PassageId, int, int] | None:
    """Passage, offset and length from a custom_id's parts."""
    if len(parts) != 3 or len(parts[0]) != ID_LENGTH or not (parts[1] + parts[2]).isdigit():
        return None
    return PassageId(parts[0]), int(parts[1]), int(parts[2])


def citation_buttons(quotes: Sequence[Quote], index: Index, texts: Texts, *, numbered: bool) -> list[Button]:
    """One a quote; further quotes of one article are told apart by a letter."""
    numbers, seen = footnotes(quotes), dict[str, int]()
    several = {name for name in numbers if sum(quote.article.name == name for quote in quotes) > 1}
    found: dict[str, Button] = {}
    for quote in quotes[:MOST_CITATIONS]:
        name = quote.article.name
        seen[name] = seen.get(name, 0) + 1
        letter = chr(ord("a") + seen[name] - 1) if name in several and seen[name] > 1 else ""
        text = (
            texts.in_context.format(number=f"{numbers[name]}{letter}")
            if numbered
            else texts.nearest_in_context
        )
        if custom_id := context_id(quote, index):
            found.setdefault(custom_id, Button(text, custom_id, len(found) // IN_A_ROW))
    return list(found.values())


def answer_buttons(
    citations: Sequence[Button], asked: int, texts: Texts, *, more: bool, thread: bool
) -> list[Button]:
    """Citations first; below them More, the votes and the thread."""
    row = max((button.row for button in citations), default=-1) + 1
    below = [Button(texts.more, pack(Action.MORE, asked, 1), row, Look.MAIN)] if more else []
    below += [
        Button("", pack(Action.VOTE, asked, "up"), row, emoji="👍"),
        Button("", pack(Action.VOTE, asked, "down"), row, emoji="👎"),
    ]
    if thread:
        below.append(Button(texts.discuss, pack(Action.THREAD, asked), row, emoji="💬"))
    return [*citations, *below]


def page_buttons(
    page: int,
    pages: int,
    action: Action,
    texts: Texts,
    *,
    before: Sequence[object],
    after: Sequence[object] = (),
) -> list[Button]:
    """Back and forth, where there is more than one page; pages count from 1."""
    if pages < 2:
        return []
    return [
        Button(text, pack(action, *before, target, *after), 0, disabled=not 1 <= target <= pages)
        for text, target in ((texts.previous, page - 1), (texts.following, page + 1))
    ]

"""Which messages answer which: an edited question is answered anew, and a deleted one leaves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot.discord.recent import Recent

MOST = 1_000  # questions remembered; after a restart, none


@dataclass(frozen=True, slots=True)
class _Question:
    asked: str | None  # None: its message is deleted
    answers: tuple[discord.PartialMessage, ...] = ()


class Answered:
    """What was asked in people's messages lately, and the bot's messages that answer them."""

    def __init__(self) -> None:
        self._kept: Recent[int, _Question] = Recent(MOST)

    def asks(self, message: int, asked: str) -> bool:
        """Note what a message asks; whether that is new."""
        known = self._kept.get(message) or _Question(None)
        if known.asked == asked:
            return False
        self._kept.put(message, replace(known, asked=asked))
        return True

    def awaits(self, message: int, asked: str) -> bool:
        """Whether a message still asks that; of one that is forgotten, it does."""
        known = self._kept.get(message)
        return known is None or known.asked == asked

    def sent(
        self, message: int, asked: str, answers: Sequence[discord.PartialMessage]
    ) -> Sequence[discord.PartialMessage]:
        """Note what answers a message; which of the bot's messages are to go for it."""
        if not self.awaits(message, asked):
            return answers
        known = self._kept.get(message)
        self._kept.put(message, _Question(asked, tuple(answers)))
        return known.answers if known else ()

    def deleted(self, message: int) -> Sequence[discord.PartialMessage]:
        """Note that a message is gone; which of the bot's are to go with it."""
        known = self._kept.get(message)
        if known is None:
            return ()
        self._kept.put(message, _Question(None))
        return known.answers

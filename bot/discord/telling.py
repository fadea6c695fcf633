"""One message that tells how long work goes, from its beginning to its end, however long that takes."""

from time import monotonic
from typing import TYPE_CHECKING

import discord

from bot.discord.cards import Card, notice
from bot.discord.sending import contents, deliver, embed_of, tell, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.buttons import Button
    from bot.discord.client import FootnoteBot

TOKEN_SECONDS = 14.5 * 60  # in which an interaction's answer can be edited; Discord's own limit is 15 min


class Telling:
    """The answer to an interaction that may outlast the interaction.

    Afterwards a message that all see is edited by the bot itself, so that it does not stand there half done;
    where that is forbidden, its end is a new message below. One that only one person sees cannot be edited
    any more: its end is told to that person directly, and never in the channel.
    """

    def __init__(self, interaction: "discord.Interaction[FootnoteBot]", *, private: bool) -> None:
        self._interaction, self._private = interaction, private
        self._until = monotonic() + TOKEN_SECONDS
        self._message: int | None = None

    async def progress(self, card: Card) -> None:
        """Put the card in place, where the message can still be edited."""
        await self._edit(card, ())

    async def end(self, card: Card, buttons: "Sequence[Button]" = ()) -> None:
        """Put the last card in place, or wherever else it reaches whoever waits."""
        if await self._edit(card, buttons):
            return
        place = self._interaction.user if self._private else self._channel()
        if place is not None:
            await deliver(lambda: place.send(embed=embed_of(card)), "end")

    async def farewell(self, stopped: str) -> None:
        """The bot leaves: `stopped` is said of work that was begun, else only that it may be asked again."""
        interaction, stopping = self._interaction, texts_of(self._interaction).stopping
        if self._message is not None:
            await self.end(notice(stopped))
        elif interaction.type is discord.InteractionType.component:
            await tell(
                interaction, stopping
            )  # its message keeps the buttons, which work again after a restart
        else:
            await self.end(notice(stopping))

    async def _edit(self, card: Card, buttons: "Sequence[Button]") -> bool:
        given = {"view": None, **contents(card, buttons)}
        if monotonic() < self._until:
            edited = await deliver(lambda: self._interaction.edit_original_response(**given), "answer")
            if edited is not None:
                self._message = edited.id
                return True
        message, channel = self._message, self._channel()
        if self._private or message is None or channel is None:
            return False
        return await deliver(lambda: channel.get_partial_message(message).edit(**given), "edit") is not None

    def _channel(self) -> discord.PartialMessageable | None:
        number = self._interaction.channel_id
        return self._interaction.client.get_partial_messageable(number) if number else None

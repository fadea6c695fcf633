"""Messages that are more than words: forwarded, laid out by another app, told by Discord itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.discord.messages import Message
from tests.discord.payloads import shown_components
from tests.discord.rules import message_problems
from tests.discord.setting import Setting
from tests.discord.world import Channel, Json, User, snowflake

if TYPE_CHECKING:
    from tests.discord.posting import Poster

FORWARD = 1


class Posts(Setting):
    """The part of People that needs more than a text."""

    poster: "Poster"

    async def post(
        self,
        author: User,
        channel: Channel,
        content: str = "",
        *,
        embeds: Sequence[Json] = (),
        components: Sequence[Json] = (),
        flags: int = 0,
        webhook: bool = False,
        kind: int = 0,
    ) -> Message:
        """What another app sends, perhaps by a webhook; with a `kind`, what Discord tells of `author`."""
        body = {"content": content, "embeds": list(embeds), "components": list(components)}
        problems = [] if kind else message_problems(body, flags=flags)
        assert not problems, problems
        message = Message(channel, author, content, list(embeds), shown_components(list(components)))
        message.flags, message.type = flags, kind
        message.webhook_id = snowflake() if webhook else None
        self.poster.notify(message, None)
        await self.events.show(message)
        return message

    async def forward(self, user: User, message: Message, channel: Channel) -> Message:
        """A message forwarded into a channel: it says nothing itself and holds what it forwards."""
        forwarded = Message(channel, user, reference=message, reference_id=message.id, forwards=[message])
        self.poster.notify(forwarded, {"parse": [], "replied_user": False})
        await self.events.show(forwarded)
        return forwarded

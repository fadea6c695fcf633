"""What managers see of the bot, for tests."""

from tests.bot.discord.conftest import Place
from tests.discord_server import Message, NoAnswerError, User

HEADLINE = b"""---
title: Bridge opens at last
publisher: The Herald
date: 2020-07-10
---
The new bridge opened on Friday, the mayor said to a cheering crowd.
"""


async def given(place: Place, user: User, name: str, **options: object) -> Message:
    return await (await place.server.slash(user, place.channel, name, options)).answer()


def text_of(message: Message) -> str:
    return str(message.embeds[0].get("description", ""))


async def until(place: Place, message: Message, words: str) -> str:
    try:
        await place.server.until(lambda: words in text_of(message), 10, words)
    except NoAnswerError:
        raise AssertionError(f"{words!r} is not in {text_of(message)!r}") from None
    return text_of(message)

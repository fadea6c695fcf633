"""Messages as the bot sees them and as it writes them: content, mentions, permissions, threads."""

import discord
import pytest

from tests.discord.conftest import Place
from tests.discord.small_bot import SmallBot
from tests.discord.world import SEND_MESSAGES, VIEW_CHANNEL
from tests.discord_server import MESSAGE_CONTENT, MESSAGES, TOKEN, Overwrite

pytestmark = pytest.mark.asyncio


async def _seen(place: Place, bot: SmallBot | None = None) -> discord.Message:
    bot = bot or place.bot
    count = len(bot.seen)
    await place.server.until(lambda: len(bot.seen) > count)
    return bot.seen[count]


def _channel(place: Place) -> discord.TextChannel:
    channel = place.bot.get_channel(int(place.channel.id))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_content_is_hidden_without_its_intent(place: Place) -> None:
    said = await place.server.say(place.user, place.channel, "a secret")
    await place.server.until(lambda: place.bot.seen)
    assert [one.content for one in place.bot.seen] == [""]
    assert place.bot.seen[0].id == int(said.id)


async def test_content_is_shown_with_its_intent(empty_place: Place) -> None:
    server = empty_place.server
    server.allow_intents(MESSAGE_CONTENT)
    bot = SmallBot(discord.Intents(guilds=True, guild_messages=True, message_content=True))
    await bot.launch(TOKEN)
    await server.say(empty_place.user, empty_place.channel, "no secret")
    await server.until(lambda: bot.seen)
    assert bot.seen[0].content == "no secret"
    await bot.finish()


async def test_content_is_shown_in_direct_messages(place: Place) -> None:
    await place.server.say(place.user, place.server.dm(place.user), "between us")
    await place.server.until(lambda: place.bot.seen)
    assert place.bot.seen[0].content == "between us"
    assert isinstance(place.bot.seen[0].channel, discord.DMChannel)


async def test_a_reply_shows_its_content_only_if_it_pings(place: Place) -> None:
    asked = await place.server.say(place.user, place.channel, f"{place.server.bot.mention} hello")
    answer = await place.server.next_message(place.channel, after=asked)
    quiet = await place.server.say(place.user, place.channel, "and?", reply_to=answer, ping=False)
    loud = await place.server.say(place.user, place.channel, "and then?", reply_to=answer)
    await place.server.next_message(place.channel, after=loud)
    seen = {one.id: one for one in place.bot.seen}
    assert seen[int(quiet.id)].content == ""
    assert seen[int(loud.id)].content == "and then?"
    reference = seen[int(quiet.id)].reference
    assert reference is not None
    assert isinstance(reference.resolved, discord.Message)
    assert reference.resolved.content == answer.content


async def test_everyone_is_no_mention_of_the_bot_and_hides_content(place: Place) -> None:
    await place.server.say(place.user, place.channel, "@everyone look")
    await place.server.until(lambda: place.bot.seen)
    assert place.bot.seen[0].mention_everyone
    assert place.bot.seen[0].content == ""


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, {"@everyone", "user", "role"}),
        (discord.AllowedMentions.none(), set()),
        (discord.AllowedMentions(everyone=False, users=True, roles=False), {"user"}),
        (discord.AllowedMentions(everyone=True, users=False, roles=False), {"@everyone"}),
    ],
)
async def test_pings_as_allowed_mentions_says(
    empty_place: Place, allowed: discord.AllowedMentions | None, pinged: set[str]
) -> None:
    place = empty_place
    role = place.server.add_role(place.guild, "crew", mentionable=True)
    place.bot.allowed_mentions = None
    await place.bot.launch(TOKEN)
    names = {"user": place.user.mention, "role": role.mention}
    text = f"@everyone {place.user.mention} {role.mention}"
    if allowed is None:
        await _channel(place).send(text)
    else:
        await _channel(place).send(text, allowed_mentions=allowed)
    message = place.server.messages(place.channel)[0]
    assert message.pings == {names.get(one, one) for one in pinged}
    assert bool(place.server.pings) == bool(pinged)


async def test_a_reply_pings_its_author_by_default(empty_place: Place) -> None:
    place = empty_place
    place.bot.allowed_mentions = None
    await place.bot.launch(TOKEN)
    said = await place.server.say(place.user, place.channel, "hello")
    target = _channel(place).get_partial_message(int(said.id))
    await target.reply("loud")
    await target.reply("quiet", mention_author=False)
    loud, quiet = place.server.messages(place.channel, author=place.server.bot)
    assert loud.pings == {place.user.mention}
    assert quiet.pings == frozenset()


async def test_messages_are_edited_read_and_deleted(place: Place) -> None:
    sent = await _channel(place).send("one", embed=discord.Embed(title="t"))
    await sent.edit(content="two", embed=None)
    await sent.add_reaction("\N{THUMBS UP SIGN}")
    kept = place.server.messages(place.channel)[0]
    assert [one.content for one in kept.history] == ["one"]
    assert (kept.content, kept.embeds, len(kept.reactions)) == ("two", [], 1)
    assert [one.content async for one in _channel(place).history()] == ["two"]
    await sent.delete()
    assert place.server.messages(place.channel) == []
    with pytest.raises(discord.NotFound) as caught:
        await _channel(place).fetch_message(sent.id)
    assert caught.value.code == 10008


async def test_a_thread_of_a_message(place: Place) -> None:
    sent = await _channel(place).send("to be discussed")
    thread = await sent.create_thread(name="discussion")
    opened = place.server.world.channels[str(thread.id)]
    assert (opened.id, opened.parent) == (str(sent.id), place.channel)
    await place.server.say(place.user, opened, f"{place.server.bot.mention} go on")
    answer = await place.server.next_message(opened)
    assert answer.channel is opened
    with pytest.raises(discord.HTTPException) as caught:
        await sent.create_thread(name="again")
    assert caught.value.code == 160004
    alone = await _channel(place).create_thread(name="alone", type=discord.ChannelType.public_thread)
    await alone.edit(archived=True)
    assert place.server.world.channels[str(alone.id)].archived


async def test_direct_messages_and_typing(place: Place) -> None:
    user = await place.bot.fetch_user(int(place.user.id))
    channel = await user.create_dm()
    async with channel.typing():
        await channel.send("hello")
    direct = place.server.dm(place.user)
    assert [one.content for one in place.server.messages(direct)] == ["hello"]
    assert direct.typing == [place.server.bot]


async def test_missing_permissions_are_refused(empty_place: Place) -> None:
    place = empty_place
    quiet = place.server.add_channel(place.guild, "quiet", Overwrite(place.server.bot, deny=SEND_MESSAGES))
    hidden = place.server.add_channel(place.guild, "hidden", Overwrite(place.server.bot, deny=VIEW_CHANNEL))
    await place.bot.launch(TOKEN)
    for channel, code in ((quiet, 50013), (hidden, 50001)):
        with pytest.raises(discord.Forbidden) as caught:
            await place.bot.get_partial_messageable(int(channel.id)).send("hello")
        assert caught.value.code == code


async def test_an_unknown_route_is_an_error(place: Place) -> None:
    place.server.expect("PUT /guilds/.*/bans/.*: no such route")
    with pytest.raises(discord.NotFound):
        await place.bot.guilds[0].ban(discord.Object(1))


async def test_requests_are_logged(place: Place) -> None:
    await _channel(place).send("hello")
    call = place.server.requests[-1]
    assert (call.name, call.status) == (MESSAGES.replace("*", place.channel.id), 200)
    assert call.body["content"] == "hello"

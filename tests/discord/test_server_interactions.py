"""Commands, buttons, modals and menus, given by people and answered by the real client."""

import io
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.discord.conftest import Place
from tests.discord.small_bot import counting
from tests.discord_server import MANAGE_GUILD, Upload

pytestmark = pytest.mark.asyncio


async def test_a_deferred_answer_comes_with_its_embed_and_its_buttons(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    first = await asked.first()
    answer = await asked.answer()
    assert (first.type, first.ephemeral) == (5, False)
    assert answer.embeds[0]["title"] == "hello"
    assert answer.embeds[0]["description"] == "de True"
    assert [button["label"] for button in answer.buttons()] == ["Count 1", "Why", "Site"]
    assert answer.history[0].flags & 128
    assert (await asked.followup()).content == "that was it"
    assert place.server.messages(place.channel) == [answer, await asked.followup()]


async def test_a_private_answer(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello", "private": True})
    assert (await asked.first()).ephemeral
    assert (await asked.answer()).ephemeral
    assert (await asked.followup()).ephemeral


async def test_autocompletion(place: Place) -> None:
    choices = await place.server.autocomplete(
        place.user, place.channel, "echo", {"text": "a"}, focused="text"
    )
    assert [choice["value"] for choice in choices] == ["a0", "a1", "a2"]


async def test_a_button_changes_its_message(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    answer = await asked.answer()
    await (await place.server.click(place.user, answer, "Count 1")).answer()
    assert answer.content == "counted 1"
    await (await place.server.click(place.user, answer, "count:2")).answer()
    assert answer.content == "counted 2"


async def test_a_modal(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    opened = await place.server.click(place.user, await asked.answer(), "Why")
    assert (await opened.opened())["title"] == "Why?"
    sent = await place.server.submit_modal(place.user, opened, {"Reason": "it is so"})
    answer = await sent.answer()
    assert (answer.content, answer.ephemeral) == ("because it is so", True)


async def test_an_attached_file_and_a_file_sent_back(place: Place) -> None:
    options = {"file": Upload("a.txt", b"12345"), "owner": place.user}
    asked = await place.server.slash(place.user, place.channel, "file measure", options)
    answer = await asked.answer()
    assert answer.content == "a.txt by ann: 5 False"
    assert [one["filename"] for one in answer.attachments] == ["reversed.txt"]
    assert place.server.file(answer.attachments[0]) == b"54321"


async def test_a_context_menu(place: Place) -> None:
    said = await place.server.say(place.user, place.channel, "one two three")
    asked = await place.server.context_menu(place.user, said, "Count words")
    answer = await asked.answer()
    assert (answer.content, answer.ephemeral) == ("3 words", True)


async def test_a_mention_is_answered(place: Place) -> None:
    said = await place.server.say(place.user, place.channel, f"{place.server.bot.mention} hello")
    answer = await place.server.next_message(place.channel, after=said)
    assert answer.content == f"you said {place.server.bot.mention} hello"
    assert answer.reference is said
    assert place.server.pings == []


async def test_a_menu_on_a_person(place: Place) -> None:
    @place.bot.tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, user: discord.User) -> None:
        await interaction.response.send_message(f"hello {user.name}")

    await place.bot.tree.sync()
    asked = await place.server.context_menu(place.user, place.user, "Greet", channel=place.channel)
    assert (await asked.answer()).content == "hello ann"


class Colour(discord.ui.Modal, title="Colour"):
    hint: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("Choose well")
    chosen: discord.ui.Label[Any] = discord.ui.Label(
        text="Which",
        component=discord.ui.Select(
            options=[discord.SelectOption(label="Red"), discord.SelectOption(label="Blue")]
        ),
    )
    why: discord.ui.Label[Any] = discord.ui.Label(text="Why", component=discord.ui.TextInput(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.chosen.component, discord.ui.Select)
        assert isinstance(self.why.component, discord.ui.TextInput)
        text = f"{self.chosen.component.values[0]} {self.why.component.value}"
        await interaction.response.edit_message(content=text)


class Palette(discord.ui.View):
    @discord.ui.select(
        placeholder="A number",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")],
    )
    async def number(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"number {select.values[0]}")

    @discord.ui.button(emoji="\N{ARTIST PALETTE}")
    async def colour(self, interaction: discord.Interaction, button: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(Colour())


async def test_a_select_and_a_modal_with_labels(place: Place) -> None:
    channel = place.bot.get_partial_messageable(int(place.channel.id), guild_id=int(place.guild.id))
    await channel.send("choose", view=Palette())
    message = await place.server.next_message(place.channel)
    await (await place.server.select(place.user, message, "A number", ["Two"])).answer()
    await place.server.until(lambda: message.content == "number 2")
    opened = await place.server.click(place.user, message, "\N{ARTIST PALETTE}")
    await place.server.submit_modal(place.user, opened, {"Which": ["Blue"], "Why": "sky"})
    await place.server.until(lambda: message.content == "Blue sky")
    with pytest.raises(AssertionError, match="the modal has no"):
        await place.server.submit_modal(place.user, opened, {"Other": "x"})


async def test_what_the_client_would_not_send(place: Place) -> None:
    ask = place.server.slash
    with pytest.raises(LookupError, match="'text' is required"):
        await ask(place.user, place.channel, "echo")
    with pytest.raises(LookupError, match="no option"):
        await ask(place.user, place.channel, "echo", {"text": "a", "other": 1})
    with pytest.raises(ValueError, match="takes 1 to 50, not 51"):
        await ask(place.user, place.channel, "echo", {"text": "x" * 51})
    with pytest.raises(TypeError, match="text takes"):
        await ask(place.user, place.channel, "echo", {"text": 1})
    with pytest.raises(LookupError, match="say which of"):
        await ask(place.user, place.channel, "file")
    await place.bot.get_partial_messageable(int(place.channel.id)).send("x", view=counting(1))
    message = await place.server.next_message(place.channel)
    with pytest.raises(AssertionError, match="is a link to"):
        await place.server.click(place.user, message, "Site")
    with pytest.raises(LookupError, match=r"no control 'Other'"):
        await place.server.click(place.user, message, "Other")


async def test_commands_are_offered_by_permission(place: Place) -> None:
    manager = place.server.add_user("manager")
    role = place.server.add_role(place.guild, "managers", MANAGE_GUILD)
    place.server.add_member(place.guild, manager, role)
    assert not place.server.offers(place.user, place.channel, "file")
    assert place.server.offers(manager, place.channel, "file")
    assert place.server.offers(place.user, place.channel, "echo")
    asked = await place.server.slash(manager, place.channel, "file measure", {"file": Upload("a.txt", b"1")})
    assert (await asked.answer()).content == "a.txt: 1 True"


async def test_in_a_thread_and_in_a_direct_message(place: Place) -> None:
    thread = await place.server.start_thread(place.user, place.channel, "talk")
    for channel in (thread, place.server.dm(place.user)):
        asked = await place.server.slash(place.user, channel, "echo", {"text": "hello"}, locale="fr")
        answer = await asked.answer()
        assert answer.channel is channel
        assert answer.embeds[0]["description"].startswith("fr")


async def test_what_is_still_unfinished(place: Place) -> None:
    @place.bot.tree.command(description="Slow")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer()

    await place.bot.tree.sync()
    asked = await place.server.slash(place.user, place.channel, "slow")
    assert place.server.unfinished() == [asked]
    await asked.first()
    assert place.server.unfinished() == [asked]


async def test_files_that_are_too_large(place: Place) -> None:
    @place.bot.tree.command(description="Large")
    @app_commands.allowed_contexts(guilds=True)
    async def large(interaction: discord.Interaction) -> None:
        file = discord.File(io.BytesIO(bytes(11 * 1024 * 1024)), "large.bin")
        try:
            await interaction.response.send_message(file=file)
        except discord.HTTPException as error:
            await interaction.response.send_message(f"refused with {error.code}")

    await place.bot.tree.sync()
    place.server.expect("40005")
    asked = await place.server.slash(place.user, place.channel, "large")
    assert (await asked.answer()).content == "refused with 40005"

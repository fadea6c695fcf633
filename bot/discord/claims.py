"""What a message says, wherever in it that stands, as one text to find sources for."""

import re
from collections.abc import Iterator, Sequence

import discord
from discord.components import Component, Container, SectionComponent, TextDisplay

MOST = 10_000  # characters that are looked at; how many of them are read is for whoever answers to say
_MASKED_LINK = re.compile(r"\[([^\]\n]*)\]\((?:<[^>\n]*>|[^)\s]*)[^)\n]*\)")
# Mentions, emoji, timestamps and addresses, which are no words of a claim or a question.
_NO_WORDS = re.compile(r"<(?:[@#:/]|a:|t:|id:)[^>\s]*>|<?https?://[^\s>]+>?")


def words_in(text: str) -> str:
    """What is written, without mentions, emoji, timestamps and addresses, in one line."""
    bare = " ".join(_NO_WORDS.sub(" ", text).split())
    return re.sub(r" (?=[,.!?;:](?: |$))", "", bare).lstrip(" ,.!?;:")


def claim_in(message: discord.Message) -> str:
    """What the message says itself, then what it forwards: content, embeds and text displays of each."""
    text = "\n".join(_parts(message))[:MOST]
    text = _NO_WORDS.sub(" ", _MASKED_LINK.sub(r"\1", text))
    return " ".join(discord.utils.remove_markdown(text).split())


def _parts(message: discord.Message) -> Iterator[str]:
    every: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    for one in every:
        yield one.content
        for embed in one.embeds:
            yield from _embed_parts(embed)
        # discord.py knows none where Discord has left them out.
        yield from _displayed(getattr(one, "components", ()))


def _embed_parts(embed: discord.Embed) -> Iterator[str]:
    """Not the author and the footer, which tell whose it is."""
    yield embed.title or ""
    yield embed.description or ""
    for field in embed.fields:
        yield field.name or ""
        yield field.value or ""


def _displayed(components: Sequence[Component]) -> Iterator[str]:
    """The texts of a message that is laid out by components; what its buttons say is no claim."""
    for component in components:
        if isinstance(component, TextDisplay):
            yield component.content
        elif isinstance(component, Container | SectionComponent):
            yield from _displayed(component.children)

"""Articles and people that mean harm, through the fake Discord."""

import re

import pytest

from tests.bot.discord.conftest import Place

pytestmark = pytest.mark.asyncio
EVIL = "@everyone **bold** ```code``` [click](https://evil.example) <@1> ||hidden||"


@pytest.fixture
def articles(articles):
    """Besides the others, one that holds what Discord would act upon, and a line of 6,000 characters."""
    (articles / "evil.md").write_text(
        f'---\ntitle: "{EVIL}"\npublisher: "{EVIL}"\nurl: "javascript:alert(1)"\n---\n'
        f"The harbour master wrote {EVIL} on the wall of the harbour.\n\n"
        f"The whale {'w' * 6_000} swam.\n\n"
        f"Whales {'swim and ' * 700} sing.\n"
    )
    return articles


async def test_they_can_do_nothing(place: Place) -> None:
    person = place.person("eve @everyone")
    place.bot.cooldown._questions = 100
    for question in ("What did the harbour master write?", f"Who is {EVIL}", "Did the whale swim?"):
        given = await place.server.slash(person, place.channel, "ask", {"question": question})
        answer = await given.answer()
        text = f"{answer.embeds[0]['title']}\n{answer.embeds[0]['description']}"
        bare = re.sub(r"\\[^0-9A-Za-z\s]", ".", text)
        for raw in ("@everyone", "```", "](https://evil", "<@1>", "||", "https://evil"):
            assert raw not in bare
        for name in ("in context", "More"):
            if any(name in (button.get("label") or "") for button in answer.buttons()):
                await (await place.server.click(person, answer, name)).answer()
        said = await place.server.say(person, place.channel, f"{place.mention} {question}")
        await place.server.next_message(place.channel, after=said)
    assert place.server.pings == []


async def test_every_message_says_that_it_mentions_nobody(place: Place) -> None:
    given = await place.server.slash(place.ann, place.channel, "ask", {"question": "Who blamed the fog?"})
    answer = await given.answer()
    for name in ("[1] in context", "More", "👍", "Discuss in a thread"):
        await (await place.server.click(place.ann, answer, name)).answer()
    said = await place.server.say(place.ann, place.channel, f"{place.mention} Who blamed the fog?")
    await place.server.next_message(place.channel, after=said)
    sent = [
        call.body
        for call in place.server.requests
        if call.method in ("POST", "PATCH") and isinstance(call.body, dict) and "embeds" in call.body
    ]
    assert len(sent) >= 7
    assert all(body["allowed_mentions"]["parse"] == [] for body in sent)

"""/sources and /about, through the fake Discord."""

import pytest

from index.build import build
from index.store import Home
from tests.bot.discord.conftest import Place

pytestmark = pytest.mark.asyncio


async def test_the_articles_are_listed(place: Place) -> None:
    answer = await (await place.server.slash(place.ann, place.channel, "sources")).answer()
    assert answer.ephemeral
    assert answer.embeds[0]["description"].split("\n") == [
        "- [Ferry to Aberdeen runs late](https://herald.example/ferry) · The Herald · 8 July 2020",
        "- Council closes two libraries · by Jane Doe and Li Wei · The Herald · 6 July 2020",
        "- Storm over the islands",
    ]
    assert answer.embeds[0]["footer"]["text"] == "page 1 of 1 · 3 articles"
    assert answer.buttons() == []


async def test_the_articles_are_searched(place: Place) -> None:
    given = await place.server.slash(place.ann, place.channel, "sources", {"search": "herald  ferry"})
    answer = await given.answer()
    assert answer.embeds[0]["title"] == "Articles with “herald ferry”"
    assert answer.embeds[0]["description"].count("- ") == 1
    given = await place.server.slash(place.ann, place.channel, "sources", {"search": "jane doe"})
    assert "Council closes" in (await given.answer()).embeds[0]["description"]
    given = await place.server.slash(place.ann, place.channel, "sources", {"search": "zoom"})
    assert "No article matches “zoom”" in (await given.answer()).embeds[0]["description"]


async def test_the_list_is_turned_page_by_page(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.pages.ARTICLES_ON_A_PAGE", 2)
    answer = await (await place.server.slash(place.ann, place.channel, "sources", {"search": "e"})).answer()
    assert [button.get("disabled", False) for button in answer.buttons()] == [True, False]
    await (await place.server.click(place.ann, answer, "Next")).answer()
    await place.server.until(lambda: answer.embeds[0]["footer"]["text"].startswith("page 2 of 2"))
    assert answer.embeds[0]["title"] == "Articles with “e”"
    assert [button.get("disabled", False) for button in answer.buttons()] == [False, True]


async def test_about_says_what_is_known_and_how_fresh_it_is(place: Place) -> None:
    answer = await (await place.server.slash(place.ann, place.channel, "about")).answer()
    text = answer.embeds[0]["description"]
    assert "3 articles (3 passages)" in text
    for line in (
        "**Newest article:** 8 July 2020",
        "**Index:** built just now, number 1",
        "all-MiniLM-L6-v2",
    ):
        assert line in text
    assert f"client_id={place.server.bot.id}" in text


async def test_versions_copies_and_forms_are_told(place: Place) -> None:
    settings = place.desk.settings
    file = settings.corpus / "ferry.md"
    text = file.read_text()
    (settings.corpus / "copy.md").write_text(text.replace("The Herald", "The Post"))
    text = text.replace("---\nThe", "original: .originals/ferry.pdf\n---\nThe")
    file.write_text(f"{text}\nThe company apologised.\n")
    build(Home(settings.home), settings.corpus, place.desk.encoder, model=settings.model.model)
    place.desk.refresh()
    answer = await (await place.server.slash(place.ann, place.channel, "sources")).answer()
    lines = answer.embeds[0]["description"].split("\n")
    assert lines[0].endswith(" · The Post · 8 July 2020 · also in: The Herald")
    assert lines[1].endswith(" · 8 July 2020 · pdf · 1 earlier version · also in: The Post")

"""A hundred questions at once, through the fake Discord, to a process of its own."""

from pathlib import Path

import pytest

from tests.bot.discord.load import measure

pytestmark = pytest.mark.asyncio


async def test_a_hundred_questions_at_once_are_all_answered(tmp_path: Path, articles: Path) -> None:
    questions = [f"Who blamed the fog of number {n}?" for n in range(100)]
    load = await measure(questions, tmp_path / "home", articles, "FAKE")
    assert len(load.texts) == 100
    assert all("Captain Moss blamed the fog" in text for text in load.texts)
    assert load.lag, "it was measured"

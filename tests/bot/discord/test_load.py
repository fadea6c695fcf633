"""A hundred questions at once, through the fake Discord, to a process of its own."""

from pathlib import Path

import pytest

from tests.bot.discord.load import at, measure

pytestmark = pytest.mark.asyncio


async def test_a_hundred_questions_at_once_hold_nobody_up(tmp_path: Path, articles: Path) -> None:
    questions = [f"Who blamed the fog of number {n}?" for n in range(100)]
    load = await measure(questions, tmp_path / "home", articles, "FAKE")
    assert len(load.texts) == 100
    assert not any("wrong" in text for text in load.texts)
    # Half a second and 50 ms on a machine of its own; here other tests may share the cores.
    assert at(load.first, 0.99) < 2.0
    assert at(load.lag, 0.5) < 0.05

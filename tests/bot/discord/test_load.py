"""A hundred questions at once, through the fake Discord, to a process of its own."""

from pathlib import Path

import pytest

from tests.bot.discord.idle import Ticks, own_lag
from tests.bot.discord.load import measure


@pytest.mark.asyncio
async def test_a_hundred_questions_at_once_are_all_answered(tmp_path: Path, articles: Path) -> None:
    questions = [f"Who blamed the fog of number {n}?" for n in range(100)]
    load = await measure(questions, tmp_path / "home", articles, "FAKE")
    assert len(load.texts) == 100
    assert all("Captain Moss blamed the fog" in text for text in load.texts)
    assert load.lag, "it was measured"


@pytest.mark.parametrize(
    ("cores", "left"),
    [([[], []], 0.05), ([[(10.0, 0.04)], []], 0.01), ([[(9.96, 0.02)], [(10.5, 0.52)]], 0.03), ([], 0.05)],
)
def test_what_the_machine_held_up_is_not_the_bots_own(cores: list[Ticks], left: float) -> None:
    assert own_lag((10.0, 0.05), cores) == pytest.approx(left)

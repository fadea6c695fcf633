"""A hundred questions at once, through the fake Discord."""

import pytest

from tests.bot.discord.conftest import Place
from tests.bot.discord.load import at, load, quick_switches

pytestmark = pytest.mark.asyncio


async def test_a_hundred_questions_at_once_hold_nobody_up(place: Place) -> None:
    with quick_switches():
        measured = await load(place.server, [f"Who blamed the fog of number {n}?" for n in range(100)])
    assert len(measured.answer) == 100
    # The fake server shares the loop and its one core's worth of Python, so this is a bound from above.
    assert at(measured.first, 0.99) < 2.0
    assert at(measured.lag, 0.5) < 0.05

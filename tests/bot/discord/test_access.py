"""Cooldown, permissions and the bound on questions in flight, without Discord."""

import asyncio

import pytest

from bot.discord.access import Cooldown, may_manage
from bot.discord.flights import BusyError, Flights


def test_five_questions_a_minute_for_each_user() -> None:
    now = [0.0]
    cooldown = Cooldown(clock=lambda: now[0])
    assert [cooldown.wait(1) for _ in range(5)] == [0.0] * 5
    now[0] = 20.0
    assert cooldown.wait(1) == 40.0
    assert cooldown.wait(2) == 0.0
    now[0] = 60.0
    assert cooldown.wait(1) == 0.0


def test_users_who_have_not_asked_lately_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.access.TIDY_AT", 3)
    now = [0.0]
    cooldown = Cooldown(clock=lambda: now[0])
    for user in range(3):
        cooldown.wait(user)
    now[0] = 100.0
    cooldown.wait(9)
    assert set(cooldown._asked) == {9}


@pytest.mark.parametrize(
    ("manage", "guild", "in_guild", "allowed", "may"),
    [
        (True, 1, True, (), True),
        (False, 1, True, (), False),
        (True, None, True, (), False),
        (True, 1, False, (), False),
        (True, 1, True, (2,), False),
        (True, 2, True, (2,), True),
    ],
)
def test_who_may_change_the_articles(
    manage: bool, guild: int | None, in_guild: bool, allowed: tuple[int, ...], may: bool
) -> None:
    found = may_manage(manage_server=manage, guild=guild, in_guild=in_guild, allowed=frozenset(allowed))
    assert found is may


def test_only_so_many_questions_at_once() -> None:
    async def main() -> None:
        flights, go_on = Flights(2), asyncio.Event()

        async def question() -> None:
            with flights.one():
                await go_on.wait()

        asked = [asyncio.create_task(question()) for _ in range(2)]
        await asyncio.sleep(0)
        assert (len(flights), flights.full) == (2, True)
        with pytest.raises(BusyError, match="2 questions are in flight"):
            await question()
        go_on.set()
        await asyncio.gather(*asked)
        assert len(flights) == 0
        assert await flights.drain(1) == 0

    asyncio.run(main())


def test_those_left_are_told_and_let_go() -> None:
    async def main() -> None:
        flights, told = Flights(), []

        async def farewell() -> None:
            told.append("sorry")

        async def question() -> None:
            with flights.one(farewell):
                await asyncio.sleep(60)

        asked = asyncio.create_task(question())
        await asyncio.sleep(0)
        assert await flights.drain(1.05) == 1
        assert told == ["sorry"]
        with pytest.raises(asyncio.CancelledError):
            await asked

    asyncio.run(main())

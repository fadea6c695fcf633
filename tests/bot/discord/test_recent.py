"""What is kept is what was used last."""

from bot.discord.recent import Recent


def test_the_one_that_was_not_used_for_longest_goes_first() -> None:
    recent: Recent[int, str] = Recent(2)
    recent.put(1, "a")
    recent.put(2, "b")
    assert recent.get(1) == "a"
    recent.put(3, "c")
    assert [key in recent for key in (1, 2, 3)] == [True, False, True]
    assert recent.get(2) is None
    recent.put(1, "d")
    assert recent.get(1) == "d"

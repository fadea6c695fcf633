"""Who may do what, and how often."""

import time
from collections import deque
from collections.abc import Callable

QUESTIONS, SECONDS = 5, 60.0  # of one user
TIDY_AT = 10_000  # users remembered before those are dropped who have not asked lately


class Cooldown:
    """So many questions of one user in any stretch of so many seconds."""

    def __init__(
        self,
        questions: int = QUESTIONS,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._questions, self._seconds, self._clock = questions, seconds, clock
        self._asked: dict[int, deque[float]] = {}

    def wait(self, user: int) -> float:
        """Seconds that the user has to wait; 0 when it is their turn, which then counts as a question."""
        now = self._clock()
        times = self._asked.setdefault(user, deque())
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._questions:
            return times[0] + self._seconds - now
        times.append(now)
        if len(self._asked) > TIDY_AT:
            self._asked = {
                one: asked for one, asked in self._asked.items() if asked[-1] > now - self._seconds
            }
        return 0.0


def may_manage(
    *, manage_server: bool, guild: int | None, in_guild: bool, allowed: frozenset[int] = frozenset()
) -> bool:
    """Whether the articles may be changed: by Manage Server, in a server that has the bot.

    `allowed` are the only servers where that goes, if any are named: the articles belong to the bot's owner.
    """
    return manage_server and guild is not None and in_guild and (not allowed or guild in allowed)

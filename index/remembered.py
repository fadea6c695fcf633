"""What is asked for again and again is looked up once: vectors of sentences, origins of passages."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

ORIGINS_KEPT = 50_000  # of passages, in about 10 MB
K = TypeVar("K")
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Looks values up by their keys, the last ones not again. Safe for many threads.

    Kept are as many as weigh `most` together: a value counts 1, unless `weigh` says otherwise.
    """

    def __init__(
        self,
        look_up: Callable[[Sequence[K]], Mapping[K, V]],
        most: int,
        weigh: Callable[[V], int] = lambda _: 1,
    ) -> None:
        self._look_up, self._most, self._weigh = look_up, most, weigh
        self._values: dict[K, V] = {}  # the one asked for the longest ago first
        self._weight = 0
        self._lock = threading.Lock()

    def __call__(self, keys: Sequence[K]) -> dict[K, V]:
        """Of each key that there is."""
        with self._lock:
            known = {key: self._values[key] for key in keys if key in self._values}
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            known |= self._look_up(missing)
        with self._lock:
            for key, value in known.items():
                self._drop(key)
                self._values[key] = value
                self._weight += self._weigh(value)
            while self._weight > self._most:
                self._drop(next(iter(self._values)))
        return known

    def _drop(self, key: K) -> None:
        if key in self._values:
            self._weight -= self._weigh(self._values.pop(key))

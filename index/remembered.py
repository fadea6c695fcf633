"""What is asked for again and again is looked up once: vectors of sentences, origins of passages."""

import itertools
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

ORIGINS_KEPT = 50_000  # of passages, in about 10 MB
K = TypeVar("K")
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Looks values up by their keys, those of the last `most` not again. Safe for many threads."""

    def __init__(self, look_up: Callable[[Sequence[K]], Mapping[K, V]], most: int) -> None:
        self._look_up, self._most = look_up, most
        self._values: dict[K, V] = {}  # the one asked for the longest ago first
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
                self._values.pop(key, None)
                self._values[key] = value
            for key in list(itertools.islice(self._values, max(0, len(self._values) - self._most))):
                del self._values[key]
        return known

"""Vectors of texts that come again: the sentences of the articles that many people ask about."""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from index.types import FloatMatrix, FloatVector

MOST_REMEMBERED = 8_192  # texts, whose vectors take 12 MB


class Remembered:
    """Encodes texts, those that were encoded lately not again. Safe for many threads."""

    def __init__(self, encode: Callable[[Sequence[str]], FloatMatrix], most: int = MOST_REMEMBERED) -> None:
        self._encode, self._most = encode, most
        self._vectors: dict[str, FloatVector] = {}  # the one asked for the longest ago first
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> FloatMatrix:
        """float32 (len(texts), dimension)."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known |= zip(missing, self._encode(missing), strict=True)
        with self._lock:
            for text, vector in known.items():
                self._vectors.pop(text, None)
                self._vectors[text] = vector
            for text in list(self._vectors)[: max(0, len(self._vectors) - self._most)]:
                del self._vectors[text]
        return np.stack([known[text] for text in texts])

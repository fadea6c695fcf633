"""The steps of a cold question one after another, in a process of its own: prints their seconds as JSON."""

import functools
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
IMPORTS = (
    "numpy",
    "faiss",
    "tantivy",
    "onnxruntime",
    "tokenizers",
    "bot.asking",
    "bot.library",
    "bot.render",
)


def main(home: Path, corpus: Path, question: str) -> None:
    """Each step as `footnote ask` does it; what one imports, the next finds imported."""
    seconds: dict[str, float] = {}

    def step(name: str, work: Callable[[], T]) -> T:
        begun = time.perf_counter()
        done = work()
        seconds[name] = time.perf_counter() - begun
        return done

    step("the command line", lambda: importlib.import_module("bot.cli"))
    for name in IMPORTS:
        step(f"importing {name}", functools.partial(importlib.import_module, name))

    from bot.asking import explain
    from bot.reader.reading import OnnxReader
    from index.build import find_changes, known_files
    from index.models import ModelSettings, open_encoder
    from index.store import Home, require

    index = step("opening the index", lambda: require(Home(home).open()))
    step("has an article changed?", lambda: find_changes(corpus, known_files(index, corpus)))
    encoder = step("loading the encoder", lambda: open_encoder(home, ModelSettings(), print))
    reader = step("loading the reader", OnnxReader)
    step("finding and reading the answer", lambda: explain(question, index, encoder, reader))
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

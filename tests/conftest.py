"""An encoder that needs no weights, and a small corpus."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.types import FloatMatrix, FloatVector

REPOSITORY = Path(__file__).parent.parent


class FakeEncoder:
    """Each word adds one to one of 64 numbers: texts with words in common have near vectors."""

    dimension = 64
    max_tokens = 256

    def __init__(self, fingerprint: str = "fake") -> None:
        self.fingerprint = fingerprint

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()) or [""]:
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % self.dimension] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def encode_sentences(self, texts: Sequence[str]) -> FloatMatrix:
        return self.encode_passages(texts)

    def encode_question(self, text: str) -> FloatVector:
        vector: FloatVector = self.encode_passages([text])[0]
        return vector


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


ARTICLES = {
    "ferry.md": """---
title: Ferry to Aberdeen runs late
publisher: The Herald
date: 2020-07-08
url: https://herald.example/ferry
---
The ferry to Aberdeen was two hours late on Monday, the company said.

Captain Moss blamed the fog that lay over the harbour all morning.
""",
    "library.md": """---
title: Council closes two libraries
publisher: The Herald
date: 2020-07-06
author: Jane Doe and Li Wei
---
The council voted on Tuesday to close two of its five libraries.

Opponents called the vote a disgrace and promised to go to court.
""",
    "storm.md": """---
title: Storm over the islands
---
A storm has cut the power of nine hundred homes on the islands, engineers said.
""",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf8")
    return folder


@pytest.fixture(scope="session")
def real_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real model, exported once; the repository's own export is used where there is one."""
    from index.models import ModelSettings, open_encoder

    home = tmp_path_factory.mktemp("home")
    exported = REPOSITORY / ".footnote" / "models"
    if exported.is_dir():
        (home / "models").symlink_to(exported)
    open_encoder(home, ModelSettings(), lambda line: None)
    return home / "models"

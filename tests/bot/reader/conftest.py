"""The data sets that the reader learns from and is measured on."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    folder = Path(os.environ.get("FOOTNOTE_DATA", ""))
    if not (folder / "squad").is_dir():
        pytest.skip("FOOTNOTE_DATA names no folder with squad")
    return folder

"""onnxruntime's own telemetry stays off: Footnote needs no network, and tells nobody what it opens."""

import os
import subprocess
import sys

OPEN = """
from bot.reader.reading import FOLDER, GRAPH
from index.encoder import open_session
open_session(FOLDER / GRAPH)
"""


def test_opening_a_model_leaves_no_identifier_behind(tmp_path):
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}  # without CI, which turns it off too
    subprocess.run([sys.executable, "-c", OPEN], check=True, env=environment)
    assert not list(tmp_path.rglob("*"))

"""Footnote beside its peers: the same model, passages, questions and cores, in one run.

Prints a table and writes it into README.md between its two marks. The peers are installed into
.venv-peers; one that cannot be is left out, and that is said.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.cold import FOOTNOTE, environment_of, run_timed
from benchmarks.data import data_folder
from benchmarks.peers.environment import PYTHON, prepare
from benchmarks.peers.outcome import Outcome, render
from benchmarks.table import README, ROOT, write_between
from index.encoder import core_count
from index.heading import heading
from index.models import ModelSettings, open_encoder
from index.store import Home

BEGIN, END = "<!-- peers: written by make peers -->", "<!-- end of peers -->"
ARTICLES = 80  # of MultiHop-RAG: about 1,200 passages, which the slowest peer embeds in a minute
QUESTIONS = 100
COLD_RUNS = 3
STEP_SECONDS = 600.0


class StepError(RuntimeError):
    """A contestant's process ended in an error."""


def main() -> int:
    """Measure all of them, each step in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="print only; leave README.md as it is")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    data = data_folder("multihop-rag")
    if data is None:
        return 2
    news = data / "multihop-rag"
    missing = prepare()
    names = ["footnote", *(name for name, reason in missing.items() if reason is None)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _write_articles(news, folder, options.articles)
        found = _measure(names, folder, missing)
        passages = len(json.loads((folder / "passages.json").read_text(encoding="utf8")))
    table = render(found, passages, {name: reason for name, reason in missing.items() if reason})
    print(table)
    if not options.dry_run:
        write_between(README, BEGIN, END, table)
    return 0


def _write_articles(news: Path, folder: Path, count: int) -> None:
    """The articles, the questions that they may answer, and Footnote's exported model."""
    (folder / "articles").mkdir()
    articles = json.loads((news / "corpus.json").read_text(encoding="utf8"))[:count]
    (folder / "articles" / "news.json").write_text(json.dumps(articles), encoding="utf8")
    asked = json.loads((news / "questions-dev.json").read_text(encoding="utf8"))
    titles = {article["title"] for article in articles}
    asked.sort(key=lambda one: not any(fact.get("title") in titles for fact in one["evidence_list"]))
    questions = [one["query"] for one in asked][:QUESTIONS]
    (folder / "questions.json").write_text(json.dumps(questions), encoding="utf8")
    (folder / "passages.json").write_text("[]", encoding="utf8")  # until Footnote has cut them
    home = Path(os.environ.get("FOOTNOTE_HOME", ".footnote"))
    open_encoder(home, ModelSettings(), print)
    shutil.copytree(home / "models", folder / "footnote" / "index" / "models")


def _measure(names: list[str], folder: Path, missing: dict[str, str | None]) -> dict[str, Outcome]:
    """Footnote builds first: its passages are what the peers are given. One that fails goes to `missing`."""
    found: dict[str, Outcome] = {}
    for name in names:
        try:
            built = _step(name, "build", folder)
            if name == "footnote":
                _write_passages(folder)
            found[name] = Outcome(built=built, warm=_step(name, "warm", folder))
        except (subprocess.SubprocessError, StepError) as error:
            if name == "footnote":
                raise
            # Progress bars may come after what a traceback ends with.
            lines = str(error).splitlines()
            errors = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception)\b", line)]
            missing[name] = (errors or lines)[-1][:200]
    question = json.loads((folder / "questions.json").read_text(encoding="utf8"))[0]
    for _ in range(COLD_RUNS):  # by turns, so that a noisy moment meets all of them
        for name in found:
            for what, command in _cold_commands(name, folder, question).items():
                timed = run_timed(command, _environment(folder), allowed=(0, 1))
                found[name].cold.setdefault(what, []).append(timed)
    return found


def _write_passages(folder: Path) -> None:
    """What Footnote cut, with each passage's heading above it, as it embeds them."""
    generation = Home(folder / "footnote" / "index").open()
    assert generation is not None
    stored = generation.fetch(range(1, generation.manifest.passages + 1)).values()
    texts = [f"{heading(one.article)}\n{one.passage.text}" for one in stored]
    generation.close()
    (folder / "passages.json").write_text(json.dumps(texts), encoding="utf8")


def _cold_commands(name: str, folder: Path, question: str) -> dict[str, list[str]]:
    if name == "footnote":
        return {"search": [FOOTNOTE, "search", "--", question], "ask": [FOOTNOTE, "ask", "--", question]}
    return {"search": [*_driver(name), "cold", str(folder), question]}


def _driver(name: str) -> list[str]:
    python = sys.executable if name == "footnote" else str(PYTHON)
    return [python, "-m", "benchmarks.peers.drive", name]


def _step(name: str, step: str, folder: Path) -> dict[str, object]:
    print(f"{name}: {step}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [*_driver(name), step, str(folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=_environment(folder),
        timeout=STEP_SECONDS,
        check=False,
    )
    if done.returncode:
        raise StepError(f"{name} failed to {step}:\n{done.stderr[-2000:].strip()}")
    figures: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _environment(folder: Path) -> dict[str, str]:
    """Every core and no network for all of them; Footnote's index where it was built."""
    threads = {
        name: str(core_count()) for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
    }
    quiet = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true", "PYTHONPATH": str(ROOT)}
    own = environment_of(folder / "footnote" / "index", folder / "articles")
    return own | threads | quiet


if __name__ == "__main__":
    sys.exit(main())

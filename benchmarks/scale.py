"""What the index costs as the corpus grows, on real newswire and on more recombined from it.

Prints a table, writes it into README.md between its two marks, and draws docs/pictures/scale.png. The encoder
is the real one up to --real articles; beyond, vectors of chance stand in for it: embedding 100,000 articles
takes half an hour on two cores and grows with the passages alone.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import data_folder
from benchmarks.newswire import write_corpus
from benchmarks.scale_steps import SETTLED, STEPS, Figures, prepare, run_step
from benchmarks.table import machine, write_between
from bot.reader.newswire import ARCHIVE, stories

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "scale.png"
CURVES = "![time, memory and disk over the number of articles](docs/pictures/scale.png)"
BEGIN, END = "<!-- scale: written by make scale -->", "<!-- end of scale -->"
SIZES = (1_000, 10_000, 100_000)
REAL = 10_000
ROUNDS = 3  # of one article added, changed and removed
Measured = dict[str, Figures]  # by step


def main() -> int:
    """Measure each size, and write table and picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="articles")
    parser.add_argument("--real", type=int, default=REAL, help="articles up to which passages are embedded")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(run_step(options.step, options.folder, real=bool(options.real))))
        return 0
    data = data_folder(ARCHIVE)
    if data is None:
        return 2
    news = stories(data)
    found: dict[int, Measured] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            write_corpus(Path(scratch) / "corpus", news, size)
            found[size] = measure(Path(scratch), real=size <= options.real)
    table = render(found, options.real)
    print(table)
    if not options.dry_run:
        from benchmarks.scale_picture import draw

        write_between(ROOT / "README.md", BEGIN, END, f"{table}\n{CURVES}\n")
        draw(found, PICTURE, options.real)
    return 0


def measure(folder: Path, *, real: bool) -> Measured:
    """Every step; of the changes the round that took the middle time."""
    rounds: dict[str, list[Figures]] = {}
    for step in ("build", *(("add", "change", "remove") * ROUNDS), "open", "land"):
        prepare(step, folder / "corpus")
        time.sleep(SETTLED)
        command = [sys.executable, "-m", "benchmarks.scale", "--step", step, "--folder", str(folder)]
        command += ["--real", str(int(real))]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        rounds.setdefault(step, []).append(json.loads(done.stdout.splitlines()[-1]))
        print(f"{step}: {rounds[step][-1]['seconds']:.2f} s", file=sys.stderr, flush=True)
    return {step: _middle(figures) for step, figures in rounds.items()}


def _middle(figures: list[Figures]) -> Figures:
    return sorted(figures, key=lambda each: each["seconds"])[len(figures) // 2]


def render(found: dict[int, Measured], real: int) -> str:
    """The table, a column for each size."""
    columns = [_column(measured, real=size <= real) for size, measured in found.items()]
    sizes = " | ".join(f"{size:,} articles" for size in found)
    lines = [f"| | {sizes} |", f"| --- {'| --- ' * len(columns)}|"]
    lines += [f"| {what} | {' | '.join(column[what] for column in columns)} |" for what in columns[0]]
    table = "\n".join(lines)
    note = ""
    if largest := max((size for size in found if size <= real), default=0):
        note = _note(found, found[largest]["build"], real)
    return f"{machine()}\n\n{table}\n{note}"


def _column(measured: Measured, *, real: bool) -> dict[str, str]:
    build, land = measured["build"], measured["land"]
    share = f", {build['embedding'] / build['seconds']:.0%} of it embedding" if real else ", not embedded*"
    changes = " / ".join(f"{measured[step]['seconds']:.2f}" for step in ("add", "change", "remove"))
    return {
        "passages": f"{build['passages']:,}",
        "built from nothing": f"{_duration(build['seconds'])}{share}",
        "one article added / changed / removed": f"{changes} s",
        "from a file's landing to an answer from it, `footnote discord --watch`": (
            f"p50 {land['seconds']:.1f} s, longest {land['longest']:.1f} s"
        ),
        "opened": f"{measured['open']['seconds'] * 1000:.0f} ms",
        "on disk, a passage": f"{build['bytes'] / build['passages']:,.0f} bytes",
        "peak memory: built / one added / opened": " / ".join(
            f"{measured[step]['peak'] / 1e6:,.0f}" for step in ("build", "add", "open")
        )
        + " MB",
    }


def _note(found: dict[int, Measured], build: Figures, real: int) -> str:
    """What the stand-in leaves out, by the rate at which passages were embedded."""
    left_out = [measured["build"]["passages"] for size, measured in found.items() if size > real]
    if not left_out:
        return ""
    rate = build["passages"] / build["embedding"]
    return (
        f"\n\\* Vectors of chance stand in for the encoder. Embedding {left_out[-1]:,.0f} passages at the "
        f"{rate:.0f} a second measured beside it takes {_duration(left_out[-1] / rate)} more; nor is the "
        "model's memory in these figures.\n"
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds / 60:.1f} min"


if __name__ == "__main__":
    sys.exit(main())

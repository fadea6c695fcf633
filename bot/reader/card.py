"""`python -m bot.reader.card DATA`: measures the reader and writes its card's figures and picture."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.pictures import draw_reliability, require
from bot.reader.measure import Figures, measure
from bot.reader.reading import FOLDER, OnnxReader

CARD = Path(__file__).parent / "README.md"
PICTURE = "reliability.png"
BEGIN, END = "<!-- figures: written by python -m bot.reader.card -->", "<!-- end of figures -->"
_AUC = {
    "squad swapped": "SQuAD: another thing asked of the same passage",
    "squad altered": "SQuAD: a question altered so that the passage does not answer it",
    "squad2 unanswerable": "SQuAD 2.0: unanswerable, against answerable ones of the same articles",
    "squad elsewhere": "SQuAD: the rest of the passage, without the sentence that answers",
    "squad far": "SQuAD: the nearest other passage",
    "nq far": "Natural Questions: the nearest other passage",
    "wikiqa unanswered": "WikiQA: sentences of the same page that do not answer",
    "boolq far": "BoolQ: the nearest other passage",
    "fever near": "FEVER: sentences near the claim that do not settle it",
    "fever swapped": "FEVER: the same claim of another thing",
    "nli open": "entailment: premises that leave it open, against ones that settle it",
    "newswire far": "Reuters: the headline of another report",
    "wire another": "Reuters: what is said of one, asked of another in the same text",
    "wire foreign": "Reuters: what is said of one, asked of one that the text does not name",
    "written unanswerable": "written for Footnote: unanswerable, on the text's very topic",
    "written elsewhere": "written for Footnote: the rest of the text, without the sentence that answers",
}
_FIRST = {
    "squad": "SQuAD",
    "nq": "Natural Questions",
    "wikiqa": "WikiQA",
    "fever": "FEVER",
    "written": "written for Footnote",
}
_TOLD = {"boolq": "BoolQ", "fever": "FEVER"}


def write(figures: Figures) -> str:
    """Put the tables into the card, and the picture beside it; the tables are returned as well."""
    text = render(figures)
    before, rest = CARD.read_text(encoding="utf8").split(BEGIN)
    _, after = rest.split(END)
    CARD.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf8")
    draw_reliability({"the reader": figures.curve}, CARD.parent / PICTURE, "examples")
    return text


def render(figures: Figures) -> str:
    """All on questions that were kept out of training."""
    curve = [(f"{one.said:.2f}", f"{one.right:.2f}", f"{one.count:,}") for one in figures.curve]
    tables = (
        _table(("told apart from answers", "AUC"), _named(_AUC, figures.auc)),
        _table(("the right sentence of several first", "share"), _named(_FIRST, figures.first)),
        _table(("yes or no told, right at least 19 times in 20", "share"), _named(_TOLD, figures.settled)),
        _table(("chance that was said", "was right", "examples"), curve),
    )
    error = (
        f"Mean difference between the chance that was said and what came true: {figures.calibration:.3f}.\n"
    )
    picture = f"![what came true over the chance that was said]({PICTURE})\n"
    return "\n".join([*tables, error, picture])


def _named(names: Mapping[str, str], values: Mapping[str, float]) -> list[tuple[str, str]]:
    return [(name, f"{values[key]:.3f}") for key, name in names.items() if key in values]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    """Measure weights that are there already; training does the same at its end."""
    parser = argparse.ArgumentParser(prog="python -m bot.reader.card", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of data sets; see README.md beside this file")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="folder of exported weights")
    options = parser.parse_args()
    require()
    print(write(measure(OnnxReader(options.weights), options.data)))


if __name__ == "__main__":
    main()

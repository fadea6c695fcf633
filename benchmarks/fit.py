"""`python -m benchmarks.fit DATA`: what each weight and limit of bot/limits.py is worth, value by value.

Asked are SQuAD 2.0's questions on the articles that the reader was not trained on, and those on the
stories in tests/ and on the five articles; with --news some of MultiHop-RAG's too. Each is read once and
decided anew for each value. Nothing is written: what is better by enough to be taken is named at the end.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.fit_questions import ReadQuestion, read_sets
from benchmarks.fit_weights import NAMES, first_right, fitted_weights, rows_of
from bot.curves import calibration_error, reliability
from bot.evaluate_quotes import QuoteScores, tally
from bot.limits import LIMITS, Limits
from bot.reader.reading import FOLDER, OnnxReader
from index.models import ModelSettings, open_encoder

Sets = Mapping[str, Sequence[ReadQuestion]]
GRID: dict[str, tuple[float, ...]] = {
    "reader": (0, 2, 3, 4, 5, 6, 8, 12, 16),
    "passage": (0, 1, 2, 3, 4),
    "margin": (1.0, 1.5, 2.0, 2.5, 3.0, 4.0),
    "margin_again": (0.0, 0.5, 1.0, 1.5),
    "least_cosine": (0.25, 0.3, 0.35, 0.4, 0.45),
    "least_cosine_person": (0.35, 0.45, 0.52, 0.6, 0.7),
    "least_cosine_measured": (0.4, 0.45, 0.5, 0.55, 0.6),
    "lead_cosine": (0.4, 0.45, 0.48, 0.52, 0.6),
    "read_so": (0.45, 0.52, 0.6, 0.7, 0.8, 0.9),
    "near_cosine": (0.0, 0.1, 0.2, 0.3),
    "doubt_next": (0.0, 0.25, 0.5, 0.7, 1.0),
    "least_evidence": (-9.5, -8.5, -8, -7.5, -7, -6.5, -5.5, -4),
    "read_again": (0.3, 0.4, 0.5, 0.6, 0.7),
    "read_sure": (0.5, 0.56, 0.6, 0.7, 1.1),
    "margin_sure": (2.5, 4.0, 6.0, 8.0),
    "together": (5.2, 5.7, 6.2, 6.7, 7.2),
}
SLOPES: dict[str, tuple[float, ...]] = {
    "read_slope": (0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 1.0),
    "together_slope": (0.5, 0.7, 1.0, 1.4, 2.0),
}
QUOTES_SHARE = 0.25  # of the worth: how right all quotes are, beside how right the answers are
LEAST_GAIN = 0.01  # of the worth, for another value to be taken: two questions of one story


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit", description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=os.environ.get("FOOTNOTE_DATA"))
    parser.add_argument("--reader", type=Path, default=FOLDER, help="folder of exported weights")
    parser.add_argument("--every", type=int, default=4, help="of SQuAD's questions, one in so many")
    parser.add_argument("--news", action="store_true", help="MultiHop-RAG's too, one in twice as many")
    parser.add_argument("--home", type=Path, help="keep the indexes there, to be used again")
    options = parser.parse_args()
    if options.data is None:
        parser.error("name the folder of data sets, or set FOOTNOTE_DATA")
    with tempfile.TemporaryDirectory() as scratch:
        home = options.home or Path(scratch)
        home.mkdir(parents=True, exist_ok=True)
        encoder = open_encoder(home, ModelSettings(), print)
        began, sets = time.monotonic(), {}
        for name, questions in read_sets(
            options.data, home, encoder, OnnxReader(options.reader), options.every, options.news
        ):
            sets[name] = questions
            print(f"{name}: {len(questions)} questions read, {time.monotonic() - began:.0f} s", flush=True)
        show_weights(sets)
        print(f"\nright: first quotes that are evidence, unanswerable questions refused; worth: {WORTH}")
        asked = {name: (sum(one.question.answerable for one in own), len(own)) for name, own in sets.items()}
        head = "".join(f"{f'{name} {few}+{every - few}':>18}" for name, (few, every) in asked.items())
        print(f"\n{'':<32}{'worth':>7}{head}")
        show_taken(sets, show_grid(sets))


WORTH = (
    f"mean over the sets of the share that is right, and with a weight of {QUOTES_SHARE} of the quotes' F1"
)


def show_weights(sets: Sets) -> None:
    """Weights fitted on one half of SQuAD's questions, and how they do on the others."""
    rows = {name: rows_of(questions) for name, questions in sets.items()}
    rows["squad, other half"] = rows["squad"][1::2]
    fitted = fitted_weights(rows.pop("squad")[::2])
    now = dict(LIMITS.weights)
    print(f"\n{'weight':<16}{'now':>8}{'fitted':>8}")
    for name in NAMES:
        print(f"{name:<16}{now[name]:>8.2f}{fitted[name]:>8.2f}")
    print(f"\n{'the best candidate is evidence':<32}{'now':>8}{'fitted':>8}")
    for name, own in rows.items():
        print(f"{name:<32}{first_right(own, now):>8.3f}{first_right(own, fitted):>8.3f}")


def show_grid(sets: Sets) -> list[tuple[float, str, float]]:
    """Each value of each limit, the others as they are; returned are gain, name and value of the best."""
    gains = []
    for name, values in GRID.items():
        now, worths = value_of(LIMITS, name), {}
        for value in sorted({*values, now}):
            scores = scores_of(sets, with_value(LIMITS, name, value))
            worths[value] = worth(scores.values())
            print_scores(f"{name} {value:g}{' now' if value == now else ''}", scores)
        best = max(worths, key=lambda value: worths[value])
        if best != now:
            gains.append((worths[best] - worths[now], name, best))
        print(flush=True)
    return sorted(gains, reverse=True)


def show_taken(sets: Sets, gains: Sequence[tuple[float, str, float]]) -> None:
    """What is worth taking, on top of what was taken before it and without a loss in any set."""
    limits, scores, taken = LIMITS, scores_of(sets, LIMITS), []
    print_scores("now", scores)
    for gain, name, value in gains:
        if gain < LEAST_GAIN:
            break
        with_it = scores_of(sets, with_value(limits, name, value))
        print_scores(f"{name} {value:g} as well", with_it)
        if worth(with_it.values()) > worth(scores.values()) and not _loses(scores, with_it):
            limits, scores = with_value(limits, name, value), with_it
            taken.append(f"{name} = {value:g}")
    print("\nfor bot/limits.py:", *(taken or ["nothing is better by enough"]), sep="\n  ")
    _show_slopes(sets, limits)


def _loses(before: Mapping[str, QuoteScores], after: Mapping[str, QuoteScores]) -> bool:
    return any(_right(after[name]) < _right(scores) for name, scores in before.items())


def _right(scores: QuoteScores) -> int:
    return scores.first_quote.count + scores.refused_rightly.count


def _show_slopes(sets: Sets, limits: Limits) -> None:
    """How far the chances said come true, by what makes them steep; it changes no answer."""
    for name, values in SLOPES.items():
        several = name == "together_slope"
        asked = [
            one
            for own in sets.values()
            for one in own
            if one.considered and one.considered.asked.is_of_several is several
        ]
        if not asked:
            continue
        answerable = [one.question.answerable for one in asked]
        errors = []
        for value in values:
            said = [one.decided(replaced(limits, name, value)).chance for one in asked]
            errors.append(f"{value:g}: {calibration_error(reliability(said, answerable)):.3f}")
        print(f"\ncalibration error by {name}, {len(asked)} questions: {', '.join(errors)}")


def value_of(limits: Limits, name: str) -> float:
    """A limit, or a weight, by its name."""
    return limits.weights[name] if name in NAMES else float(getattr(limits, name))


def replaced(limits: Limits, name: str, value: float) -> Limits:
    """The limits with another value of one that is no weight."""
    given: dict[str, Any] = {name: value}
    return replace(limits, **given)


def with_value(limits: Limits, name: str, value: float) -> Limits:
    """The limits with another value of one."""
    if name in NAMES:
        return replace(limits, weights={**limits.weights, name: value})
    return replaced(limits, name, value)


def scores_of(sets: Sets, limits: Limits) -> dict[str, QuoteScores]:
    """How right each set's answers are."""
    return {name: tally([one.decided(limits) for one in own]) for name, own in sets.items()}


def worth(scores: Collection[QuoteScores]) -> float:
    """One number for all sets, each of which counts alike."""
    return fmean(
        (1 - QUOTES_SHARE) * _right(one) / one.questions + QUOTES_SHARE * _quotes_f1(one) for one in scores
    )


def _quotes_f1(scores: QuoteScores) -> float:
    """Of the quotes that are evidence, and of the articles (or texts) with evidence that they show."""
    found = scores.articles if scores.articles.total else scores.sentences
    shares = [ratio.count / max(1, ratio.total) for ratio in (scores.quotes, found)]
    return 2 * shares[0] * shares[1] / (sum(shares) or 1.0)


def print_scores(name: str, scores: Mapping[str, QuoteScores]) -> None:
    """A line of the table."""
    cells = (f"{one.first_quote.count}+{one.refused_rightly.count}" for one in scores.values())
    print(f"{name:<32}{worth(scores.values()):>7.4f}{''.join(f'{cell:>18}' for cell in cells)}")


if __name__ == "__main__":
    main()

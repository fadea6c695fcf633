"""What `footnote evaluate` found, as lines: figures, the refusals' curve, and the answers that were wrong."""

from typing import TYPE_CHECKING

from bot.render import BLANK, INDENT, Line, Part, Style, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.curves import Point
    from bot.evaluate_facts import FactScores
    from bot.evaluate_quotes import Judged, QuoteScores

NAME_WIDTH, CELL_WIDTH = 32, 20  # characters
STEPS = 10  # of the chance, for which the curve is told


def fact_lines(ways: "Mapping[str, FactScores]") -> list[Line]:
    """MultiHop-RAG's official metric, a column for each way of searching."""
    lines = [_row("", *ways)] if len(ways) > 1 else []
    lines.append(_row("questions with facts", *(str(one.questions) for one in ways.values())))
    figures = {"Hits@4": "hits_at_4", "Hits@10": "hits_at_10", "MRR@10": "mrr_at_10", "MAP@10": "map_at_10"}
    for name, field in figures.items():
        lines.append(_row(name, *(f"{getattr(one, field):.4f}" for one in ways.values())))
    return lines


def score_lines(ways: "Mapping[str, QuoteScores]") -> list[Line]:
    """A column for each way of choosing an answer; of one alone the refusals' curve as well."""
    columns = [_figures(scores) for scores in ways.values()]
    lines = [_row("", *ways)] if len(ways) > 1 else []
    lines += [_row(name, *(column[name] for column in columns)) for name in columns[0]]
    if len(ways) == 1:
        (scores,) = ways.values()
        lines += _curve(scores.refusals.curve)
    return lines


def _figures(scores: "QuoteScores") -> dict[str, str]:
    refusals = scores.refusals
    return {
        "first quote is evidence": str(scores.first_quote),
        "any quote is evidence": str(scores.any_quote),
        "quotes that are evidence": str(scores.quotes),
        "evidence quoted, by sentence": str(scores.sentences),
        "articles with evidence cited": str(scores.articles),
        "distractor quoted": str(scores.distractors),
        "answerable refused": str(scores.refused_wrongly),
        "unanswerable refused (recall)": str(refusals.recall),
        "refused rightly (precision)": str(refusals.precision),
        "F1 of refusals": f"{refusals.f1:.3f}",
        "told apart by chance (AUC)": "-" if refusals.area is None else f"{refusals.area:.3f}",
        "calibration error": f"{refusals.calibration_error:.3f}",
    }


def _curve(points: "Sequence[Point]") -> list[Line]:
    """Precision, recall and F1, were all refused of which a smaller chance is said; where they change."""
    lines: list[Line] = [BLANK, _row("refused below a chance of", "precision", "recall", "F1")]
    shown = None
    for step in range(1, STEPS + 1):
        refused = [point for point in points if point.threshold < step / STEPS]
        if refused and refused[-1] != shown:
            shown = refused[-1]
            cells = (f"{value:.3f}" for value in (shown.precision, shown.recall, shown.f1))
            lines.append(_row(f"{step / STEPS:.1f}", *cells))
    return lines


def miss_lines(one: "Judged") -> list[Line]:
    """The question, and what was shown instead of evidence or of a refusal."""
    wanted = "" if one.question.answerable else " (not answerable)"
    lines: list[Line] = [BLANK, (Part(one_line(one.question.question), Style.QUOTE), Part(wanted))]
    if not one.answer.answered:
        lines.append((Part(f"{INDENT}refused: {one_line(one.answer.reason or '')}"),))
    for quote, evident in zip(one.answer.quotes, one.evident, strict=True):
        mark = "right" if evident else "wrong"
        lines.append((Part(f"{INDENT}{mark}  {one_line(quote.text)} · {one_line(quote.article.name)}"),))
    return lines


def _row(name: str, *cells: str) -> Line:
    return (Part(f"{name:<{NAME_WIDTH}}{''.join(f'{cell:<{CELL_WIDTH}}' for cell in cells)}".rstrip()),)

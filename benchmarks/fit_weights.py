"""The weights under which the sentences that answer come first: a softmax over those read for a question."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from benchmarks.fit_questions import ReadQuestion
from bot.answer import Quote
from bot.candidates import Candidate
from bot.evaluate_quotes import matches
from bot.limits import LIMITS

NAMES = tuple(LIMITS.weights)
RIDGE = 0.02  # keeps the weights of what rarely differs small
Rows = list[tuple[np.ndarray, np.ndarray]]  # features: (candidates, NAMES); whether each is evidence


def rows_of(questions: Sequence[ReadQuestion]) -> Rows:
    """Those of which some candidates are evidence and others not."""
    rows = []
    for one in questions:
        candidates = one.considered.candidates if one.considered else ()
        right = np.array([_is_evidence(candidate, one) for candidate in candidates], bool)
        if right.any() and not right.all():
            features = [[candidate.features.get(name, 0.0) for name in NAMES] for candidate in candidates]
            rows.append((np.array(features), right))
    return rows


def _is_evidence(candidate: Candidate, one: ReadQuestion) -> bool:
    quote = Quote(candidate.text, candidate.article, candidate.passage, *candidate.span, 0.0)
    return any(matches(quote, item) for item in one.question.evidence)


def fitted_weights(rows: Rows) -> dict[str, float]:
    """None is below zero: a feature that counts against an answer in one set counts for it in another."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for features, right in rows:
            scores = features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            among = np.where(right, chances, 0.0)
            mass = max(float(among.sum()), 1e-12)
            total -= np.log(mass) / len(rows)
            gradient = gradient - features.T @ (among / mass - chances) / len(rows)
        return total, gradient

    found = minimize(loss, np.ones(len(NAMES)), jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(NAMES))
    return dict(zip(NAMES, map(float, found.x), strict=True))


def first_right(rows: Rows, weights: dict[str, float]) -> float:
    """In what share of the rows the best candidate is evidence."""
    vector = np.array([weights[name] for name in NAMES])
    return float(np.mean([right[np.argmax(features @ vector)] for features, right in rows]))

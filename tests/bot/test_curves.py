"""bot/curves.py: figures that were worked out by hand."""

import pytest

from bot.curves import Bin, Point, area, calibration_error, refusals, reliability


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [([2.0, 3.0], [0.0, 1.0], 1.0), ([0.0], [1.0], 0.0), ([1.0], [1.0], 0.5), ([0.0, 2.0], [1.0], 0.5)],
)
def test_area(right, wrong, expected):
    assert area(right, wrong) == expected


def test_reliability_counts_every_example_once():
    bins = reliability([0.05, 0.95, 1.0, 0.5], [False, True, True, False])
    assert bins == [Bin(0.05, 0.0, 1), Bin(0.5, 0.0, 1), Bin(pytest.approx(0.975), 1.0, 2)]


def test_calibration_error():
    """Of four, two are off by a half and two by nothing."""
    assert calibration_error([Bin(0.5, 0.0, 2), Bin(1.0, 1.0, 2)]) == 0.25
    assert calibration_error([]) == 0.0


def test_refusals_by_threshold():
    """By chance: not answerable, answerable and not at once, answerable."""
    points = refusals([0.5, 0.9, 0.1, 0.5], [True, True, False, False])
    assert points == [Point(0.1, 1.0, 0.5), Point(0.5, 2 / 3, 1.0), Point(0.9, 0.5, 1.0)]
    assert points[1].f1 == pytest.approx(0.8)
    assert refusals([], []) == []


def test_nothing_to_refuse():
    (point,) = refusals([0.5], [True])
    assert (point.precision, point.recall, point.f1) == (0.0, 0.0, 0.0)

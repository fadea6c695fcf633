"""index/authors.py: the people in bylines."""

import pytest

from index.authors import bylines_of, people_of


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("JANE DOE, Li Wei and Bo Ek", ["JANE DOE", "Li Wei", "Bo Ek"]),
        ("Jane Doe, and Li Wei", ["Jane Doe", "Li Wei"]),
        ("Jane Doe & Li Wei; Bo Ek", ["Jane Doe", "Li Wei", "Bo Ek"]),
        ("Anderson Brand", ["Anderson Brand"]),
        ("Jane Doe with agencies", ["Jane Doe", "agencies"]),
        ("", []),
    ],
)
def test_people(byline, people):
    assert people_of(byline) == people


def test_a_byline_is_found_by_one_of_its_people_or_by_a_part():
    bylines = ["Jane Doe and Li Wei", "Jane Doering", "Bo Ek"]
    assert bylines_of("jane doe", bylines, whole=True) == bylines[:1]
    assert bylines_of("Jane Doe and Li Wei", bylines, whole=True) == bylines[:1]
    assert bylines_of("jane doe", bylines, whole=False) == bylines[:2]
    assert bylines_of("Wei", bylines, whole=True) == []

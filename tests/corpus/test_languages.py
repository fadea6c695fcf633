"""Which language a text is written in."""

import pytest

from corpus.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Streik ist nach zwei Tagen beendet, sagte der Bürgermeister und lobte die Arbeiter.", "German"),
        ("La huelga de los trabajadores del puerto terminó ayer, según el alcalde de la ciudad.", "Spanish"),
        ("Lo sciopero dei lavoratori del porto è finito ieri, secondo il sindaco della città.", "Italian"),
        ("The strike at the port of Los Angeles is over, the mayor of La Paz said to Der Spiegel.", None),
        ("Der Streik ist beendet.", None),
        ("港口工人的罢工昨天结束了", None),
        ("", None),
    ],
)
def test_told_by_small_words(text: str, language: str | None) -> None:
    assert language_of(text) == language

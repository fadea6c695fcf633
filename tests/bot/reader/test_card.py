"""bot/reader/card.py and measure.py: the card's tables, and the figures in them."""

import sys

from bot.curves import Bin
from bot.reader import card
from bot.reader.measure import Figures, measure
from bot.reader.reading import Reading

FIGURES = Figures(
    {"squad far": 0.5, "nq far": 1.0}, {"squad": 0.25}, {"boolq": 0.0}, 0.125, [Bin(0.5, 0.75, 1200)]
)


def test_the_tables_name_what_was_measured():
    text = card.render(FIGURES)
    assert "| SQuAD: the nearest other passage | 0.500 |" in text
    assert "| 0.50 | 0.75 | 1,200 |" in text
    assert "what came true: 0.125.\n" in text
    assert "WikiQA" not in text


def test_the_card_keeps_what_stands_around_its_tables(tmp_path, monkeypatch):
    path = tmp_path / "README.md"
    path.write_text(f"before\n{card.BEGIN}\nold\n{card.END}\nafter\n", encoding="utf8")
    monkeypatch.setattr(card, "CARD", path)
    text = card.write(FIGURES)
    assert (tmp_path / card.PICTURE).read_bytes().startswith(b"\x89PNG")
    assert f"({card.PICTURE})" in text
    assert path.read_text(encoding="utf8") == f"before\n{card.BEGIN}\n{text}{card.END}\nafter\n"


def test_the_card_of_the_package_has_its_marks():
    before, rest = card.CARD.read_text(encoding="utf8").split(card.BEGIN)
    assert "SQuAD" in before
    assert rest.count(card.END) == 1


def test_the_card_is_measured_by_a_command_of_its_own(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(card, "CARD", tmp_path / "README.md")
    card.CARD.write_text(f"{card.BEGIN}{card.END}", encoding="utf8")
    monkeypatch.setattr(card, "OnnxReader", lambda folder: folder)
    monkeypatch.setattr(card, "measure", lambda reader, data: FIGURES)
    monkeypatch.setattr(sys, "argv", ["card", "data", "--weights", "other"])
    card.main()
    assert capsys.readouterr().out.strip() == card.render(FIGURES).strip()


def test_a_reader_by_words_is_better_than_chance(data):
    class ByWords:
        def read(self, question, runs):
            held = {word.strip("?.,").lower() for word in question.split() if len(word) > 3}
            return [
                Reading(
                    tuple(
                        len(held & {word.strip("?.,").lower() for word in run.text[slice(*span)].split()})
                        - 2.0
                        for span in run.spans
                    ),
                    0.5,
                    0.5,
                )
                for run in runs
            ]

    found = measure(ByWords(), data)
    assert found.auc["nq far"] > 0.6
    assert found.first["squad"] > 0.4
    assert 0 <= found.calibration <= 1

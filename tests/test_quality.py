"""How right the answers are, with the real model: floors that may rise and never fall."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.asking import explain
from bot.evaluate import read_questions
from bot.evaluate_quotes import QuoteScores, judge, tally
from bot.reader.reading import OnnxReader
from index.build import build
from index.models import ModelSettings, open_encoder
from index.store import Home

REPOSITORY = Path(__file__).parent.parent
STORIES = Path(__file__).parent / "stories"
Scores = Callable[[Path, Path], QuoteScores]


@pytest.fixture
def scores(real_models: Path, tmp_path: Path) -> Scores:
    """Ask every question of a file over a folder of articles."""

    reader = OnnxReader()

    def measure(articles: Path, questions: Path) -> QuoteScores:
        (tmp_path / "models").symlink_to(real_models)
        encoder = open_encoder(tmp_path, ModelSettings(), lambda line: None)
        home = Home(tmp_path)
        build(home, articles, encoder, model="real")
        index = home.open()
        assert index is not None
        return tally(
            [judge(one, explain(one.question, index, encoder, reader)) for one in read_questions(questions)]
        )

    return measure


def test_the_five_articles(scores: Scores) -> None:
    found = scores(REPOSITORY / "corpus" / "articles", REPOSITORY / "tests" / "seed-questions.jsonl")
    assert found.first_quote.total == 16
    assert found.first_quote.count >= 14
    assert found.articles.count >= 20
    assert found.distractors.count == 0
    assert found.refused_rightly.count == found.refused_rightly.total == 4
    assert found.refused_wrongly.count == 0


@pytest.mark.parametrize(
    ("story", "first_quote", "refused"),
    [("recall", 15, 6), ("stadium", 11, 6), ("storm", 9, 6)],
)
def test_an_invented_story(scores: Scores, story: str, first_quote: int, refused: int) -> None:
    found = scores(STORIES / story / "articles", STORIES / story / "questions.jsonl")
    assert found.first_quote.total == 20
    assert found.first_quote.count >= first_quote
    assert found.refused_rightly.count >= refused

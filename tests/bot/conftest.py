"""The command line run in a folder of its own, with an encoder that needs no weights."""

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from bot.answer import Answer, Quote, Stamp
from bot.asking import Explanation, ask
from bot.cli import cli
from bot.library import open_library
from bot.phrases import Phrase
from bot.reader.reading import Reading
from bot.refusal import NOT_SPOKEN_OF, UNMENTIONED
from bot.settings import Settings
from corpus.article import Article, PassageId
from index.build import build
from index.generation import Generation
from index.interface import Filter
from index.store import Home

REPOSITORY = Path(__file__).parents[2]
Run = Callable[..., Result]
IndexOf = Callable[..., Generation]


class Unsure:
    """A reader to whom each sentence may as well answer as not."""

    def read(self, question, runs):
        return [Reading((0.0,) * len(run.spans), 0.0, 0.0) for run in runs]


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch, encoder) -> list[str]:
    """No model is loaded; the list holds the name of each that would have been."""
    opened: list[str] = []

    def open_encoder(home, settings, notice):
        opened.append(settings.model)
        return type(encoder)(settings.fingerprint)

    monkeypatch.setattr("index.models.open_encoder", open_encoder)
    monkeypatch.setattr("bot.library.open_encoder", open_encoder)
    monkeypatch.setattr("bot.library.open_reader", lambda notice: Unsure())
    return opened


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_model: list[str]) -> Path:
    """The working folder, without any setting."""
    monkeypatch.chdir(tmp_path)
    for name in ("CORPUS", "HOME", "MODEL", "PRECISION"):
        monkeypatch.delenv(f"FOOTNOTE_{name}", raising=False)
    return tmp_path


@pytest.fixture
def run(workplace: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `footnote` with these arguments over the three articles."""
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(articles))

    def invoke(*arguments: str, stdin: str = "") -> Result:
        result = CliRunner().invoke(cli, list(arguments), input=stdin, prog_name="footnote")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, Filter | None]]:
    """Asking without judgement: the first sentence with the question's last word answers.

    The list holds what was asked: question, k, filter.
    """
    asked: list[tuple[str, int, Filter | None]] = []

    def ask(question, index, encoder, reader=None, *, k, wanted=None, effort=None):
        asked.append((question, k, wanted))
        stamp = Stamp.of(index.manifest)
        word = question.rstrip("?").split()[-1] if question.split() else "?"
        for article in index.articles():
            for line in article.text.split("\n"):
                start = article.text.index(line)
                quote = Quote(line, article, PassageId("0" * 16), start, start + len(line), 1.0)
                if word in line:
                    return Answer(question, (quote,), None, None, stamp)
        return Answer(question, (), Phrase(UNMENTIONED, names=(word,)), quote, stamp)

    def explain(question, index, encoder, reader=None, *, k, wanted=None, effort=None):
        answer = ask(question, index, encoder, k=k, wanted=wanted)
        quote = answer.quotes[0] if answer.quotes else answer.nearest
        candidate = SimpleNamespace(features={"words": 0.5})
        scored = SimpleNamespace(quote=quote, candidate=candidate, score=1.0, verdict="quoted")
        return Explanation(answer, (scored,), float(answer.answered))

    module = ModuleType("bot.asking")
    module.ask, module.explain = ask, explain  # type: ignore[attr-defined]
    module.USUAL = module.CAREFUL = None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.asking", module)
    return asked


class Desk:
    """Opens the library of one folder of articles, and keeps what was said."""

    def __init__(self, articles: Path, home: Path) -> None:
        self.settings = Settings(articles, home)
        self.said: list[str] = []
        self.done = []

    def open(self, **changes: object) -> Generation:
        self.said.clear()
        settings = Settings(**{"corpus": self.settings.corpus, "home": self.settings.home, **changes})  # type: ignore[arg-type]
        return open_library(settings, self.said.append, self._watch)[0]

    def _watch(self):
        self.done.clear()
        return nullcontext(self.done.append)


@pytest.fixture
def desk(articles: Path, workplace: Path) -> Desk:
    return Desk(articles, workplace / "home")


@pytest.fixture
def many(articles: Path) -> Callable[[], None]:
    """Adds more files than are read before an answer."""

    def add() -> None:
        for number in range(51):
            (articles / f"new{number}.txt").write_text(
                f"The council met for the time number {number} on Monday.\n"
            )

    return add


@pytest.fixture
def index_of(tmp_path: Path, encoder) -> Iterator[IndexOf]:
    """Indexes articles given as file names and texts; closed at the end."""
    opened: list[Generation] = []

    def index_of(**texts: str) -> Generation:
        folder = tmp_path / "others"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text)
        home = Home(tmp_path / "home-of-others")
        build(home, folder, encoder, model="fake")
        opened.append(home.open())
        return opened[-1]

    yield index_of
    for one in opened:
        one.close()


@pytest.fixture
def generation(articles: Path, tmp_path: Path, encoder) -> Iterator[Generation]:
    """The index of the articles."""
    home = Home(tmp_path / "home")
    build(home, articles, encoder, model="fake")
    generation = home.open()
    assert generation is not None
    yield generation
    generation.close()


@pytest.fixture
def asked(generation: Generation, encoder) -> Callable[..., Answer]:
    """Ask the articles, without a reader."""
    return lambda question, **options: ask(question, generation, encoder, **options)


NOW = datetime.datetime(2020, 7, 9, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def now() -> datetime.datetime:
    return NOW


@pytest.fixture
def answer() -> Answer:
    """Three quotes of two articles, of the first of which all is known, of the second nothing."""
    ferry = Article(
        "ferry.txt",
        "Ferry runs late",
        "The ferry was late.\nMoss blamed the fog.",
        "The Herald",
        datetime.date(2020, 7, 8),
        "https://herald.example/ferry",
    )
    storm = Article("storm.txt", "Storm", "A storm came. The ferry stayed in port.")
    quotes = (
        Quote("The ferry was late.\nMoss blamed the fog.", ferry, PassageId("a" * 16), 0, 40, 0.9),
        Quote("The ferry stayed in port.", storm, PassageId("b" * 16), 14, 39, 0.5),
        Quote("Moss blamed the fog.", ferry, PassageId("a" * 16), 20, 40, 0.25),
    )
    stamp = Stamp(7, 1200, datetime.date(2020, 7, 8), NOW, "all-MiniLM-L6-v2")
    return Answer("Was the ferry late?", quotes, None, None, stamp)


@pytest.fixture
def refusal(answer: Answer) -> Answer:
    reason = Phrase(UNMENTIONED, names=("Amazon",))
    notes = (Phrase(NOT_SPOKEN_OF, names=("Amazon", "Zoom")),)
    return Answer("did Amazon pause?", (), reason, answer.quotes[1], answer.stamp, notes)

"""A home for generations, a way to write articles, an encoder that notes what it is given."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import Report, build
from index.generation import Generation
from index.store import Home
from tests.conftest import ARTICLES, FakeEncoder

Write = Callable[..., Path]


@pytest.fixture
def noting(encoder):
    """The fake encoder; `noted` holds every passage that went through it."""

    class Noting(type(encoder)):
        def __init__(self) -> None:
            super().__init__()
            self.noted: list[str] = []

        def encode_passages(self, texts):
            self.noted += texts
            return super().encode_passages(texts)

    return Noting()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def write(corpus: Path) -> Write:
    """Write an article of these sentences; what is known of it goes into its front matter."""

    def write(name: str, text: str, **known: str) -> Path:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        known = {"title": name.partition(".")[0].title(), **known}
        lines = "".join(f"{key}: {value}\n" for key, value in known.items())
        path.write_text(f"---\n{lines}---\n{text}\n", encoding="utf8")
        return path

    return write


@pytest.fixture
def index_it(home: Home, corpus: Path, encoder) -> Callable[..., Report]:
    """Build the next generation."""

    def index_it(encoder=encoder, *, home: Home = home, corpus: Path = corpus, **how) -> Report:
        return build(home, corpus, encoder, model="fake", **how)

    return index_it


@pytest.fixture
def opened(home: Home, index_it: Callable[..., Report]):
    """Build, and open what was built; closed at the end."""
    open_ones: list[Generation] = []

    def opened(**how) -> Generation:
        index_it(**how)
        generation = home.open()
        open_ones.append(generation)
        return generation

    yield opened
    for generation in open_ones:
        generation.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A home with one generation."""
    place = tmp_path_factory.mktemp("made")
    corpus = place / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, encoding="utf8")
    build(Home(place / "home"), corpus, FakeEncoder(), model="fake")
    return place


@pytest.fixture
def spoilt(made, tmp_path):
    """A copy of it, to be spoiled."""
    shutil.copytree(made / "home", tmp_path / "home")
    return Home(tmp_path / "home")

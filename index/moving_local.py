"""The local store as what an index is moved from, and to."""

import contextlib
import datetime
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.article import PassageId
from index.build import LOCK_SECONDS
from index.database import Database
from index.draft import Before, Draft
from index.generation import ARTICLES, VECTORS, Generation
from index.heading import heading
from index.interface import OpenIndex
from index.locking import one_writer, silent
from index.manifest import Manifest
from index.moving import MovedFile, OldText, verify
from index.rows import FileState, NewPassage, article_of
from index.store import Home, require
from index.types import PassageNumber
from index.vectors import Vectors
from index.words import WordsEntry, WordsWriter

if TYPE_CHECKING:
    from index.encoder import Encoder


class LocalSource:
    """A generation on local disk."""

    def __init__(self, home: Home) -> None:
        self.index: Generation = require(home.open())
        self._database = Database(self.index.folder / ARTICLES)
        self._vectors = Vectors.read(self.index.folder / VECTORS)
        self._skipped: dict[str, list[tuple[str, str]]] = {}
        for file, name, reason in self._database.all_rows("skipped"):
            self._skipped.setdefault(str(file), []).append((str(name), str(reason)))
        places: dict[object, list[tuple[PassageId, int, int]]] = {}
        for id_, version, start, end in self._database.all_rows("old_passage"):
            places.setdefault(version, []).append((PassageId(str(id_)), int(str(start)), int(str(end))))
        self._versions: dict[str, list[OldText]] = {}
        for number, file, replaced, *columns in self._database.all_rows("version"):
            moment = datetime.datetime.fromisoformat(str(replaced))
            old = OldText(moment, article_of(columns), places.get(number, []))
            self._versions.setdefault(str(file), []).append(old)

    def read(self, name: str, state: FileState) -> MovedFile:
        numbers: list[int] = []
        articles = []
        for article in self._database.articles_of(name):
            stored = self._database.passages_of(article.name)
            keys = self._database.keys_of([one.number for one in stored])
            articles.append(
                (article, [NewPassage(one.number, one.passage, keys[one.number]) for one in stored])
            )
            numbers += [one.number for one in stored]
        vectors, old = self._vectors.take(numbers), self._versions.get(name, [])
        return MovedFile(name, state, self._skipped.get(name, []), articles, vectors, old)

    def close(self) -> None:
        self._database.close()
        self.index.close()


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a draft asks of an encoder that it has nothing to encode with."""

    fingerprint: str
    dimension: int


class _Moved(Draft):
    """A draft that takes in what was made elsewhere."""

    @property
    def words(self) -> contextlib.AbstractContextManager[WordsWriter]:
        return self._words()

    def take(self, file: MovedFile, writer: WordsWriter) -> None:
        self._database.add_file(file.name, file.state, file.skipped)
        for old in file.versions:
            self._database.take_version(file.name, old.replaced.isoformat(), old.article, old.places)
        numbers: list[int] = []
        for article, passages in file.articles:
            rows = [new._replace(number=PassageNumber(self._next + row)) for row, new in enumerate(passages)]
            for new in rows:
                writer.add(WordsEntry(new.number, heading(article), new.passage.text))
            self._database.add_article(file.name, article, rows)
            numbers += [new.number for new in rows]
            self._next += len(rows)
        self._vectors.add(numbers, file.vectors)

    def commit(self) -> None:
        self._database.commit()


class LocalTarget:
    """The next generation of a home. What an attempt that was broken off has brought is not used again."""

    def __init__(self, home: Home, source: OpenIndex, told: Callable[[str], None] = silent) -> None:
        self._home, self._source = home, source
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(one_writer(home.folder, "the index", LOCK_SECONDS, told))
        home.sweep()
        self._number = home.next_number()
        self._folder = home.generation_folder(self._number)
        self._folder.mkdir(parents=True)
        self._stack.callback(self._clear)
        manifest = source.manifest
        identity = cast("Encoder", _Identity(manifest.fingerprint, manifest.dimension))
        self._draft = _Moved(self._folder, identity, Before(None, None, None), lambda _: None)
        self._stack.callback(self._draft.close)
        self._words = contextlib.ExitStack()
        self._writer = self._words.enter_context(self._draft.words)

    def there(self) -> set[str]:
        return set()

    def write(self, file: MovedFile) -> None:
        self._draft.take(file, self._writer)

    def publish(self) -> Manifest:
        self._words.close()
        self._draft.commit()
        known = self._source.manifest
        manifest = self._draft.finish(self._number, Path(known.corpus), known.model)
        generation = Generation(self._folder)
        with contextlib.closing(generation):
            verify(self._source, generation)
        self._home.swap(self._number)
        return manifest

    def _clear(self) -> None:
        """A generation that has not become the live one goes."""
        if self._home.current_or_none() != self._number:
            shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Also after an error."""
        with self._stack:
            self._words.pop_all()  # what was not finished is not committed

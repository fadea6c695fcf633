"""The index on PostgreSQL as what an index is moved from, and to."""

import contextlib
import hashlib
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from index.build import LOCK_SECONDS
from index.heading import heading
from index.interface import OpenIndex
from index.locking import silent
from index.manifest import Manifest
from index.moving import MovedFile, OldText, verify
from index.postgres import catalog
from index.postgres.articles import columns_of
from index.postgres.build import publish, settle
from index.postgres.gathered import Gathered, Prepared, prepare
from index.postgres.home import GRACE_SECONDS, PostgresHome
from index.postgres.schema import alive
from index.postgres.vectors import Vectors
from index.postgres.words import Words
from index.postgres.writer import Counts, Writer
from index.rows import FileState, NewPassage, article_of
from index.store import require
from index.types import FloatMatrix, PassageNumber
from index.words import WordsEntry

if TYPE_CHECKING:
    from corpus.article import Article
    from index.postgres.state import State


class ServerSource:
    """The live state of a server."""

    def __init__(self, home: PostgresHome) -> None:
        self.index: State = require(PostgresHome(home.server.patient()).open())

    def read(self, name: str, state: FileState) -> MovedFile:
        articles: list[tuple[Article, list[NewPassage]]] = []
        numbers: list[int] = []
        for article in self.index.articles_of(name):
            stored = self.index.passages_of(article.name)
            articles.append((article, [NewPassage(one.number, one.passage, "") for one in stored]))
            numbers += [one.number for one in stored]
        made = self._made(numbers)
        keyed = [
            (article, [new._replace(embedded=made[new.number][0]) for new in passages])
            for article, passages in articles
        ]
        vectors: FloatMatrix = np.empty((len(numbers), self.index.manifest.dimension), np.float32)
        for row, number in enumerate(numbers):
            vectors[row] = made[number][1]
        # 16 bits a number have changed their length, too.
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        skipped = self.index.asked.rows(
            f"SELECT s.name, s.reason FROM {{skipped}} s WHERE s.file = %(file)s AND {alive('s')}", file=name
        )
        return MovedFile(name, state, [(what, why) for what, why in skipped], keyed, vectors, self._old(name))

    def _made(self, numbers: list[int]) -> dict[int, tuple[str, FloatMatrix]]:
        """Passage number → key of what was embedded, and its vector."""
        query = (
            "SELECT p.number, p.embedded, p.embedding FROM {passage} p "
            f"WHERE p.number = ANY(%(numbers)s::bigint[]) AND {alive('p')}"
        )
        return {
            number: (key.hex, vector) for number, key, vector in self.index.asked.rows(query, numbers=numbers)
        }

    def _old(self, name: str) -> list[OldText]:
        query = (
            f"SELECT v.number, v.replaced, {columns_of('v')} FROM {{version}} v "
            f"WHERE v.file = %(file)s AND {alive('v')} ORDER BY v.number"
        )
        places = "SELECT o.id, o.start, o.stop FROM {old_passage} o WHERE o.version = %(version)s"
        return [
            OldText(
                replaced,
                article_of(columns),
                [(i, s, e) for i, s, e in self.index.asked.rows(places, version=number)],
            )
            for number, replaced, *columns in self.index.asked.rows(query, file=name)
        ]

    def close(self) -> None:
        self.index.close()


class ServerTarget:
    """A new generation on a server; an attempt that was broken off is taken up again."""

    def __init__(self, home: PostgresHome, source: OpenIndex, told: Callable[[str], None] = silent) -> None:
        self._source = source
        self._stack = contextlib.ExitStack()
        self._connection = self._stack.enter_context(home.writing(LOCK_SECONDS, told))
        self._stack.enter_context(home.server.foreseen())
        self._writer = self._resumed() or self._begun()
        self._writer.puts_ahead = False
        self._beside = self._stack.enter_context(
            ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        )
        self._underway: tuple[Gathered, Future[Prepared]] | None = None

    def _mark(self) -> str:
        """What the source is told by, so that nothing of another one is taken for it."""
        known = self._source.manifest
        told = f"{known.generation} {known.fingerprint} {known.built_at.isoformat()} {known.articles}"
        return hashlib.sha256(told.encode()).hexdigest()

    def _resumed(self) -> Writer | None:
        query = "SELECT number, generation FROM footnote.draft WHERE source = %s"
        row = self._connection.execute(query, (self._mark(),)).fetchone()
        if row is None or row[0] != row[1]:
            return None
        writer = Writer(self._connection, row[1], row[0], (1, 1), Counts(0, 0, 0, 0))
        if not writer.resume():
            return None
        return writer

    def _begun(self) -> Writer:
        catalog.sweep_drafts(self._connection)
        number = 1 + max(catalog.generations(self._connection), default=0)
        live = catalog.live_number(lambda query: self._connection.execute(query).fetchall()) or 0
        number = max(number, live + 1)
        writer = Writer(self._connection, number, number, (1, 1), Counts(0, 0, 0, 0))
        writer.draft(self._mark())
        writer.tables_made.make(self._source.manifest.dimension)
        return writer

    def there(self) -> set[str]:
        return set(self._writer.files())

    def write(self, file: MovedFile) -> None:
        writer = self._writer
        writer.add_file(file.name, file.state, file.skipped)
        for old in file.versions:
            writer.versions_kept.take_one(file.name, old.replaced, old.article, old.places)
        numbers: list[int] = []
        for article, passages in file.articles:
            first = writer.next_passage
            rows = [new._replace(number=PassageNumber(first + row)) for row, new in enumerate(passages)]
            for new in rows:
                writer.add_words(WordsEntry(new.number, heading(article), new.passage.text))
            writer.add_article(file.name, article, rows)
            numbers += [new.number for new in rows]
        writer.add(numbers, file.vectors)
        if writer.is_full:
            self._put_beside()

    def _put_beside(self) -> None:
        """What was taken before, while a process beside prepares what is taken now."""
        gathered = self._writer.take()
        prepared = self._beside.submit(prepare, *gathered.texts())
        self._put_underway()
        self._underway = gathered, prepared

    def _put_underway(self) -> None:
        if self._underway:
            gathered, prepared = self._underway
            self._underway = None
            with self._connection.transaction():
                self._writer.put_prepared(gathered, prepared.result())

    def publish(self) -> Manifest:
        self._put_underway()
        settle(self._writer)
        known = self._source.manifest
        verify(self._source, _Unseen(self._writer, known))
        with self._connection.transaction():
            manifest = publish(
                self._writer, known.corpus, known.model, known.fingerprint, known.dimension, known.rules
            )
        catalog.purge(self._connection, GRACE_SECONDS)
        return manifest

    def close(self) -> None:
        self._stack.close()


class _Unseen:
    """What was written and is not live yet, looked at by its writer."""

    def __init__(self, writer: Writer, manifest: Manifest) -> None:
        self.manifest = manifest
        self.files, self.articles, self.passages_of = writer.files, writer.articles, writer.passages_of
        self.cosines = Vectors(writer, exact=True).cosines
        self.document_frequency = Words(writer, writer.totals).document_frequency

"""Corpus → the next state on PostgreSQL, re-using all that did not change: index/build.py for a server."""

import contextlib
import datetime
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg

from corpus import RULES_VERSION
from corpus.readers import Skipped
from index.build import LOCK_SECONDS, Report, refuse_nothing
from index.changes import Changes, find_changes
from index.embedding import Embedding
from index.encoder import Encoder
from index.intake import Intake, Progress
from index.locking import silent
from index.manifest import Manifest, OutdatedError
from index.postgres import catalog
from index.postgres.articles import Articles
from index.postgres.home import GRACE_SECONDS, PostgresHome
from index.postgres.state import StateRow
from index.postgres.writer import Counts, Writer

MUCH = 0.1  # of all passages: when as many are new, the planner is told


def build(
    home: PostgresHome,
    corpus: Path,
    encoder: Encoder,
    *,
    model: str,
    progress: Progress,
    rebuild: bool = False,
    mend: bool = False,
    purge: bool = False,
    leave: Collection[str] = (),
    lock_seconds: float = LOCK_SECONDS,
    told: Callable[[str], None] = silent,
) -> Report:
    """As index/build.py's `build`; raises what it raises, and StoreError when the server's disk is full."""
    begun = time.perf_counter()
    with home.writing(lock_seconds, told) as connection, _swept(connection):
        live = _live(connection)
        reads = Articles(
            lambda query, values: connection.execute(query, values, binary=True).fetchall(),
            live.generation if live else 0,
            live.number if live else 0,
        )
        is_kept = live is not None and not (rebuild or mend) and _keeps(live, corpus, encoder)
        changes = find_changes(corpus, reads.files() if is_kept else {}, leave)
        if live and is_kept and not changes and not changes.touched:
            return _report(live.manifest, changes, reads.skipped(), begun)
        writer = _writer(connection, live if is_kept else None, live)
        if not is_kept:
            writer.draft()
            writer.tables_made.make(encoder.dimension)
            if live and live.manifest.corpus == str(corpus.resolve()):
                writer.history = reads
                writer.versions_kept.take(live.generation, live.number)
        vectors = live is not None and not rebuild and live.manifest.fingerprint == encoder.fingerprint
        embedding = Embedding(encoder, writer, reads if vectors else None, lambda done: intake.tell(done))
        intake = Intake(embedding, encoder, writer.history.files() if writer.history else {}, progress)
        with contextlib.closing(embedding):
            not_now = intake.take(changes, writer)
        manifest = _finish(writer, not_now, corpus, encoder, model)
        catalog.purge(connection, 0.0 if purge else GRACE_SECONDS)
        report = _report(manifest, changes, [*writer.skipped(), *not_now], begun)
        return replace(report, fruitless=frozenset(intake.fruitless), embedded=embedding.embedded)


@contextlib.contextmanager
def _swept(connection: psycopg.Connection) -> Iterator[None]:
    """Nothing half done stays, neither of a writer before nor of this one; of a dead one, till the next."""
    catalog.sweep_drafts(connection)
    try:
        yield
    except BaseException:
        with contextlib.suppress(psycopg.Error):
            catalog.sweep_drafts(connection)
        raise


def _report(manifest: Manifest, changes: Changes, skipped: Iterable[tuple[str, str]], begun: float) -> Report:
    every = (*changes.passed_over, *(Skipped(name, reason) for name, reason in skipped))
    return Report(manifest, changes, every, frozenset(), 0, time.perf_counter() - begun)


def _live(connection: psycopg.Connection) -> StateRow | None:
    try:
        return catalog.live_state(lambda query: connection.execute(query).fetchall())
    except OutdatedError:
        return None  # it is made anew


def _keeps(live: StateRow, corpus: Path, encoder: Encoder) -> bool:
    """Whether articles may stay as they are: made from this corpus by these rules, for this encoder."""
    manifest = live.manifest
    return (manifest.corpus, manifest.rules, manifest.fingerprint) == (
        str(corpus.resolve()),
        RULES_VERSION,
        encoder.fingerprint,
    )


def _writer(connection: psycopg.Connection, base: StateRow | None, live: StateRow | None) -> Writer:
    """Of the state behind the live one: of the same generation where there is a base, else of a new one."""
    number = 1 + max(live.number if live else 0, *catalog.generations(connection), 0)
    if base is None:
        return Writer(connection, number, number, (1, 1), Counts(0, 0, 0, 0))
    counts = Counts(base.manifest.articles, *base.totals)
    return Writer(connection, base.generation, number, (base.next_article, base.next_passage), counts)


def _finish(
    writer: Writer, not_now: list[tuple[str, str]], corpus: Path, encoder: Encoder, model: str
) -> Manifest:
    """Everything into the tables, and the state made the live one, in one transaction where it is little."""
    before = writer.counts()[1]
    is_new = writer.tables_made.loaded == "load"
    if is_new:
        settle(writer)
    with writer.connection.transaction():
        if not is_new:
            writer.put()
            writer.tables_made.merge_postings()
        manifest = publish(writer, str(corpus.resolve()), model, encoder.fingerprint, encoder.dimension)
        refuse_nothing(manifest, corpus, [*writer.skipped(), *not_now])
    if not is_new:
        writer.tables_made.index_vectors(manifest.passages)
        if abs(manifest.passages - before) > MUCH * manifest.passages:
            writer.tables_made.analyze()
    return manifest


def settle(writer: Writer) -> None:
    """The rest of a new generation into its tables, and all that makes them quick to ask."""
    with writer.connection.transaction():
        writer.put()
    writer.versions_kept.drop_orphans()
    writer.tables_made.settle()
    writer.tables_made.index_vectors(writer.counts()[1])
    writer.tables_made.analyze()


def publish(
    writer: Writer, corpus: str, model: str, fingerprint: str, dimension: int, rules: int = RULES_VERSION
) -> Manifest:
    """Make what was written the live state."""
    articles, passages = writer.counts()
    manifest = Manifest(
        generation=writer.number,
        corpus=corpus,
        model=model,
        fingerprint=fingerprint,
        dimension=dimension,
        articles=articles,
        passages=passages,
        newest=writer.newest(),
        built_at=datetime.datetime.now(datetime.UTC),
        files={},
        rules=rules,
    )
    catalog.enter_state(writer.connection, writer.generation, manifest, writer.totals, writer.following)
    return manifest

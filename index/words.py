"""Words in tantivy: which passages match a question best by BM25."""

import contextlib
import itertools
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tantivy

from corpus.errors import StoreError
from index.files import write_failure
from index.irregular import regular
from index.terms import build_analyzer, terms_of
from index.types import IntVector

# Of memory, at most, before a segment is written; it takes what it needs. 1,000,000 passages in one segment
# (348 MB, with 800,000,000 allowed) are searched in an eighth less time than in seven, made with 64,000,000.
WRITER_BYTES = 512_000_000
MAX_TERMS = 64  # of one question: beyond them the rarest are taken, so that a pasted page stays fast
# From so many passages on, terms that more than this share of them hold do not count beside rarer ones.
# Reading through "to" and "of" took half the time among 1,000,000. Over 1,110 questions on 609 news articles
# it changes nothing: Hits@4 .849, Hits@10 .954, MRR .691 without them; .852, .951, .691 with them.
COMMON_FROM, COMMON_SHARE = 10_000, 0.5
ANALYZER = "footnote"
AMPLE = 1.5  # times as many as are needed, were a filter to pass any passage alike
LOCK_PREFIX = ".tantivy-"  # of files that come and go with readers and writers


class WordsEntry(NamedTuple):
    """What is searched of one passage."""

    number: int
    heading: str  # title, publisher and date
    body: str


def telling(holding: Mapping[str, int], passages: int) -> list[str]:
    """Of terms, each with how many of the passages hold it, those that are looked for, the rarest first."""
    present = sorted((term for term in holding if holding[term]), key=lambda term: holding[term])
    if passages >= COMMON_FROM:
        present = [term for term in present if holding[term] <= COMMON_SHARE * passages] or present
    return present[:MAX_TERMS]


def _schema() -> tantivy.Schema:
    return (
        tantivy.SchemaBuilder()
        .add_integer_field("number", stored=False, indexed=True, fast=True)
        .add_text_field("heading", tokenizer_name=ANALYZER, index_option="freq")
        .add_text_field("body", tokenizer_name=ANALYZER, index_option="freq")
        .build()
    )


class Words:
    """A tantivy index in one folder. Its segments never change once written, so generations share them."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or start an index in one that is empty. Raises StoreError for a damaged one."""
        self._folder = folder
        try:
            if _is_writable(folder):
                self._open(folder)
            else:
                with tempfile.TemporaryDirectory(prefix="footnote-", ignore_cleanup_errors=True) as stand_in:
                    self._open(_linked(folder, Path(stand_in)))
        except OSError as error:
            raise StoreError(f"{folder} is damaged") from error

    def _open(self, folder: Path) -> None:
        with _damage(self._folder):
            self._index = tantivy.Index(_schema(), path=str(folder))
            # A generation never changes: no thread need look out for a commit.
            self._index.config_reader(reload_policy="manual")
            self._index.register_tokenizer(ANALYZER, build_analyzer())
            self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def numbers(self) -> list[int]:
        """Every passage that is searched. Raises StoreError where they cannot be read."""
        if not len(self):
            return []
        with _damage(self._folder):
            hits = self._searcher.search(tantivy.Query.all_query(), len(self), count=False).hits
            found = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [int(number or 0) for number in found]

    def terms(self, text: str) -> list[str]:
        """The terms that `text` is searched by, in order, repeated ones repeated."""
        return terms_of(text)

    def document_frequency(self, term: str) -> int:
        """In how many passages the term stands, their headings left out."""
        with _damage(self._folder):
            return int(self._searcher.doc_freq("body", term))

    def heading_frequency(self, term: str) -> int:
        """Of how many passages the heading holds the term."""
        with _damage(self._folder):
            return int(self._searcher.doc_freq("heading", term))

    def best(
        self,
        weights: Mapping[str, float],
        k: int,
        among: IntVector | None = None,
        heading_boost: float = 1.0,
    ) -> list[tuple[int, float]]:
        """(number, BM25 score) of the k passages that match the weighted terms best, best first.

        among: the only numbers that count, int64 (n,), sorted.
        """
        if not len(self) or k < 1 or not weights or (among is not None and not len(among)):
            return []
        schema = self._index.schema
        should = tantivy.Occur.Should
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        holding = {term: self._passages_with(term) for term in weights}
        for term in telling(holding, len(self)):
            for field, boost in (("body", 1.0), ("heading", heading_boost)):
                query = tantivy.Query.term_query(schema, field, term, index_option="freq")
                clauses.append((should, tantivy.Query.boost_query(query, boost * weights[term])))
        query = tantivy.Query.boolean_query(clauses)
        if among is None:
            return self._found(query, k)
        # Asking for more and passing over what does not count takes a third of the time of asking for what
        # does, where that is many; and finds the same, unless too few of what was found count.
        enough = int(AMPLE * k * len(self) / max(1, len(among)))
        if len(among) > enough / 2:
            found = self._found(query, enough)
            numbers = np.array([number for number, _ in found], np.int64)
            places = np.minimum(np.searchsorted(among, numbers), len(among) - 1)
            passing = among[places] == numbers
            if passing.sum() >= k:
                return list(itertools.islice(itertools.compress(found, passing), k))
        allowed = tantivy.Query.term_set_query(schema, "number", among.tolist())
        narrowed = [
            (tantivy.Occur.Must, query),
            (tantivy.Occur.Must, tantivy.Query.const_score_query(allowed, 0.0)),
        ]
        return self._found(tantivy.Query.boolean_query(narrowed), k)

    def _found(self, query: tantivy.Query, k: int) -> list[tuple[int, float]]:
        with _damage(self._folder):
            hits = self._searcher.search(query, k, count=False).hits
            numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        found = [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _passages_with(self, term: str) -> int:
        return self.document_frequency(term) + self.heading_frequency(term)

    @contextlib.contextmanager
    def writing(self) -> Iterator["WordsWriter"]:
        """Forget and take in passages; all of it is committed at the end, nothing when an error comes.

        Raises OSError when the disk is full.
        """
        with _failures(self._folder):
            writer = self._index.writer(WRITER_BYTES, 1)
        try:
            yield WordsWriter(writer, self._index.schema, self._folder)
        except BaseException:
            with contextlib.suppress(ValueError, OSError):  # the error that came first is the one to tell
                writer.wait_merging_threads()
            raise
        with _failures(self._folder):
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()


class WordsWriter:
    """What `Words.writing` lends."""

    def __init__(self, writer: tantivy.IndexWriter, schema: tantivy.Schema, folder: Path) -> None:
        self._writer, self._schema, self._folder = writer, schema, folder

    def remove(self, numbers: Sequence[int]) -> None:
        if numbers:
            gone = tantivy.Query.term_set_query(self._schema, "number", list(numbers))
            with _failures(self._folder):
                self._writer.delete_documents_by_query(gone)

    def add(self, entry: WordsEntry) -> None:
        document = tantivy.Document()
        document.add_integer("number", entry.number)
        document.add_text("heading", regular(entry.heading))
        document.add_text("body", regular(entry.body))
        with _failures(self._folder):
            self._writer.add_document(document)


@contextlib.contextmanager
def _failures(folder: Path) -> Iterator[None]:
    """What tantivy raises when it cannot write, as the OSError that it is."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise write_failure(folder, error) from error


@contextlib.contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """What tantivy raises of files that it cannot make sense of, as the StoreError that it is."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise StoreError(f"{folder} is damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's own, which cannot be imported
            raise
        raise StoreError(f"{folder} is damaged") from error


def _is_writable(folder: Path) -> bool:
    """Told by trying: the bits of a file do not show that its disk is mounted read-only."""
    try:
        # As tantivy opens it; its owner may touch a file that is closed to writing.
        with (folder / f"{LOCK_PREFIX}meta.lock").open("ab"):
            return True
    except OSError:
        return False


def _linked(folder: Path, stand_in: Path) -> Path:
    """`stand_in`, filled with links to the folder's files: tantivy puts a lock beside what it opens."""
    for path in folder.iterdir():
        if not path.name.startswith(LOCK_PREFIX):
            (stand_in / path.name).symlink_to(path.resolve())
    return stand_in

"""Words in tantivy: which passages match a question best by BM25."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import tantivy

from corpus.errors import StoreError

WRITER_BYTES = 64_000_000  # of memory, before a segment is written
MAX_TERMS = 64  # of one question: beyond them the rarest are taken, so that a pasted page stays fast
ANALYZER = "footnote"
LOCK_PREFIX = ".tantivy-"  # of files that come and go with readers and writers


class WordsEntry(NamedTuple):
    """What is searched of one passage."""

    number: int
    heading: str  # title, publisher and date
    body: str


def build_analyzer() -> tantivy.TextAnalyzer:
    """Words → stemmed lower-case terms without accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(80))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


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
        try:
            self._index = tantivy.Index(_schema(), path=str(folder))
            self.analyzer = build_analyzer()
            self._index.register_tokenizer(ANALYZER, build_analyzer())
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise StoreError(f"{folder} is damaged") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def terms(self, text: str) -> list[str]:
        """The terms that `text` is searched by, in order, repeated ones repeated."""
        return list(self.analyzer.analyze(text))

    def document_frequency(self, term: str) -> int:
        """In how many passages the term stands, their headings left out."""
        return int(self._searcher.doc_freq("body", term))

    def heading_frequency(self, term: str) -> int:
        """Of how many passages the heading holds the term."""
        return int(self._searcher.doc_freq("heading", term))

    def best(
        self,
        weights: Mapping[str, float],
        k: int,
        among: Iterable[int] | None = None,
        heading_boost: float = 1.0,
    ) -> list[tuple[int, float]]:
        """(number, BM25 score) of the k passages that match the weighted terms best, best first."""
        if not len(self) or k < 1 or not weights:
            return []
        schema = self._index.schema
        should = tantivy.Occur.Should
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for term in sorted(weights, key=self._passages_with)[:MAX_TERMS]:
            for field, boost in (("body", 1.0), ("heading", heading_boost)):
                query = tantivy.Query.term_query(schema, field, term, index_option="freq")
                clauses.append((should, tantivy.Query.boost_query(query, boost * weights[term])))
        query = tantivy.Query.boolean_query(clauses)
        if among is not None:
            allowed = tantivy.Query.term_set_query(schema, "number", list(among))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(allowed, 0.0)),
                ]
            )
        hits = self._searcher.search(query, k, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]

    def _passages_with(self, term: str) -> int:
        return self.document_frequency(term) + self.heading_frequency(term)

    @contextlib.contextmanager
    def writing(self) -> Iterator["WordsWriter"]:
        """Forget and take in passages; all of it is committed at the end, nothing when an error comes."""
        writer = self._index.writer(WRITER_BYTES, 1)
        try:
            yield WordsWriter(writer, self._index.schema)
            writer.commit()
            writer.garbage_collect_files()
        finally:
            writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()


class WordsWriter:
    """What `Words.writing` lends."""

    def __init__(self, writer: tantivy.IndexWriter, schema: tantivy.Schema) -> None:
        self._writer, self._schema = writer, schema

    def remove(self, numbers: Sequence[int]) -> None:
        if numbers:
            self._writer.delete_documents_by_query(
                tantivy.Query.term_set_query(self._schema, "number", list(numbers))
            )

    def add(self, entry: WordsEntry) -> None:
        document = tantivy.Document()
        document.add_integer("number", entry.number)
        document.add_text("heading", entry.heading)
        document.add_text("body", entry.body)
        self._writer.add_document(document)

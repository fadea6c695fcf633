"""The next state's rows: gathered, and put into the tables where nobody sees them yet."""

import functools
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import psycopg

from corpus.article import Article
from corpus.copies import copied_share, marks_of, word_runs
from index.postgres.articles import Articles
from index.postgres.columns import ARTICLE, COPY, FILE, MARK, PASSAGE, POSTING, SKIPPED
from index.postgres.generation import Generation
from index.postgres.history import Versions, values_of
from index.postgres.partitions import month_of
from index.postgres.postings import BODY, HEADING, Packing
from index.postgres.schema import alive
from index.postgres.scrubbing import scrub
from index.postgres.words import Analyzer, Totals
from index.rows import FileState, NewPassage, packed
from index.sqlite import folded
from index.types import FloatMatrix
from index.words import WordsEntry

MOST_PASSAGES, MOST_ARTICLES = 5_000, 1_000  # gathered before they are put into the tables
MOST_PACKED = 6_000_000  # terms of the passages


class Counts(NamedTuple):
    """What a state holds."""

    articles: int
    passages: int
    body_terms: int
    heading_terms: int


class _NewArticle(NamedTuple):
    number: int
    text: str
    marks: set[int]


class Writer(Articles):
    """Writes the state `number` of a generation, of which it also reads what it has put there.

    Little is put there at the end, in the transaction that makes it the live state. Of much, what was put
    there before is left for the next writer to sweep if this one does not come to its end.
    """

    def __init__(
        self,
        connection: psycopg.Connection,
        generation: int,
        number: int,
        following: tuple[int, int],
        counts: Counts,
    ) -> None:
        """`following` are the next numbers of an article and of a passage."""
        self.history: Articles | None = None
        self.puts_ahead = True  # else only when told, between two files
        super().__init__(self._ask, generation, number)
        self.connection, self.generation, self.number = connection, generation, number
        self.tables_made = Generation(self)
        self._next_article, self.next_passage = following
        self._counts = counts
        self._ending: list[str] = []  # files whose rows die
        self._files: list[tuple[Any, ...]] = []
        self._skipped: list[tuple[Any, ...]] = []
        self._entered: list[tuple[Any, ...]] = []
        self._marked: list[_NewArticle] = []
        self._waiting: dict[int, tuple[Any, ...]] = {}  # passages without a vector yet, by number
        self._passages: list[tuple[Any, ...]] = []
        self._lengths: dict[int, tuple[int, int]] = {}  # terms of a passage and of its heading
        self.versions_kept = Versions(self)
        self._packing = Packing()
        self._touched: list[str] = []  # files whose row, and no other, is replaced
        self._analyzed = Analyzer()
        self._analyzed_heading = functools.lru_cache(1)(self._analyzed)  # an article's passages share it
        self._is_drafted = False

    def _ask(self, query: str, values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values, binary=True).fetchall()

    def run(self, query: str, **values: object) -> None:
        """A statement on the tables, as `rows`."""
        self.connection.execute(query.format(**self.tables), {"state": self.number, **values})

    def copy(self, table: str, types: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Put rows into a table."""
        statement = f"COPY {self.tables[table]} ({', '.join(types)}) FROM STDIN (FORMAT BINARY)"
        with self.connection.cursor().copy(statement) as copy:
            copy.set_types(list(types.values()))
            for row in rows:
                copy.write_row(row)

    def remove_file(self, name: str) -> None:
        """Forget a file, its articles and what they said before."""
        self.versions_kept.drop(name)
        self._ending.append(name)

    def replace_file(self, name: str, articles: Sequence[Article]) -> None:
        """Forget a file of which other articles are to be added; what they said before is kept."""
        self.versions_kept.keep(name, self, articles)
        self.versions_kept.drop(name, keep=[article.name for article in articles])
        self._ending.append(name)

    def keep_old(self, name: str, articles: Sequence[Article]) -> None:
        """As `replace_file`, of a file that was in the state before this generation."""
        if self.history:
            self.versions_kept.keep(name, self.history, articles)

    def add_file(self, name: str, state: FileState, skipped: Iterable[tuple[str, str]]) -> None:
        self._files.append((name, *state, self.number))
        self._skipped += [(name, what, reason, self.number) for what, reason in skipped]

    def touch_file(self, name: str, state: FileState) -> None:
        """The file has another time and the same content."""
        self._touched.append(name)
        self._files.append((name, *state, self.number))

    def add_words(self, entry: WordsEntry) -> None:
        body, above = self._analyzed(entry.body), self._analyzed_heading(entry.heading)
        self._packing.add(entry.number, BODY, body)
        self._packing.add(entry.number, HEADING, above)
        self._lengths[entry.number] = len(body), len(above)

    def add_article(self, file: str, article: Article, new: Sequence[NewPassage]) -> None:
        """An article and its passages, whose words have been added."""
        number, self._next_article = self._next_article, self._next_article + 1
        marks = marks_of(word_runs(article.text))
        sought = (folded(article.publisher), folded(article.title), folded(article.name))
        self._entered.append((number, file, *values_of(article), len(marks), *sought, self.number))
        self._marked.append(_NewArticle(number, article.text, marks))
        month = month_of(article.published)
        for passage_number, passage, key in new:
            sentences = packed(passage.sentences)
            place = (passage.id, number, passage.start, passage.end, sentences, uuid.UUID(key))
            lengths = self._lengths.pop(passage_number)
            self._waiting[passage_number] = (passage_number, month, *place, *lengths, article.published)
            self._count(0, 1, *lengths)
        self.next_passage = max([self.next_passage, *(each.number + 1 for each in new)])
        self._count(1, 0, 0, 0)
        packed_too = len(self._packing) >= MOST_PACKED
        if self.puts_ahead and (self.is_full or packed_too):
            self.put_ahead(packed_too=packed_too)

    def add(self, numbers: Sequence[int], vectors: FloatMatrix) -> None:
        """Vectors of passages. numbers: (n,); vectors: float32 (n, dimension), unit length."""
        for number, vector in zip(numbers, vectors, strict=True):
            self._passages.append((*self._waiting.pop(number), vector, self.number))

    def _count(self, articles: int, passages: int, body_terms: int, heading_terms: int) -> None:
        more = (articles, passages, body_terms, heading_terms)
        self._counts = Counts(*(before + added for before, added in zip(self._counts, more, strict=True)))

    def counts(self) -> tuple[int, int]:
        return self._counts.articles, self._counts.passages

    @property
    def totals(self) -> Totals:
        return Totals(self._counts.passages, self._counts.body_terms, self._counts.heading_terms)

    @property
    def following(self) -> tuple[int, int]:
        return self._next_article, self.next_passage

    def put_ahead(self, *, packed_too: bool) -> None:
        """What was gathered, before the end."""
        self.draft()
        with self.connection.transaction():
            self.put(packed_too=packed_too)

    @property
    def is_full(self) -> bool:
        """Whether it is much."""
        return max(len(self._passages) / MOST_PASSAGES, len(self._entered) / MOST_ARTICLES) >= 1

    def draft(self, source: str = "") -> None:
        """Note that there will be rows that are to be swept unless this comes to its end.

        `source` tells what they are copied from, where the next writer may go on with them.
        """
        if not self._is_drafted:
            query = "INSERT INTO footnote.draft VALUES (%s, %s, %s)"
            self.connection.execute(query, (self.number, self.generation, source))
            self._is_drafted = True

    def resume(self) -> bool:
        """Go on with a new generation that was left half done; whether all of it is still there."""
        self._is_drafted = True
        self.tables_made.loaded = "load"
        articles, last_article = self.rows("SELECT count(*), coalesce(max(number), 0) FROM {article}")[0]
        query = (
            "SELECT count(*), count(DISTINCT article), coalesce(max(number), 0), "
            "coalesce(sum(body_terms), 0), coalesce(sum(heading_terms), 0) FROM {load}"
        )
        passages, held, last_passage, *terms = map(int, self.rows(query)[0])
        self._counts = Counts(articles, passages, *terms)
        self._next_article, self.next_passage = last_article + 1, last_passage + 1
        # A crash of the server empties what is not logged.
        return bool(held == articles)

    def put(self, *, packed_too: bool) -> None:
        """Everything gathered into the tables; postings only when told, for fewer and longer rows."""
        self._end_files()
        self.versions_kept.put()
        self.copy("file", FILE, self._files)
        self.copy("skipped", SKIPPED, self._skipped)
        self.copy("article", ARTICLE, self._entered)
        self.tables_made.make_room({row[1] for row in self._passages})
        self.copy(self.tables_made.loaded, PASSAGE, self._passages)
        self._put_copies()
        if packed_too:
            self.copy("posting", POSTING, ((*row, self.number) for row in self._packing.pack()))
        for gathered in (
            self._ending,
            self._touched,
            self._files,
            self._skipped,
            self._entered,
            self._passages,
            self._marked,
        ):
            gathered.clear()

    def _end_files(self) -> None:
        """The rows of files that are gone or have changed die, and those of files that were touched."""
        if self._ending:
            scrub(self, self.passages_in(self._ending))
            of_files = f"a.file = ANY(%(files)s) AND {alive('a')}"
            passages = (
                f"{{passage}} p JOIN {{article}} a ON a.number = p.article WHERE {of_files} AND {alive('p')}"
            )
            query = f"SELECT count(*), sum(p.body_terms), sum(p.heading_terms) FROM {passages}"
            lost = [int(lost or 0) for lost in self.rows(query, files=self._ending)[0]]
            articles = self.rows(f"SELECT count(*) FROM {{article}} a WHERE {of_files}", files=self._ending)[
                0
            ][0]
            self._count(-articles, *(-each for each in lost))
            self.run(
                f"UPDATE {{passage}} p SET died = %(state)s FROM {{article}} a WHERE a.number = p.article "
                f"AND {of_files} AND {alive('p')}",
                files=self._ending,
            )
            for table in ("article", "skipped"):
                condition = f"t.file = ANY(%(files)s) AND {alive('t')}"
                self.run(f"UPDATE {{{table}}} t SET died = %(state)s WHERE {condition}", files=self._ending)
        names = [*self._ending, *self._touched]
        if names:
            condition = f"t.name = ANY(%(names)s) AND {alive('t')}"
            self.run(f"UPDATE {{file}} t SET died = %(state)s WHERE {condition}", names=names)

    def _put_copies(self) -> None:
        """The marks of new articles, and which of the others each is a copy of."""
        marks = ((mark, new.number) for new in self._marked for mark in new.marks)
        self.copy("mark", MARK, marks)
        alike = self.alike([(new.number, new.marks) for new in self._marked])
        others = sorted({number for found in alike for number in found})
        texts = {number: text for number, _, text in self.texts(others)}
        pairs = []
        for new, found in zip(self._marked, alike, strict=True):
            runs = word_runs(new.text) if found else set()
            for other in found:
                if share := copied_share(new.text, texts[other], runs):
                    pairs += [(new.number, other, share), (other, new.number, share)]
        self.copy("copy", COPY, pairs)

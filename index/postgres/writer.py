"""The next state's rows: gathered, and put into the tables where nobody sees them yet."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import psycopg

from corpus.article import Article
from corpus.copies import copied_share, word_runs
from index.postgres.articles import Articles
from index.postgres.columns import ARTICLE, COPY, FILE, MARK, PASSAGE, POSTING, SKIPPED
from index.postgres.ending import end_files
from index.postgres.gathered import Gathered, NewArticle, NewRow, Prepared, prepare
from index.postgres.generation import Generation
from index.postgres.history import Versions, values_of
from index.postgres.partitions import month_of
from index.postgres.words import Totals
from index.rows import FileState, NewPassage, packed
from index.sqlite import folded
from index.types import FloatMatrix
from index.words import WordsEntry

# Gathered before they are put into the tables: the more, the fewer rows each term's postings have.
MOST_PASSAGES, MOST_ARTICLES = 20_000, 10_000


class Counts(NamedTuple):
    """What a state holds."""

    articles: int
    passages: int
    body_terms: int
    heading_terms: int


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
        self._waiting: dict[int, tuple[tuple[Any, ...], Any]] = {}  # passages without a vector yet
        self._lengths: dict[int, tuple[int, int]] = {}  # terms of passages that are not put there yet
        self._gathered = Gathered(Versions(self))
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
        self._gathered.versions.drop(name)
        self._gathered.ending.append(name)

    def replace_file(self, name: str, articles: Sequence[Article]) -> None:
        """Forget a file of which other articles are to be added; what they said before is kept."""
        self._gathered.versions.keep(name, self, articles)
        self._gathered.versions.drop(name, keep=[article.name for article in articles])
        self._gathered.ending.append(name)

    def keep_old(self, name: str, articles: Sequence[Article]) -> None:
        """As `replace_file`, of a file that was in the state before this generation."""
        if self.history:
            self._gathered.versions.keep(name, self.history, articles)

    def add_file(self, name: str, state: FileState, skipped: Iterable[tuple[str, str]]) -> None:
        self._gathered.files.append((name, *state, self.number))
        self._gathered.skipped += [(name, what, reason, self.number) for what, reason in skipped]

    def touch_file(self, name: str, state: FileState) -> None:
        """The file has another time and the same content."""
        self._gathered.touched.append(name)
        self._gathered.files.append((name, *state, self.number))

    def add_words(self, entry: WordsEntry) -> None:
        self._gathered.words.append(entry)

    def add_article(self, file: str, article: Article, new: Sequence[NewPassage]) -> None:
        """An article and its passages, whose words have been added."""
        number, self._next_article = self._next_article, self._next_article + 1
        self._gathered.articles.append(NewArticle(number, file, article))
        month = month_of(article.published)
        for passage_number, passage, key in new:
            sentences = packed(passage.sentences)
            place = (passage.id, number, passage.start, passage.end, sentences, uuid.UUID(key))
            self._waiting[passage_number] = (passage_number, month, *place), article.published
        self.next_passage = max([self.next_passage, *(each.number + 1 for each in new)])
        self._count(1, len(new), 0, 0)
        if self.puts_ahead and self.is_full:
            self.put_ahead()

    def add(self, numbers: Sequence[int], vectors: FloatMatrix) -> None:
        """Vectors of passages. numbers: (n,); vectors: float32 (n, dimension), unit length."""
        for number, vector in zip(numbers, vectors, strict=True):
            self._gathered.passages.append(NewRow(number, *self._waiting.pop(number), vector))

    def _count(self, articles: int, passages: int, body_terms: int, heading_terms: int) -> None:
        more = (articles, passages, body_terms, heading_terms)
        self._counts = Counts(*(before + added for before, added in zip(self._counts, more, strict=True)))

    def counts(self) -> tuple[int, int]:
        return self._counts.articles, self._counts.passages

    @property
    def versions_kept(self) -> Versions:
        """What is gathered of earlier versions."""
        return self._gathered.versions

    @property
    def totals(self) -> Totals:
        return Totals(self._counts.passages, self._counts.body_terms, self._counts.heading_terms)

    @property
    def following(self) -> tuple[int, int]:
        return self._next_article, self.next_passage

    def put_ahead(self) -> None:
        """What was gathered, before the end."""
        self.draft()
        with self.connection.transaction():
            self.put()

    @property
    def is_full(self) -> bool:
        """Whether much is gathered."""
        gathered = self._gathered
        return len(gathered.passages) >= MOST_PASSAGES or len(gathered.articles) >= MOST_ARTICLES

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

    def put(self) -> None:
        """Everything gathered into the tables."""
        gathered = self.take()
        self.put_prepared(gathered, prepare(*gathered.texts()))

    def take(self) -> Gathered:
        """What was gathered, to be put into the tables by `put_prepared` before what is gathered next."""
        gathered, self._gathered = self._gathered, Gathered(Versions(self))
        return gathered

    def put_prepared(self, gathered: Gathered, prepared: Prepared) -> None:
        """Into the tables what was taken, with what was made of its texts."""
        self._count(*end_files(self, gathered.ending, gathered.touched))
        gathered.versions.put()
        self.copy("file", FILE, gathered.files)
        self.copy("skipped", SKIPPED, gathered.skipped)
        self.copy("article", ARTICLE, map(self._article_row, gathered.articles, prepared.marks))
        self._lengths |= prepared.lengths
        self._count(0, 0, *(sum(column) for column in zip((0, 0), *prepared.lengths.values(), strict=True)))
        rows = [
            (*row.values, *self._lengths.pop(row.number), row.published, row.vector, self.number)
            for row in gathered.passages
        ]
        self.tables_made.make_room({row[1] for row in rows})
        self.copy(self.tables_made.loaded, PASSAGE, rows)
        self.copy("posting", POSTING, ((*row, self.number) for row in prepared.postings))
        self._put_copies(gathered.articles, prepared.marks)

    def _article_row(self, new: NewArticle, marks: set[int]) -> tuple[Any, ...]:
        article = new.article
        sought = (folded(article.publisher), folded(article.title), folded(article.name))
        return (new.number, new.file, *values_of(article), len(marks), *sought, self.number)

    def _put_copies(self, articles: Sequence[NewArticle], marks: Sequence[set[int]]) -> None:
        """The marks of new articles, and which of the others each is a copy of."""
        marked = [(new.number, theirs) for new, theirs in zip(articles, marks, strict=True)]
        self.copy("mark", MARK, ((mark, number) for number, theirs in marked for mark in theirs))
        alike = self.alike(marked)
        others = sorted({number for found in alike for number in found})
        texts = {number: text for number, _, text in self.texts(others)}
        pairs = []
        for (number, _, article), found in zip(articles, alike, strict=True):
            runs = word_runs(article.text) if found else set()
            for other in found:
                if share := copied_share(article.text, texts[other], runs):
                    pairs += [(number, other, share), (other, number, share)]
        self.copy("copy", COPY, pairs)

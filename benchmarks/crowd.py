"""As many passages as are wanted, recombined from real newswire, and an index of them.

A passage takes half of its sentences from one real passage and half from another near it in meaning; its
vector is the mean of theirs, moved a little by chance. So both keep the clusters of the real ones, and a
million need not be embedded, which takes hours.
"""

import datetime
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np

from bot.reader.newswire import Story, stories
from corpus.article import Article, Passage
from corpus.passages import passages
from index.database import Database
from index.database_writer import DatabaseWriter
from index.encoder import Encoder
from index.generation import ARTICLES, VECTORS, WORDS
from index.heading import fitted_heading, heading, passage_limit
from index.manifest import Manifest, mark_files
from index.rows import FileState, NewPassage
from index.seal import seal
from index.store import Home
from index.types import FloatMatrix, IntVector, PassageNumber
from index.vectors import Vectors
from index.words import LOCK_PREFIX, Words, WordsEntry, WordsWriter

STORIES = 6_000  # real ones, of which about 9,000 passages are embedded
HELD_OUT = 500  # more, whose headlines are the questions
NEIGHBOURS = 30  # real passages with which one is recombined
MOVED = 0.25  # of a vector's length, by chance
PER_ARTICLE = 4  # passages
BATCH = 50_000
FIRST_DAY = datetime.date(1987, 2, 26)


@dataclass(frozen=True, slots=True)
class Real:
    """Passages as lists of sentences, their stories' headlines, vectors and neighbours; and questions."""

    sentences: list[list[str]]
    headlines: list[str]
    vectors: FloatMatrix
    neighbours: IntVector  # (passages, NEIGHBOURS)
    questions: list[str]


def real_passages(data: Path, encoder: Encoder, kept: Path) -> Real:
    """The real ones; embedded once, and then kept in a folder for the next run."""
    chosen = random.Random(21578).sample(stories(data), STORIES + HELD_OUT)
    texts, sentences, headlines = [], [], []
    for story in chosen[:STORIES]:
        for above, found in _cut(story, encoder):
            texts.append(f"{above}\n{' '.join(found)}")
            sentences.append(found)
            headlines.append(story.title)
    path = kept / f"newswire-{encoder.fingerprint}-{len(texts)}.npy"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        np.save(path, encoder.encode_passages(texts))
    vectors = np.load(path)
    nearest = np.concatenate(
        [
            np.argpartition(-(vectors[first : first + 1000] @ vectors.T), NEIGHBOURS)[:, :NEIGHBOURS]
            for first in range(0, len(vectors), 1000)
        ]
    )
    return Real(sentences, headlines, vectors, nearest, [story.title for story in chosen[STORIES:]])


def _cut(story: Story, encoder: Encoder) -> Iterator[tuple[str, list[str]]]:
    """Each passage of a story: the heading above it, and its sentences."""
    article = Article(story.title, story.title, "\n".join(line for line in story.body.split("\n") if line))
    above = fitted_heading(article, encoder.count_tokens, encoder.max_tokens)
    for passage in passages(article, encoder.count_tokens, passage_limit(encoder.max_tokens)):
        yield above, [article.text[slice(*span)] for span in passage.sentences]


def pairs(real: Real, count: int) -> Iterator[tuple[IntVector, IntVector]]:
    """Which real passages are recombined, in batches."""
    chance = np.random.default_rng(1987)
    for first in range(0, count, BATCH):
        one = chance.integers(len(real.vectors), size=min(BATCH, count - first))
        yield one, real.neighbours[one, chance.integers(NEIGHBOURS, size=len(one))]


def mixed_vectors(real: Real, one: IntVector, other: IntVector, seed: int) -> FloatMatrix:
    """float32 (n, dimension), unit length."""
    chance = np.random.default_rng(seed)
    moves = chance.standard_normal((len(one), real.vectors.shape[1]), np.float32)
    moves *= MOVED / np.sqrt(real.vectors.shape[1])
    mixed = (real.vectors[one] + real.vectors[other]) / 2 + moves
    found: FloatMatrix = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return found


def many_vectors(real: Real, count: int) -> FloatMatrix:
    """float32 (count, dimension)."""
    every = [mixed_vectors(real, *pair, seed) for seed, pair in enumerate(pairs(real, count))]
    return np.concatenate(every)


def write_index(home: Home, real: Real, count: int, encoder: Encoder) -> None:
    """An index of `count` passages, as a build would leave it but for the marks that find copies."""
    folder = home.generation_folder(1)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / WORDS).mkdir(parents=True)
    vectors = Vectors(encoder.dimension)
    database = DatabaseWriter(folder / ARTICLES)
    number, chance = 1, random.Random(1987)
    # Searching asks for no copies, and finding them would take longer than all the rest.
    with (
        mock.patch("index.database_writer.enter_article"),
        Words(folder / WORDS).writing() as writer,
    ):
        for seed, (one, other) in enumerate(pairs(real, count)):
            numbers = range(number, number + len(one))
            vectors.add(numbers, mixed_vectors(real, one, other, seed))
            rows = list(zip(one.tolist(), other.tolist(), strict=True))
            for first in range(0, len(rows), PER_ARTICLE):
                article = rows[first : first + PER_ARTICLE]
                number = _add_article(real, article, number, chance, database, writer)
    database.commit()
    database.close()
    vectors.write(folder / VECTORS)
    _finish(home, folder, encoder)


def _add_article(
    real: Real,
    recombined: list[tuple[int, int]],
    number: int,
    chance: random.Random,
    database: DatabaseWriter,
    writer: WordsWriter,
) -> int:
    """Put an article of recombined passages in; the next passage's number."""
    parts = [_recombined(real.sentences[one], real.sentences[other], chance) for one, other in recombined]
    name, day = f"{number:08d}.md", FIRST_DAY + datetime.timedelta(number % 240)
    text = "\n".join(" ".join(part) for part in parts)
    article = Article(name, real.headlines[recombined[0][0]], text, "Reuters", day)
    rows, start = [], 0
    for part in parts:
        spans = []
        for sentence in part:
            spans.append((start, start + len(sentence)))
            start += len(sentence) + 1
        begin, end = spans[0][0], spans[-1][1]
        passage = Passage(article.id, begin, end, text[begin:end], tuple(spans))
        rows.append(NewPassage(PassageNumber(number), passage, f"{number:032x}"))
        writer.add(WordsEntry(number, heading(article), passage.text))
        number += 1
    database.add_file(name, FileState(0, 0, ""), [])
    database.add_article(name, article, rows)
    return number


def _recombined(first: list[str], second: list[str], chance: random.Random) -> list[str]:
    """Half of the sentences of each, in their order."""
    halves = [
        [part[place] for place in sorted(chance.sample(range(len(part)), (len(part) + 1) // 2))]
        for part in (first, second)
    ]
    return [*halves[0], *halves[1]]


def _finish(home: Home, folder: Path, encoder: Encoder) -> None:
    """Seal the generation and make it the live one."""
    database = Database(folder / ARTICLES)
    articles, passage_count = database.counts()
    newest = database.newest()
    database.close()
    marks = mark_files(folder, {}, set())
    Manifest(
        generation=1,
        corpus=str(home.folder),
        model="benchmark",
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        articles=articles,
        passages=passage_count,
        newest=newest,
        built_at=datetime.datetime.now(datetime.UTC),
        files={name: mark for name, mark in marks.items() if not Path(name).name.startswith(LOCK_PREFIX)},
    ).write(folder)
    seal(folder)
    home.swap(1)

"""When the index is built, brought up to date, or used as it is; and what is said of it."""

import errno
import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import filelock
import pytest

from bot.library import open_generation, open_library, open_reader, skip_lines
from bot.settings import Settings
from corpus.errors import CorpusError, ModelError, StoreError
from corpus.readers import Skipped
from index.build import Done
from index.files import disk_is_full
from index.manifest import SCHEMA


def test_built_where_there_is_none(desk):
    index = desk.open()
    assert index.manifest.generation == 1
    assert index.manifest.articles == 3
    assert desk.done == [Done(3, 3, 3)]
    assert desk.said == []


def test_unchanged_is_opened_only(desk):
    desk.open()
    desk.done.clear()
    assert desk.open().manifest.generation == 1
    assert desk.done == []
    assert desk.said == []


def test_model_is_not_loaded_to_read(desk, fake_model):
    desk.open()
    fake_model.clear()
    open_generation(desk.settings, desk.said.append, desk._watch)
    assert fake_model == []


def test_few_changes_are_read_at_once(desk, articles):
    desk.open()
    (articles / "storm.md").unlink()
    (articles / "new.txt").write_text("A new bridge was opened on Sunday by the mayor of Leith.\n")
    index = desk.open()
    assert index.manifest.generation == 2
    assert [article.name for article in index.articles()] == ["ferry.md", "library.md", "new.txt"]
    assert desk.said == []


def test_many_changes_are_said(desk, articles, many):
    desk.open()
    many()
    (articles / "storm.md").write_text("The storm has passed over the islands, engineers said on Friday.\n")
    (articles / "library.md").unlink()
    index = desk.open()
    assert index.manifest.generation == 1
    assert desk.said == [
        "the index is behind the corpus: 51 files added, 1 changed, 1 removed; run: footnote index"
    ]


def test_rules_of_an_earlier_version_are_said(desk, articles, many, monkeypatch):
    many()
    desk.open()
    monkeypatch.setattr("bot.library.RULES_VERSION", 99)
    monkeypatch.setattr("index.build.RULES_VERSION", 99)
    assert desk.open().manifest.generation == 1
    (said,) = desk.said
    assert said.startswith("the index was made by an earlier version of this program")
    assert said.endswith("; run: footnote index")


def test_large_change_is_said(desk, articles):
    desk.open()
    (articles / "large.txt").write_text("word " * 400_001)
    assert desk.open().manifest.generation == 1
    assert desk.said == ["the index is behind the corpus: 1 file added; run: footnote index"]


def test_without_corpus_the_index_answers(desk, articles):
    desk.open()
    shutil.rmtree(articles)
    assert desk.open().manifest.articles == 3
    assert len(desk.said) == 1
    assert "no such file or folder" in desk.said[0]
    assert desk.said[0].endswith("built just now, answers")


def test_without_corpus_and_index(workplace):
    with pytest.raises(CorpusError, match="no such file or folder"):
        open_library(Settings(Path("nowhere"), Path("home")), print, lambda: nullcontext(print))


def test_misspelt_corpus_is_not_answered_from_another(desk, articles):
    desk.open()
    with pytest.raises(CorpusError, match="articels"):
        desk.open(corpus=articles.with_name("articels"))


def test_default_corpus_missing_elsewhere(desk):
    desk.open()
    assert desk.open(corpus=Path("corpus/articles")).manifest.articles == 3
    assert desk.said[0].startswith("corpus/articles: there is no such file or folder")


def test_damaged_index_is_not_made_anew(desk):
    desk.open()
    (desk.settings.home / "CURRENT").write_text("one")
    with pytest.raises(StoreError, match="footnote check --mend"):
        desk.open()


FULL = OSError(errno.ENOSPC, "No space left on device")


def test_index_of_an_earlier_version_is_made_anew(desk):
    desk.open().close()
    manifest = desk.settings.home / "generations" / "000001" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"schema": {SCHEMA}', '"schema": 1'))
    index = desk.open()
    assert (index.manifest.generation, index.manifest.schema) == (2, SCHEMA)
    assert desk.said == ["the index was made by an earlier version of this program; making it anew"]
    index.close()


def test_full_disk_leaves_the_index_before(desk, articles, monkeypatch):
    desk.open()
    (articles / "new.txt").write_text("A new bridge was opened on Sunday by the mayor of Leith.\n")
    monkeypatch.setattr("index.draft.mark_files", _raise(FULL))
    assert desk.open().manifest.generation == 1
    assert len(desk.said) == 1
    assert "is full: make room, then run: footnote index; until then the index built just now" in desk.said[0]


def test_full_disk_without_an_index(desk, monkeypatch):
    monkeypatch.setattr("index.draft.mark_files", _raise(FULL))
    with pytest.raises(StoreError, match="is full: make room"):
        desk.open()
    assert list((desk.settings.home / "generations").iterdir()) == []


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (FULL, True),
        (OSError(errno.EDQUOT, "Quota exceeded"), True),
        (OSError("vectors.faiss cannot be written: write error (No space left on device)"), True),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), True),
        (StoreError("articles.db is damaged (database or disk is full)"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (ValueError("something else"), False),
    ],
)
def test_disk_is_full(error, full):
    assert disk_is_full(error) is full


def test_while_another_writes_the_index_before_answers(desk, articles):
    desk.open()
    (articles / "new.txt").write_text("A new bridge was opened on Sunday by the mayor of Leith.\n")
    with filelock.FileLock(desk.settings.home / "lock"):
        assert desk.open().manifest.generation == 1
    assert desk.said[0].startswith("another process (")
    assert " is writing the index" in desk.said[0]


def test_skipped_files_are_said(desk, articles):
    (articles / "scan.pdf").write_bytes(b"%PDF")
    (articles / "empty.txt").write_text("")
    desk.open()
    assert desk.said == [
        "scan.pdf: .pdf is not read; footnote add makes an article of it",
        "empty.txt: it is empty; put the article's text into it",
        "2 skipped",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_unreadable_file_is_said(desk, articles):
    (articles / "storm.md").chmod(0)
    assert desk.open().manifest.articles == 2
    assert desk.said == ["storm.md: permission denied; make it readable (chmod a+r)", "1 skipped"]


def test_many_skipped_files_are_counted():
    lines = skip_lines([Skipped(f"{number}.pdf", "is not read") for number in range(25)])
    assert len(lines) == 22
    assert lines[-2:] == ["… and 5 more", "25 skipped"]


def test_a_problem_in_a_file_that_was_read_is_no_skip():
    assert skip_lines([Skipped("a.md", "read, but its date is none")]) == ["a.md: read, but its date is none"]


def _raise(error: Exception):
    def fail(*arguments, **options):
        raise error

    return fail


def test_without_the_readers_weights_answers_go_on_and_it_is_said(monkeypatch):
    def altered():
        raise ModelError("the reader cannot be used (reader.onnx was altered): install footnote again")

    monkeypatch.setattr("bot.reader.reading.OnnxReader", altered)
    told: list[str] = []
    assert open_reader(told.append) is None
    (line,) = told
    assert line.endswith("install footnote again; until then words and vectors alone choose the answers")

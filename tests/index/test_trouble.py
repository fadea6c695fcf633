"""Trouble around a build: folders that cannot be written, other writers, clocks that go backwards."""

import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from corpus.errors import CorpusError, SettingError
from index.changes import find_changes
from index.files import ExhaustedError
from index.locking import LOCK, BusyError, one_writer
from index.store import Home

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."
HOLD = """
import sys, time
from pathlib import Path
from index.locking import one_writer
with one_writer(Path(sys.argv[1]), "the index", 0):
    print("held", flush=True)
    time.sleep(60)
"""
BUILD = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from corpus.errors import FootnoteError
from index.build import build
from index.store import Home
from tests.conftest import FakeEncoder
if os.geteuid() == 0:
    # Whatever is imported late is imported now: another user may not read it.
    build(Home(Path(sys.argv[2]).parent / "other"), Path(sys.argv[2]), FakeEncoder(), model="fake").manifest
    os.setuid(65534)
home = Home(Path(sys.argv[1]))
try:
    build(home, Path(sys.argv[2]), FakeEncoder(), model="fake")
    said = "built"
except FootnoteError as error:
    said = f"{type(error).__name__}: {error}"
generation = home.open()
print(json.dumps([said, generation and len(list(generation.articles()))]))
"""


@pytest.fixture
def holder(home):
    """Another process that has the lock."""
    home.folder.mkdir()
    command = [sys.executable, "-c", HOLD, str(home.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_holds_the_lock_is_told(write, index_it, holder):
    write("ferry.md", SENTENCE)
    with pytest.raises(BusyError, match=rf"another process \({holder.pid} on .+\) is writing the index"):
        index_it(lock_seconds=0)


def test_the_second_writer_waits_and_says_for_whom(write, index_it, holder, monkeypatch):
    monkeypatch.setattr("index.locking.PATIENCE_SECONDS", 0.1)
    write("ferry.md", SENTENCE)
    told = []

    def end(line):
        told.append(line)
        threading.Timer(0.2, holder.kill).start()

    report = index_it(told=end)
    assert report.manifest.generation == 1
    assert len(told) == 1
    assert told[0].startswith(f"waiting for another process ({holder.pid} on ")


def test_a_lock_left_by_a_dead_process_is_taken_over(write, index_it, holder, home):
    write("ferry.md", SENTENCE)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (home.folder / LOCK).read_text().startswith(f"{holder.pid}\n")
    assert index_it(lock_seconds=0).manifest.generation == 1
    assert (home.folder / LOCK).read_text().startswith(f"{os.getpid()}\n")


def test_a_lock_that_nobody_signed(tmp_path):
    with one_writer(tmp_path, "the index", 0):
        (tmp_path / LOCK).write_text("?")
        with pytest.raises(BusyError, match=r"^another process is writing the index"):
            one_writer(tmp_path, "the index", 0).__enter__()


@pytest.fixture
def open_place():
    """A folder that every user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("closed", [".", "generations"])
def test_a_folder_that_may_only_be_read_answers_on(open_place, index_it, closed):
    corpus = open_place / "corpus"
    corpus.mkdir()
    (corpus / "ferry.md").write_text(SENTENCE)
    home = Home(open_place / "home")
    index_it(home=home, corpus=corpus)
    (corpus / "vote.md").write_text(VOTE)
    for path in [home.folder, *home.folder.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    (home.folder / closed).chmod(0o555)
    (home.folder / LOCK).chmod(0o444 if closed == "." else 0o666)
    command = [sys.executable, "-c", BUILD, str(home.folder), str(corpus), str(Path(__file__).parents[2])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said, articles = json.loads(done.stdout)
    assert said.startswith("SettingError: ")
    assert said.endswith("cannot be written (Permission denied): set FOOTNOTE_HOME to a folder that can")
    assert articles == 1


def test_a_read_only_disk(write, index_it, home, monkeypatch):
    write("ferry.md", SENTENCE)
    index_it()
    write("vote.md", VOTE)
    mkdir = Path.mkdir

    def refuse(path, *arguments, **how):
        if path.name == "000002":
            raise OSError(30, "Read-only file system", str(path))
        mkdir(path, *arguments, **how)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(SettingError, match="Read-only file system"):
        index_it()
    assert home.current() == 1


def test_file_handles_that_run_out_make_no_file_unreadable(write, corpus, monkeypatch):
    path = write("ferry.md", SENTENCE)
    known = {"ferry.md": find_changes(corpus, {}) and _state(path)}

    def fail(*_, **__):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("index.changes.sha256_of", fail)
    with pytest.raises(ExhaustedError, match="too many open files: close some programs"):
        find_changes(corpus, known)


def _state(path):
    from index.changes import content_of, state_of

    return state_of(path)._replace(sha256=content_of(path))


def test_an_open_generation_is_not_damaged_for_want_of_handles(write, index_it, home, monkeypatch):
    write("ferry.md", SENTENCE)
    index_it()

    def fail(*_, **__):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("index.manifest.sha256_of", fail)
    with pytest.raises(ExhaustedError):
        home.open()
    with pytest.raises(ExhaustedError):
        index_it()
    monkeypatch.undo()
    assert home.current() == 1


def test_files_from_the_future_are_read_whenever_they_change(write, index_it, noting):
    path = write("ferry.md", SENTENCE)
    future = time.time_ns() + 10**9 * 86_400 * 365
    os.utime(path, ns=(future, future))
    index_it(noting)
    assert index_it(noting).embedded == 0
    path.write_text(path.read_text().replace("late", "soon"))
    os.utime(path, ns=(future, future))
    assert index_it(noting).changes.changed == ("ferry.md",)


def test_a_clock_that_goes_backwards(write, index_it, home, monkeypatch):
    """The next generation is told by its number, whatever the time."""
    path = write("ferry.md", SENTENCE)
    first = index_it().manifest
    path.write_text(path.read_text().replace("late", "soon"))
    os.utime(path, ns=(10**18, 10**18))

    class Earlier(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr("index.draft.datetime.datetime", Earlier)
    monkeypatch.setattr("time.time_ns", lambda: 978_307_200 * 10**9)
    second = index_it().manifest
    assert second.built_at < first.built_at
    assert home.current() == second.generation == 2
    generation = home.open()
    assert "soon" in generation.article("ferry.md").text
    generation.close()
    monkeypatch.undo()
    assert not index_it().changes


def test_files_to_leave_stay_as_they_were(write, index_it, opened, corpus):
    ferry = write("ferry.md", SENTENCE)
    index_it()
    ferry.write_text(VOTE)
    write("half.md", "The coun")
    write("vote.md", VOTE)
    report = index_it(leave={"ferry.md", "half.md"})
    assert (report.changes.added, report.changes.changed, report.changes.removed) == (("vote.md",), (), ())
    assert [article.name for article in opened(leave={"ferry.md", "half.md"}).articles()] == [
        "ferry.md",
        "vote.md",
    ]
    assert index_it().changes.changed == ("ferry.md",)


def test_no_corpus_is_no_reason_to_forget(write, index_it, home, corpus):
    write("ferry.md", SENTENCE)
    index_it()
    shutil.rmtree(corpus)
    with pytest.raises(CorpusError):
        index_it(mend=True)
    assert home.current() == 1

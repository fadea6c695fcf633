"""`footnote index`."""

import errno
import json
import os
import re
import signal
import threading
import time

import pytest


def without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d s", "N s", text)


class TestIndex:
    def test_first_time(self, run):
        result = run("index")
        assert result.exit_code == 0
        assert without_seconds(result.stdout) == (
            "added 3 files:\n  ferry.md\n  library.md\n  storm.md\nembedded 3 passages\n"
            "3 articles, 3 passages, built in N s\n"
        )
        assert result.stderr == ""

    def test_nothing_changed(self, run):
        run("index")
        assert (
            without_seconds(run("index").stdout)
            == "nothing changed\n3 articles, 3 passages, checked in N s\n"
        )

    def test_changes(self, run, articles):
        run("index")
        (articles / "ferry.md").unlink()
        (articles / "storm.md").write_text(
            "The storm has passed over the islands, engineers said on Friday.\n"
        )
        lines = run("index").stdout.splitlines()
        assert lines[:-1] == [
            "changed 1 file:",
            "  storm.md",
            "removed 1 file:",
            "  ferry.md",
            "embedded 1 passage",
        ]

    def test_long_lists_are_cut(self, run, articles):
        for number in range(30):
            (articles / f"{number:02}.txt").write_text(f"The council met for the time number {number}.\n")
        lines = run("index").stdout.splitlines()
        assert lines[0] == "added 33 files:"
        assert lines[20:22] == ["  19.txt", "  … and 13 more"]

    def test_a_file_of_which_no_article_is_made_counts_as_skipped_alone(self, run, articles):
        (articles / "wire.jsonl").write_text('{"title": "A"}\n{"title": "B"}\n')
        (articles / "half.jsonl").write_text('{"title": "A"}\n{"body": "The ferry was late on Monday."}\n')
        result = run("index")
        assert result.stdout.startswith(
            "added 4 files:\n  ferry.md\n  half.jsonl\n  library.md\n  storm.md\n"
        )
        assert "footnote: 3 skipped" in result.stderr
        assert json.loads(run("index", "--rebuild", "--json").stdout)["added"] == [
            *("ferry.md", "half.jsonl", "library.md", "storm.md")
        ]

    def test_how_far_it_is_is_told_now_and_then(self, run, monkeypatch):
        monkeypatch.setattr("bot.commands.output.LINE_SECONDS", 0.0)
        lines = run("index").stderr.splitlines()
        assert lines == ["footnote: 3 of 3 files read, 3 passages embedded so far"]

    def test_skipped(self, run, articles):
        (articles / "scan.pdf").write_bytes(b"%PDF")
        (articles / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
        result = run("index")
        assert result.exit_code == 0
        assert result.stderr.splitlines() == [
            "footnote: scan.pdf: .pdf is not read; footnote add makes an article of it",
            "footnote: binary.txt: it is binary, not text; save the article as plain UTF-8 text",
            "footnote: 2 skipped",
        ]
        assert "added 3 files:" in result.stdout
        assert "binary.txt" not in result.stdout

    def test_json(self, run, articles):
        (articles / "scan.pdf").write_bytes(b"%PDF")
        found = json.loads(run("index", "--json").stdout)
        assert found["added"] == ["ferry.md", "library.md", "storm.md"]
        assert found["changed"] == found["removed"] == []
        assert found["embedded"] == found["passages"] == 3
        assert [skip["name"] for skip in found["skipped"]] == ["scan.pdf"]
        assert found["index"]["generation"] == 1

    def test_rebuild(self, run):
        run("index")
        found = json.loads(run("index", "--rebuild", "--json").stdout)
        assert found["embedded"] == 3
        assert found["index"]["generation"] == 2

    def test_damage_is_mended(self, run, workplace):
        run("index")
        (workplace / ".footnote/generations/000001/articles.db").write_bytes(b"")
        result = run("index")
        assert result.exit_code == 0
        assert result.stderr == "footnote: the index's articles.db has been altered; making it anew\n"
        assert run("search", "ferry").exit_code == 0

    def test_other_model(self, run):
        run("index")
        result = run("index", "--model", "other")
        assert "made with another model (all-MiniLM-L6-v2); making it anew" in result.stderr
        assert run("search", "ferry", "--model", "other").stderr == ""

    def test_full_disk(self, run, articles, monkeypatch):
        run("index")
        (articles / "new.txt").write_text("A new bridge was opened on Sunday by the mayor of Leith.\n")

        def fail(*arguments):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("index.draft.mark_files", fail)
        result = run("index")
        assert result.exit_code == 2
        assert (
            result.stderr == "footnote: the disk of .footnote is full: make room, then run: footnote index\n"
        )

    def test_full_disk_while_the_model_is_prepared(self, run, monkeypatch):
        def fail(*arguments):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("index.models.open_encoder", fail)
        result = run("index")
        assert result.exit_code == 2
        assert result.stderr.startswith("footnote: the disk is full")


class TestWatch:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_a_line_an_update_until_interrupted(self, run, articles, workplace, number):
        def live():
            current = workplace / ".footnote" / "CURRENT"
            return int(current.read_text()) if current.exists() else 0

        def change():
            until(lambda: live() == 1)
            (articles / "new.txt").write_text("A new bridge was opened on Sunday by the mayor of Leith.\n")
            (articles / "storm.md").unlink()
            until(lambda: live() == 2)
            time.sleep(0.2)  # for the line
            os.kill(os.getpid(), number)

        thread = threading.Thread(target=change)
        thread.start()
        result = run("index", "--watch")
        thread.join()
        assert result.exit_code == 0
        assert without_seconds(result.stdout).splitlines() == [
            "3 files added; embedded 3 passages; 3 articles, 3 passages, in N s",
            "1 file added, 1 removed; embedded 1 passage; 3 articles, 3 passages, in N s",
        ]
        assert result.stderr.startswith("footnote: following ")

    def test_json(self, run, workplace):
        def stop():
            until((workplace / ".footnote" / "CURRENT").exists)
            time.sleep(0.2)
            os.kill(os.getpid(), signal.SIGTERM)

        thread = threading.Thread(target=stop)
        thread.start()
        result = run("index", "--watch", "--json")
        thread.join()
        assert json.loads(result.stdout)["added"] == ["ferry.md", "library.md", "storm.md"]


def until(true):
    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")

"""Files of every kind, and all that can be wrong with them."""

import codecs
import datetime
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.readers import read
from tests.corpus.files import BODY, TEXT, problem, write


def test_text(tmp_path: Path) -> None:
    ((reading,), skipped) = read(write(tmp_path, "a.txt", TEXT), "sub/a.txt")
    assert skipped == []
    assert (reading.article.name, reading.article.title, reading.article.text) == (
        "sub/a.txt",
        "Talks go on",
        BODY,
    )
    assert [(line.text, line.dropped) for line in reading.lines] == [
        ("Talks go on", "the title"),
        (BODY, None),
    ]


def test_a_file_without_a_title_is_called_after_itself(tmp_path: Path) -> None:
    ((reading,), _) = read(write(tmp_path, "long_night-talks.txt", BODY), "long_night-talks.txt")
    assert reading.article.title == "long night talks"


def test_front_matter_overrides(tmp_path: Path) -> None:
    front = "---\ntitle: 'Other: title'\nsource: Example Wire\ndate: 2021-02-03\nauthor: Sam Poe\nurl: https://e.org\n---\n"
    ((reading,), skipped) = read(write(tmp_path, "a.txt", front + TEXT), "a.txt")
    article = reading.article
    assert skipped == []
    assert (article.title, article.publisher, article.url) == (
        "Other: title",
        "Example Wire",
        "https://e.org",
    )
    assert (article.published, article.author) == (datetime.date(2021, 2, 3), "Sam Poe")


def test_a_headline_with_a_colon_needs_no_quotes(tmp_path: Path) -> None:
    front = '---\ntitle: The theft: what we know, "so far"\nsource: Wire\ntime: 10:30\nabout:\n---\n'
    ((reading,), skipped) = read(write(tmp_path, "a.txt", front + TEXT), "a.txt")
    assert skipped == []
    assert (reading.article.title, reading.article.publisher) == (
        'The theft: what we know, "so far"',
        "Wire",
    )


def test_a_headline_that_begins_with_a_quotation_needs_none(tmp_path: Path) -> None:
    front = '---\nheadline: "It ran late": a captain speaks\npublication: Wire\ninterviewer: Jane Doe\n---\n'
    ((reading,), skipped) = read(write(tmp_path, "a.txt", front + TEXT), "a.txt")
    article = reading.article
    assert skipped == []
    assert (article.title, article.publisher, article.author) == (
        '"It ran late": a captain speaks',
        "Wire",
        "Jane Doe",
    )
    front = "---\ntitle: [Updated] Ferry late\npublish_date: 2020-07-08\n---\n"
    ((reading,), _) = read(write(tmp_path, "b.txt", front + TEXT), "b.txt")
    assert reading.article.title == "[Updated] Ferry late"
    assert reading.article.published == datetime.date(2020, 7, 8)


def test_markdown(tmp_path: Path) -> None:
    text = f"# Talks go on\n\nThe **council** met.\n\n## Why\n\n{BODY}\n"
    ((reading,), _) = read(write(tmp_path, "a.md", text), "a.md")
    assert reading.article.title == "Talks go on"
    assert reading.article.text == f"The **council** met.\n## Why\n{BODY}"


OBSIDIAN = """---
title: Talks go on
source: https://h.example/a
author:
  - "[[Jane Roe]]"
date: 2020-07-08
---
"""


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "Talks go on"\nauthor = "Jane Roe"\ndate = 2020-07-08T10:00:00Z\n+++\n',  # Hugo
        OBSIDIAN,
        "# Talks go on\n\nAuthor: Jane Roe\nDate: July 8, 2020\nURL: https://h.example/a\n\n",
        "# [Talks go on](https://h.example/a)\n\nBy **Jane Roe**\n8 July 2020\n\n",
        "# Talks go on\n\n[Original](https://h.example/a)\n\n*By Jane Roe, The Herald, July 8, 2020*\n\n",
        "**Talks go on**\n\nBy Jane Roe\n\n2020-07-08\n\n",
    ],
)
def test_markdown_of_many_makers(tmp_path: Path, front: str) -> None:
    ((reading,), skipped) = read(write(tmp_path, "a.md", f"{front}{BODY}\n"), "a.md")
    article = reading.article
    assert skipped == []
    assert (article.title, article.author, str(article.published)) == (
        "Talks go on",
        "Jane Roe",
        "2020-07-08",
    )
    assert article.text == BODY
    assert article.url == ("https://h.example/a" if re.search("URL|source|Original", front) else None)


def test_three_plus_signs_begin_no_front_matter_unless_it_is_one(tmp_path: Path) -> None:
    ((reading,), _) = read(write(tmp_path, "a.txt", f"+++\n{BODY}\n+++\n"), "a.txt")
    assert reading.article.text == BODY
    _, (skip,) = read(write(tmp_path, "a.md", f"+++\ntitle = Talks\n+++\n{BODY}\n"), "a.md")
    assert "its front matter cannot be read: " in skip.reason


def test_a_headline_that_is_a_second_heading(tmp_path: Path) -> None:
    text = f"## Talks go on, councils say\n\nBy Jane Doe\n\n{BODY}\n"
    ((reading,), _) = read(write(tmp_path, "a.md", text), "a.md")
    assert (reading.article.title, reading.article.text) == ("Talks go on, councils say", BODY)


def test_a_date_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    readings, skipped = read(write(tmp_path, "a.txt", f"---\ndate: some day\n---\n{TEXT}"), "a.txt")
    assert readings[0].article.published is None
    assert (
        skipped[0].reason
        == "read, but its date 'some day' is no date that can be read; write it like 2020-07-08"
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: [unclosed", "its front matter is not YAML"),
        ("title: {unclosed: here", "its front matter is not YAML"),
        ("title: a\n  b: c: d", "its front matter is not YAML"),
        ("a: &x 1\nb: *x", "its front matter uses a YAML alias"),
        ("date: 2020-13-45", "its front matter cannot be read"),
        ("a: !!python/object/apply:os.system [true]", "its front matter is not YAML"),
        ("a: " + "[" * 5000, "its front matter"),
        ("a: " + "x" * 20_000, "its front matter has no closing ---"),
    ],
)
def test_front_matter_that_is_refused(tmp_path: Path, front: str, expected: str) -> None:
    assert problem(write(tmp_path, "a.md", f"---\n{front}\n---\n{TEXT}")).startswith(expected)


def test_a_rule_across_the_page_is_no_front_matter(tmp_path: Path) -> None:
    ((reading,), skipped) = read(write(tmp_path, "a.txt", f"---\n{TEXT}\n---\n{BODY} Again.\n"), "a.txt")
    assert skipped == []
    assert reading.article.text == f"{BODY}\n{BODY} Again."


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    ((reading,), _) = read(write(tmp_path, "a.txt", data), "a.txt")
    assert (reading.article.title, reading.article.text) == ("Talks go on", BODY)


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("cp1252", "Der Rat tagte am Montag über neun Stunden, und für die Bürger änderte sich nichts. "),
        ("cp1252", "“We’ve waited,” the mayor said – and the café on the quay, Zoë’s, has waited too. "),
        ("cp1251", "Городской совет заседал в понедельник девять часов и ни о чём не договорился. "),
        ("shift_jis", "市議会は月曜日に九時間にわたって会議を開いたが、何も決まらなかった。"),
    ],
)
def test_an_encoding_that_is_guessed(tmp_path: Path, encoding: str, sentence: str) -> None:
    ((reading,), _) = read(write(tmp_path, "a.txt", (sentence * 5).encode(encoding)), "a.txt")
    assert reading.article.text == (sentence * 5).strip()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\t\n", "it is empty"),
        ("a.txt", b"Share\nPrint\n", "nothing is left once it is cleaned"),
        ("a.txt", b"PK\x03\x04\x00\x00" + bytes(range(256)) * 4, "it is binary"),
        ("a.txt", b"abc\x00def", "it is binary"),
        ("a.txt", b"\x01\x02\x03\x04 abc", "it is binary"),
        ("a.txt", codecs.BOM_UTF16_LE + b"a", "it begins as utf-16 but breaks at byte"),
        ("a.pdf", b"%PDF", ".pdf is not read"),
        (
            "a.json",
            b'{"title": "A",\n "body": "b',
            "it is not JSON (Unterminated string starting at: line 2, column 10)",
        ),
        ("a.json", b"[" * 200_000, "it is JSON nested too deep"),
        ("a.json", b"[]", "it holds an empty list"),
        ("a.json", b"3", "it is no JSON object"),
        ("a.json", b'{"title": "A"}', "it has no text"),
        ("a.json", b'{"title": "A", "body": 5}', "it has no text"),
        ("a.jsonl", b'{"body": ""}', "it has no text"),
    ],
)
def test_what_cannot_become_an_article(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert problem(write(tmp_path, name, content)).startswith(expected)


def test_records(tmp_path: Path) -> None:
    beside = '"url": "https://e.org", "publisher": "P", "published": "July 8, 2020"'
    one = f'{{"Title": "One", "text": "{BODY}", {beside}}}'
    beside = '"source": {"name": "Q"}, "author": ["A B", "C D"], "published_at": null'
    two = f'{{"title": 5, "content": "{BODY}", {beside}}}'
    ((reading,), _) = read(write(tmp_path, "a.json", one), "a.json")
    assert reading.article.name == "a.json"
    assert (reading.article.title, reading.article.url, reading.article.publisher) == (
        "One",
        "https://e.org",
        "P",
    )
    assert reading.article.published == datetime.date(2020, 7, 8)
    readings, _ = read(write(tmp_path, "b.json", f"[{one}, {two}]"), "b.json")
    assert [reading.article.name for reading in readings] == ["b.json#1", "b.json#2"]
    assert (readings[1].article.title, readings[1].article.publisher) == ("5", "Q")
    assert (readings[1].article.author, readings[1].article.published) == ("A B, C D", None)


def test_a_bad_record_does_not_lose_the_others(tmp_path: Path) -> None:
    good = f'{{"title": "One", "body": "{BODY}"}}'
    readings, skipped = read(write(tmp_path, "a.jsonl", f"{good}\n{{oops\n\n3\n{good}\n"), "a.jsonl")
    assert [reading.article.name for reading in readings] == ["a.jsonl#1", "a.jsonl#4"]
    assert [skip.name for skip in skipped] == ["a.jsonl#2", "a.jsonl#3"]
    assert "line 2, column 2" in skipped[0].reason
    assert skipped[0].reason.startswith("it is not JSON (Expecting property name")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.json", "a.jsonl"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, name: str) -> None:
    readings, skipped = read(write(tmp_path, name, data), name)
    assert readings or skipped
    assert all(reading.article.text and reading.article.title for reading in readings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=200), st.text(alphabet="ab:-[]{}&*!'\"\n #1", max_size=60))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str, front: str) -> None:
    data = f"---\n{front}\n---\n{text}".encode("utf-8", "replace")
    readings, skipped = read(write(tmp_path, "a.md", data), "a.md")
    assert readings or skipped


def test_half_a_surrogate_pair_is_no_character(tmp_path: Path) -> None:
    record = r'{"title": "Half \ud800 pair", "publisher": "\udc00", "body": "BODY \ud83d\ude00 \ud800"}'
    path = write(tmp_path, "a.json", record.replace("BODY", BODY))
    ((reading,), skipped) = read(path, path.name)
    assert skipped == []
    assert reading.article.title == "Half \ufffd pair"
    assert reading.article.publisher == "\ufffd"
    assert reading.article.text == f"{BODY} \U0001f600 \ufffd"

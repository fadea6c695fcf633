"""Articles as the exports and answers of others hold them."""

import json

import pytest

from corpus.records import json_records, jsonl_records
from corpus.tables import table_records

TEXT = "The ferry to Skarn was two hours late on Monday, the Harbour Board said."
MARKUP = f"<p>{TEXT}</p><p>It was <em>foggy</em>.</p>"
PLAIN = f"{TEXT}\n\nIt was foggy."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (  # NewsAPI
            {
                "status": "ok",
                "articles": [
                    {
                        "source": {"id": None, "name": "The Herald"},
                        "author": "Jane Roe",
                        "title": "Ferry late",
                        "publishedAt": "2020-07-08T10:00:00Z",
                        "content": TEXT,
                    }
                ],
            },
            ("Ferry late", "The Herald", "Jane Roe", TEXT),
        ),
        (  # The Guardian
            {
                "response": {
                    "results": [
                        {
                            "webPublicationDate": "2020-07-08T10:00:00Z",
                            "webTitle": "Ferry late",
                            "fields": {"byline": "Jane Roe", "bodyText": TEXT},
                        }
                    ]
                }
            },
            ("Ferry late", None, "Jane Roe", TEXT),
        ),
        (  # The New York Times
            {
                "response": {
                    "docs": [
                        {
                            "headline": {"main": "Ferry late"},
                            "byline": {"original": "By Jane Roe"},
                            "pub_date": "2020-07-08T10:00:00+0000",
                            "source": "The Times",
                            "lead_paragraph": TEXT,
                        }
                    ]
                }
            },
            ("Ferry late", "The Times", "Jane Roe", TEXT),
        ),
        (  # WordPress
            [
                {
                    "date": "2020-07-08T10:00:00",
                    "title": {"rendered": "Ferry &#8216;late&#8217;"},
                    "content": {"rendered": MARKUP},
                }
            ],
            ("Ferry ‘late’", None, None, PLAIN),
        ),
        (  # JSON Feed
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "The Herald",
                "items": [
                    {
                        "title": "Ferry late",
                        "content_html": MARKUP,
                        "date_published": "2020-07-08",
                        "authors": [{"name": "Jane Roe"}, {"name": "Sue Poe"}],
                    }
                ],
            },
            ("Ferry late", "The Herald", "Jane Roe, Sue Poe", PLAIN),
        ),
        (  # trafilatura
            [
                {
                    "title": "Ferry late",
                    "author": "Jane Roe",
                    "date": "2020-07-08",
                    "text": TEXT,
                    "sitename": "The Herald",
                    "source": "https://herald.example/ferry",
                }
            ],
            ("Ferry late", "The Herald", "Jane Roe", TEXT),
        ),
    ],
)
def test_as_others_hold_them(value: object, told: tuple[str | None, ...]) -> None:
    (record,) = json_records(json.dumps(value), "a.json")
    given = record.given
    assert record.name == "a.json#1"
    assert (given.title, given.publisher, given.author, record.text) == told
    assert str(given.published) == "2020-07-08"


@pytest.mark.parametrize(
    "text",
    ["If a <p and b> c, said Moss, the ferry runs.", "It wrote <br> where a line ends.", "<p>" * 100_000],
)
def test_a_lesser_sign_is_no_markup(text: str) -> None:
    (record,) = json_records(json.dumps({"body": text}), "a.json")
    assert record.text == text


def test_breaks_are_markup() -> None:
    (record,) = json_records(json.dumps({"body": "The ferry ran.<br><br>It was late."}), "a.json")
    assert record.text == "The ferry ran.\n\nIt was late."


@pytest.mark.parametrize(
    "value", [{"data": {"data": {"data": {"data": [{"body": TEXT}]}}}}, {"articles": 3}, {"fields": 3}]
)
def test_what_holds_no_article(value: object) -> None:
    (record,) = json_records(json.dumps(value), "a.json")
    assert record.problem is not None
    assert "it has no text" in record.problem


def test_entities_of_html_are_characters() -> None:
    value = {"title": "Ferry &#8217;late&#8217; again", "body": "Fish &amp; ferries were late; R&D went on."}
    [record] = json_records(json.dumps(value), "a.json")
    assert record.given.title == "Ferry ’late’ again"
    assert record.text == "Fish & ferries were late; R&D went on."


QUOTED = f'"{TEXT}\n\nIt was ""foggy""."'
TABLES = {
    "comma": f'id,Title,body,publisher,date\n1,"Ferry, late",{QUOTED},The Herald,2020-07-08\n',
    "semicolon": f'Title;body;publisher;date\n"Ferry, late";{QUOTED};The Herald;2020-07-08\n;;;\n',
    "tab": f"title\tcontent\tsource\tpublished_at\nFerry, late\t{QUOTED}\tThe Herald\t2020-07-08",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_articles(name: str) -> None:
    [record] = table_records(TABLES[name], "a.csv")
    given = record.given
    assert (record.name, given.title, given.publisher) == ("a.csv#1", "Ferry, late", "The Herald")
    assert str(given.published) == "2020-07-08"
    assert record.text == f'{TEXT}\n\nIt was "foggy".'


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("a,b\n1,2\n", "its first row names no column body"),
        ("title,body\nFerry,\n", "it has no text"),
        ('title,body\nFerry,"' + "x" * 10_000_001, "it is no row that can be read"),
    ],
)
def test_a_table_without_articles(table: str, problem: str) -> None:
    [record] = table_records(table, "a.csv")
    assert problem in (record.problem or "")


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("13/08/2020", "2020-08-07"),
        ("08/13/2020", "2020-07-08"),
        ("07/09/2020", "None"),
        ("2020-08-13", "None"),
    ],
)
def test_a_date_is_read_as_the_others_of_its_file_are_written(other: str, day: str) -> None:
    rows = [{"title": "Ferry late", "body": TEXT, "date": date} for date in ("07/08/2020", other)]
    lines = "\n".join(map(json.dumps, rows))
    table = "title,body,date\n" + "\n".join(f'Ferry late,"{TEXT}",{row["date"]}' for row in rows)
    for first, _ in (
        json_records(json.dumps(rows), "a.json"),
        jsonl_records(lines, "a.jsonl"),
        table_records(table, "a.csv"),
    ):
        assert str(first.given.published) == day

"""The JSON that other programs read."""

import json
from dataclasses import replace

from bot.jsonl import answer_object, dumps
from corpus.article import Article


def test_answer_object(answer):
    port = Article("port.txt", "Port", "The ferry was late.\nMoss blamed the fog.", "The Post")
    first, *rest = answer.quotes
    answer = replace(answer, quotes=(replace(first, also_in=(port,)), *rest))
    found = json.loads(dumps(answer_object(answer)))
    assert list(found) == [
        "question", "answered", "reason", "quotes", "nearest", "sources", "index", "notes",
    ]  # fmt: skip
    assert found["question"] == "Was the ferry late?"
    assert found["answered"] is True
    assert found["reason"] is None
    assert found["nearest"] is None
    assert found["notes"] == []
    assert found["quotes"][0] == {
        "text": "The ferry was late.\nMoss blamed the fog.",
        "article": "ferry.txt",
        "passage": "a" * 16,
        "start": 0,
        "end": 40,
        "page": None,
        "also_in": ["port.txt"],
        "score": 0.9,
    }
    assert found["sources"] == [
        {
            "article": "ferry.txt",
            "title": "Ferry runs late",
            "publisher": "The Herald",
            "author": None,
            "published": "2020-07-08",
            "url": "https://herald.example/ferry",
            "days_later": None,
            "also_in": ["The Post"],
        },
        {
            "article": "storm.txt",
            "title": "Storm",
            "publisher": None,
            "author": None,
            "published": None,
            "url": None,
            "days_later": None,
            "also_in": [],
        },
    ]
    assert found["index"] == {
        "generation": 7,
        "articles": 1200,
        "newest": "2020-07-08",
        "built_at": "2020-07-09T12:00:00+00:00",
    }


def test_refusal_object(refusal):
    found = json.loads(dumps(answer_object(refusal)))
    assert found["answered"] is False
    assert found["reason"] == "no article mentions Amazon"
    assert found["quotes"] == found["sources"] == []
    assert found["nearest"]["text"] == "The ferry stayed in port."
    assert found["notes"] == ["the quotes do not speak of Amazon and Zoom"]


def test_text_is_verbatim(answer):
    text = "“é” \x1b[1m \u202e \x00"
    quoted = replace(answer, quotes=(replace(answer.quotes[0], text=text),))
    line = dumps(answer_object(quoted))
    assert "“é”" in line
    assert "\n" not in line
    assert json.loads(line)["quotes"][0]["text"] == text


def test_half_a_pair_can_be_written():
    line = dumps({"text": "half \ud800 pair"})
    assert line.encode("utf8")
    assert json.loads(line)["text"] == "half \ud800 pair"

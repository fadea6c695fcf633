"""`footnote show`."""

import json


def test_article(run):
    lines = run("show", "ferry.md").stdout.splitlines()
    assert lines[0].startswith("Ferry to Aberdeen runs late · The Herald")
    assert "Captain Moss blamed the fog that lay over the harbour all morning." in lines


def test_part_of_a_name_or_title(run):
    assert run("show", "FERR").stdout == run("show", "ferry.md").stdout
    assert run("show", "two libraries").stdout == run("show", "library.md").stdout


def test_dropped_lines(run, monkeypatch):
    from corpus.cleaning import Line
    from corpus.readers import Reading, read

    def read_more(path, name):
        readings, skipped = read(path, name)
        lines = (Line("Share this", "menu"), *readings[0].lines)
        return [Reading(readings[0].article, lines)], skipped

    monkeypatch.setattr("corpus.readers.read", read_more)
    assert "~ [menu] Share this" in run("show", "ferry.md").stdout.splitlines()


def test_record_of_a_file(run, articles):
    records = [
        {"title": f"Title {name}", "body": f"Body {name} was written down on Monday."} for name in "ab"
    ]
    (articles / "more.jsonl").write_text("\n".join(map(json.dumps, records)))
    lines = run("show", "more.jsonl#2").stdout.splitlines()
    assert lines[0] == "Title b · more.jsonl#2"
    assert "Body b was written down on Monday." in lines


def test_passage(run):
    passage = json.loads(run("search", "--json", "ferry").stdout)["passages"][0]
    text = run("show", passage["passage"]).stdout
    assert f"【{passage['text']}】" in text
    assert text.startswith("Ferry to Aberdeen runs late · The Herald")


def test_passage_that_was_edited(run, articles):
    passage = json.loads(run("search", "--json", "ferry").stdout)["passages"][0]
    text = (articles / "ferry.md").read_text()
    (articles / "ferry.md").write_text(text.replace("Captain Moss", "Captain Ross"))
    shown = run("show", passage["passage"]).stdout.splitlines()
    assert shown[0].startswith("Ferry to Aberdeen runs late · The Herald")
    assert shown[1].startswith("since edited: it was replaced on ")
    assert shown[-1] == "Captain Moss blamed the fog that lay over the harbour all morning.】"
    (articles / "ferry.md").unlink()
    assert "no passage has the id" in run("show", passage["passage"]).stderr


def test_passage_that_is_cut_otherwise(run, articles):
    passage = json.loads(run("search", "--json", "ferry").stdout)["passages"][0]
    with (articles / "ferry.md").open("a") as file:
        file.write("\nThe company apologised.\n")
    shown = run("show", passage["passage"]).stdout.splitlines()
    assert shown[1].startswith("since edited around it, on ")
    assert shown[-1] == "The company apologised."


def test_unknown_passage(run):
    result = run("show", "0123456789abcdef")
    assert result.exit_code == 2
    assert "no passage has the id 0123456789abcdef" in result.stderr


def test_unknown_article(run):
    result = run("show", "fery.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("footnote: no article is called 'fery.md': did you mean ferry.md or ")


def test_article_like_no_other(run):
    assert "footnote sources lists them" in run("show", "zzzzzz").stderr


def test_name_of_several(run):
    result = run("show", ".md")
    assert result.exit_code == 2
    assert "3 articles are called like '.md': ferry.md, library.md, storm.md" in result.stderr


def test_file_that_is_gone(run, articles):
    import shutil

    run("index")
    shutil.rmtree(articles)
    result = run("show", "ferry.md")
    assert result.exit_code == 0
    assert "Captain Moss blamed the fog" in result.stdout
    assert "its file cannot be read;" in result.stderr

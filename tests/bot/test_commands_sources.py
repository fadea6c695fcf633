"""`footnote sources`."""

import json


def test_tabs(run):
    assert run("sources").stdout == (
        "Ferry to Aberdeen runs late\tThe Herald\t2020-07-08\tmd\t\t\tferry.md\n"
        "Council closes two libraries\tThe Herald\t2020-07-06\tmd\t\t\tlibrary.md\n"
        "Storm over the islands\t\t\tmd\t\t\tstorm.md\n"
    )


def test_json(run):
    lines = run("sources", "--json").stdout.splitlines()
    assert json.loads(lines[2]) == {
        "article": "storm.md",
        "title": "Storm over the islands",
        "publisher": None,
        "author": None,
        "published": None,
        "url": None,
        "form": "md",
        "original": None,
        "pages": None,
        "versions": [],
        "copies": [],
    }


def test_what_was_edited_copied_and_made_from_a_pdf(run, articles):
    ferry = (articles / "ferry.md").read_text()
    (articles / "copy.md").write_text(ferry.replace("runs late", "is late"))
    (articles / "ferry.md").write_text(ferry.replace("---\nThe", "original: .originals/ferry.pdf\n---\nThe"))
    run("index")
    with (articles / "ferry.md").open("a") as file:
        file.write("\nThe company apologised.\n")
    assert run("sources").stdout.splitlines() == [
        "Ferry to Aberdeen is late\tThe Herald\t2020-07-08\tmd\t\t1\tcopy.md",
        "Ferry to Aberdeen runs late\tThe Herald\t2020-07-08\tpdf\t1\t1\tferry.md",
        "Council closes two libraries\tThe Herald\t2020-07-06\tmd\t\t\tlibrary.md",
        "Storm over the islands\t\t\tmd\t\t\tstorm.md",
    ]
    edited = json.loads(run("sources", "--json").stdout.splitlines()[1])
    assert (edited["form"], edited["original"]) == ("pdf", ".originals/ferry.pdf")
    assert edited["copies"] == ["copy.md"]
    assert [version["title"] for version in edited["versions"]] == ["Ferry to Aberdeen runs late"]

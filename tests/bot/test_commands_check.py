"""`footnote check`."""

import json


def damage(path):
    content = path.read_bytes()
    path.write_bytes(bytes([*content[:-1], content[-1] ^ 0xFF]))


def test_nothing_is_wrong(run):
    run("index")
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "3 articles, 3 passages: nothing is wrong\n")


def test_no_index_yet(run):
    result = run("check", "--mend")
    assert result.exit_code == 0
    assert result.stdout == "there is no index yet: make one with: footnote index\n"


def test_damage_is_told_and_mended(run, workplace):
    run("index")
    damage(workplace / ".footnote/generations/000001/articles.db")
    result = run("check")
    assert result.exit_code == 2
    assert result.stdout == (
        "articles.db: its content is not what was written\n1 problem; mend with: footnote check --mend\n"
    )
    result = run("check", "--mend")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "mended: 3 articles, 3 passages"
    assert run("check").exit_code == 0
    assert run("search", "ferry").exit_code == 0


def test_json(run, workplace):
    run("index")
    damage(workplace / ".footnote/generations/000001/vectors.faiss")
    found = json.loads(run("check", "--json").stdout)
    assert found["problems"] == [{"where": "vectors.faiss", "what": "its content is not what was written"}]
    assert (found["mended"], found["index"]["generation"]) == (None, 1)
    result = run("check", "--mend", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["mended"] is True
    assert json.loads(run("check", "--json").stdout)["problems"] == []


def test_what_cannot_be_mended_stays(run, workplace, articles):
    """Without articles there is nothing to make an index of; the one there is stays as it is."""
    run("index")
    damage(workplace / ".footnote/generations/000001/vectors.faiss")
    articles.rename(articles.with_name("away"))
    result = run("check", "--mend")
    assert result.exit_code == 2
    assert [path.name for path in (workplace / ".footnote/generations").iterdir()] == ["000001"]

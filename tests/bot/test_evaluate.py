"""Figures that were worked out by hand."""

import json
from dataclasses import replace

import pytest

from bot.answer import Answer
from bot.asking import Explanation
from bot.curves import Bin, Point
from bot.evaluate import Expected, FactQuestion, QuoteQuestion, read_questions
from bot.evaluate_facts import FactScores, find_facts, mean_scores
from bot.evaluate_quotes import QuoteScores, Ratio, RefusalScores, judge, matches, tally
from bot.pictures import MISSING
from corpus.errors import SettingError

LATE = Expected("ferry.txt", "The ferry\u00a0was  late.")
FOG = Expected("ferry.txt", "blamed the fog")
PORT = Expected("storm.txt", "stayed in port")
HOMES = "A storm has cut the power of nine hundred homes on the islands, engineers said."


class TestQuotes:
    @pytest.mark.parametrize(
        ("shown", "expected", "same"),
        [
            ("Moss blamed the fog.", FOG, True),
            ("the fog", FOG, True),
            ("Moss blamed\n\u00a0the fog.", FOG, True),
            ("Moss blamed the storm.", FOG, False),
            ("Moss blamed the fog.", replace(FOG, article="storm.txt"), False),
        ],
    )
    def test_matches(self, answer, shown, expected, same):
        assert matches(replace(answer.quotes[0], text=shown), expected) is same

    def test_tally(self, answer, refusal):
        """Of three questions that can be answered one is right, one right second, one refused."""
        right = QuoteQuestion("1", True, (LATE,), (FOG,))
        second = QuoteQuestion("2", True, (PORT, Expected("other.txt", "gone")), (FOG,))
        refused = QuoteQuestion("3", True, (FOG,))
        unanswerable = QuoteQuestion("4", False, ())
        judged = [
            judge(right, Explanation(answer, (), 0.75)),  # evidence first, the distractor third
            judge(second, Explanation(answer, (), 0.75)),
            judge(refused, Explanation(refusal, (), 0.25)),
            judge(unanswerable, Explanation(refusal, (), 0.25)),
            judge(unanswerable, Explanation(answer, (), 0.75)),
        ]
        assert [one.evident for one in judged[:2]] == [(True, False, False), (False, True, False)]
        assert [one.right for one in judged] == [True, False, False, True, False]
        assert [one.found for one in judged[:3]] == [(True,), (True, False), (False,)]
        assert tally(judged) == QuoteScores(
            questions=5,
            first_quote=Ratio(1, 3),
            any_quote=Ratio(2, 3),
            quotes=Ratio(2, 6),
            sentences=Ratio(2, 4),
            articles=Ratio(2, 4),
            distractors=Ratio(2, 2),
            refused_rightly=Ratio(1, 2),
            refused_wrongly=Ratio(1, 3),
            refusals=RefusalScores(
                precision=Ratio(1, 2),
                recall=Ratio(1, 2),
                f1=0.5,
                area=pytest.approx(3.5 / 6),
                calibration_error=pytest.approx((0.25 * 2 + (0.75 - 2 / 3) * 3) / 5),
                curve=(Point(0.25, 0.5, 0.5), Point(0.75, 2 / 5, 1.0)),
                reliability=(Bin(0.25, 0.5, 2), Bin(0.75, pytest.approx(2 / 3), 3)),
            ),
        )

    def test_a_quote_that_is_evidence_misleads_nobody(self, answer):
        question = QuoteQuestion("1", True, (LATE,), (LATE,))
        one = Answer("1", answer.quotes[:1], None, None, answer.stamp)
        assert judge(question, Explanation(one, (), 1.0)).misled is False

    def test_ratio_in_words(self):
        assert str(Ratio(1, 3)) == "1 of 3 (0.333)"
        assert str(Ratio(0, 0)) == "0 of 0"


class TestFacts:
    def test_white_space_does_not_count(self):
        assert find_facts(["a  b\u00a0c"], ["x", "zab\ncz"]).hits == (False, True)

    def test_one_question(self):
        """Facts a and b: a at rank 2, again at 3, b at 5."""
        found = find_facts(["a", "b"], ["-", "a", "a", "-", "b"])
        assert found.hits == (False, True, True, False, True)
        assert found.reciprocal_rank == 1 / 2
        assert found.average_precision == pytest.approx((1 / 2 + 1 / 5) / 2)

    def test_what_is_beyond_ten_does_not_count(self):
        assert find_facts(["a"], ["-"] * 10 + ["a"]).hit_within(10) is False

    def test_means(self):
        first = find_facts(["a"], ["a"])
        fifth = find_facts(["a"], ["-", "-", "-", "-", "a"])
        never = find_facts(["a"], ["-"])
        assert mean_scores([first, fifth, never, never]) == FactScores(
            questions=4, hits_at_4=0.25, hits_at_10=0.5, mrr_at_10=(1 + 0.2) / 4, map_at_10=(1 + 0.2) / 4
        )

    def test_no_question(self):
        assert mean_scores([]) == FactScores(0, 0.0, 0.0, 0.0, 0.0)


class TestReading:
    def test_lines(self, tmp_path):
        path = tmp_path / "questions.jsonl"
        record = {
            "question": "Who?",
            "answerable": True,
            "evidence": [{"article": "a.txt", "quote": "Moss"}],
            "distractors": [],
        }
        path.write_text(json.dumps(record) + "\n\n")
        assert read_questions(path) == [QuoteQuestion("Who?", True, (Expected("a.txt", "Moss"),))]

    def test_list(self, tmp_path):
        path = tmp_path / "questions.json"
        records = [
            {"query": "Who?", "question_type": "inference_query", "evidence_list": [{"fact": "Moss"}]},
            {"query": "When?", "question_type": "null_query", "evidence_list": [{"fact": "never"}]},
            {"query": "Why?", "question_type": "inference_query", "evidence_list": []},
        ]
        path.write_text(json.dumps(records))
        assert read_questions(path) == [
            FactQuestion("Who?", ("Moss",)),
            FactQuestion("When?", ()),
            FactQuestion("Why?", ()),
        ]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "no question in it"),
            ("[]", "no question in it"),
            ("[", "is not JSON"),
            ('{"question": "Who?", "answerable": true}\n{', "line 2 is not JSON"),
            ('{"question": "Who?"}', "question 1 is of another form"),
            ("[1]", "question 1 is of another form"),
            ('{"question": 5, "answerable": true}', "question 1 is of another form: its question is no text"),
            ('{"question": "Who?", "answerable": "yes"}', "its answerable is no true or false"),
            ('{"question": "Who?", "answerable": null}', "its answerable is no true or false"),
            ('{"question": "Who?"}', "its answerable is missing"),
            ('{"question": "Who?", "answerable": true, "evidence": [3]}', "3 is no object"),
            (
                '{"question": "Who?", "answerable": true, "evidence": [{"article": 3, "quote": "a"}]}',
                "its article is no text",
            ),
            ('{"query": 3, "evidence_list": []}', "its query is no text"),
            ('{"query": "Who?", "evidence_list": [{"fact": 7}]}', "its fact is no text"),
        ],
    )
    def test_what_is_wrong(self, tmp_path, text, words):
        path = tmp_path / "questions"
        path.write_text(text)
        with pytest.raises(SettingError, match=words):
            read_questions(path)

    def test_no_file(self, tmp_path):
        with pytest.raises(SettingError, match="name a file of questions"):
            read_questions(tmp_path / "nothing")


@pytest.mark.usefixtures("scripted")
class TestCommand:
    def test_quotes(self, run, workplace):
        records = [
            {
                "question": "Who blamed the fog?",
                "answerable": True,
                "evidence": [{"article": "ferry.md", "quote": "Moss"}],
            },
            {"question": "Which homes?", "answerable": False},
            {"question": "Did Amazon pause?", "answerable": False},
        ]
        (workplace / "q.jsonl").write_text("\n".join(map(json.dumps, records)))
        result = run("evaluate", "q.jsonl")
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "first quote is evidence         1 of 1 (1.000)",
            "any quote is evidence           1 of 1 (1.000)",
            "quotes that are evidence        1 of 1 (1.000)",
            "evidence quoted, by sentence    1 of 1 (1.000)",
            "articles with evidence cited    1 of 1 (1.000)",
            "distractor quoted               0 of 0",
            "answerable refused              0 of 1 (0.000)",
            "unanswerable refused (recall)   1 of 2 (0.500)",
            "refused rightly (precision)     1 of 1 (1.000)",
            "F1 of refusals                  0.667",
            "told apart by chance (AUC)      0.750",
            "calibration error               0.333",
            "",
            "refused below a chance of       precision           recall              F1",
            "0.1                             1.000               0.500               0.667",
            "",
            "Which homes? (not answerable)",
            f"  wrong  {HOMES} · storm.md",
        ]
        found = json.loads(run("evaluate", "q.jsonl", "--json").stdout)
        assert found["first_quote"] == {"count": 1, "total": 1}
        assert [miss["question"] for miss in found["misses"]] == ["Which homes?"]
        assert found["refusals"]["precision"] == {"count": 1, "total": 1}
        assert found["refusals"]["curve"][0] == {"threshold": 0.0, "precision": 1.0, "recall": 0.5}

    def test_facts(self, run, workplace):
        records = [
            {
                "query": "Moss fog",
                "question_type": "inference_query",
                "evidence_list": [{"fact": "Moss  blamed"}],
            },
            {"query": "pause", "question_type": "null_query", "evidence_list": []},
        ]
        (workplace / "q.json").write_text(json.dumps(records))
        alone = [
            "questions with facts            1",
            "Hits@4                          1.0000",
            "Hits@10                         1.0000",
            "MRR@10                          1.0000",
            "MAP@10                          1.0000",
        ]
        assert run("evaluate", "q.json").stdout.splitlines() == alone
        asked = run("evaluate", "q.json", "--refusals").stdout.splitlines()
        assert asked[:5] == alone
        assert "evidence quoted, by sentence    1 of 1 (1.000)" in asked
        assert "unanswerable refused (recall)   1 of 1 (1.000)" in asked
        found = json.loads(run("evaluate", "q.json", "--json").stdout)
        assert found["mrr_at_10"] == 1.0
        assert found["answers"] is None
        found = json.loads(run("evaluate", "q.json", "--json", "--refusals").stdout)
        assert found["answers"]["sentences"] == {"count": 1, "total": 1}
        found = json.loads(run("evaluate", "q.json", "--json", "--compare").stdout)
        assert list(found["answers"]) == ["without reader", "with reader", "careful"]
        assert found["careful"]["mrr_at_10"] == 1.0
        compared = run("evaluate", "q.json", "--compare").stdout.splitlines()
        assert compared[0].split() == ["search", "careful"]
        assert compared[2].split() == ["Hits@4", "1.0000", "1.0000"]

    def test_what_is_expected_of_no_article_is_said(self, run, workplace):
        evidence = [
            {"article": "nope.md", "quote": "fog"},
            {"article": "ferry.md", "quote": "Captain Moss blamed  the fog"},
            {"article": "ferry.md", "quote": "Captain Ross"},
            {"article": "ferry.md", "quote": "Ferry to Aberdeen runs late"},
        ]
        record = {"question": "Who blamed the fog?", "answerable": True, "evidence": evidence}
        (workplace / "q.jsonl").write_text(json.dumps(record))
        said = run("evaluate", "q.jsonl").stderr.splitlines()
        assert said == [
            "footnote: q.jsonl: no article is called nope.md",
            "footnote: q.jsonl: ferry.md does not say 'Captain Ross'",
        ]

    def test_pictures(self, run, workplace):
        record = {"question": "Who blamed the fog?", "answerable": True}
        other = {"question": "Did Amazon pause?", "answerable": False}
        (workplace / "q.jsonl").write_text(f"{json.dumps(record)}\n{json.dumps(other)}")
        assert run("evaluate", "q.jsonl", "--compare", "--plot", "new/pictures").exit_code == 0
        for name in ("refusals.png", "reliability.png"):
            assert (workplace / "new" / "pictures" / name).read_bytes().startswith(b"\x89PNG")

    @pytest.mark.parametrize(("folder", "words"), [("q.jsonl", "is a file"), ("q.jsonl/x", "name another")])
    def test_no_folder_for_pictures(self, run, workplace, folder, words):
        (workplace / "q.jsonl").write_text("")
        result = run("evaluate", "q.jsonl", "--plot", folder)
        assert result.exit_code == 2
        assert words in result.stderr

    def test_pictures_without_matplotlib(self, run, monkeypatch):
        monkeypatch.setattr("bot.pictures.find_spec", lambda name: None)
        result = run("evaluate", "nothing.jsonl", "--plot", "pictures")
        assert result.exit_code == 2
        assert result.stderr == f"footnote: {MISSING}\n"

    def test_file_that_is_none(self, run):
        result = run("evaluate", "nothing.jsonl")
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1


def test_ways_of_choosing_side_by_side(run, articles, tmp_path):
    file = tmp_path / "questions.jsonl"
    evidence = [{"article": "ferry.md", "quote": "Captain Moss blamed the fog"}]
    rows = [
        {"question": "Who blamed the fog?", "answerable": True, "evidence": evidence, "distractors": []},
        {"question": "Was Bergen late?", "answerable": False, "evidence": [], "distractors": []},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    found = json.loads(run("evaluate", str(file), "--compare", "--json").stdout)
    assert list(found) == ["without reader", "with reader", "careful"]
    assert all(scores["first_quote"] == {"count": 1, "total": 1} for scores in found.values())
    lines = run("evaluate", str(file), "--compare").stdout.splitlines()
    assert lines[0].split() == ["without", "reader", "with", "reader", "careful"]
    assert lines[1].startswith("first quote is evidence")
    assert lines[1].count("1 of 1") == 3

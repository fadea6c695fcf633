from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from bot.answer_type import AnswerType
from bot.asking import Explanation
from bot.candidates import Asked, Candidate, rarity
from bot.evidence import choose, rate
from bot.limits import LIMITS
from bot.names import Name
from bot.refusal import reason
from bot.related import held_share
from bot.render import plain
from bot.render_explained import explanation_lines
from bot.scored import Scored
from tests.bot.candidates import candidate

if TYPE_CHECKING:
    from bot.answer import Answer


class Terms:
    """As much of an index as choosing needs."""

    manifest = SimpleNamespace(passages=10)

    def terms(self, text: str) -> list[str]:
        return text.casefold().split()

    def document_frequency(self, term: str) -> int:
        return 8 if term in {"hong", "kong"} else 1


def asked(*names: str, kind: AnswerType = AnswerType.YES_NO, text: str = "did it?") -> Asked:
    return Asked(text, kind, tuple(map(Name, names)), {"paus": 1.0}, frozenset())


def chosen(question: Asked, *candidates: Candidate, k: int = 5) -> list[str]:
    rated = rate(candidates)
    return [scored.text for scored in choose(question, rated, Terms(), k).quoted]


def test_a_quote_speaks_of_the_name_asked_for() -> None:
    apple = candidate("Apple says it is assessing the rules.", name="a.txt", cosine=0.4)
    facebook = candidate("Facebook is pausing such reviews at once.", name="b.txt", cosine=0.9)
    assert chosen(asked("Apple"), facebook, apple) == [apple.text]


def test_the_title_or_a_neighbour_may_name_it() -> None:
    titled = candidate("Reviews are paused until further notice.", title="Zoom pauses")
    near = candidate(
        "Zoom has an answer. Reviews are paused until further notice.", 1, name="b.txt", cosine=0.4
    )
    assert chosen(asked("Zoom"), titled) == [titled.text]
    assert chosen(asked("Zoom"), near) == [near.text]


def test_what_somebody_said_is_answered_by_words_or_by_what_reports_them() -> None:
    question = asked("Raman", kind=AnswerType.SAID, text="What did Raman say about the plan?")
    about = candidate("The plan drew criticism from Raman.", name="a.txt", cosine=0.9)
    said = candidate("Raman called the plan a bad one.", name="b.txt")
    quoted = candidate('"It is a bad plan." It was Raman\'s last word.', name="c.txt", cosine=0.4)
    assert chosen(question, about, said, quoted) == [said.text, quoted.text]
    assert chosen(question, about) == []


def test_a_reason_is_given_in_a_word_for_it_unless_the_reader_is_sure() -> None:
    question = asked("Zoom", kind=AnswerType.REASON, text="Why did Zoom pause?")
    bare, told = "Zoom paused its reviews on Monday.", "Zoom paused its reviews because of a court."
    for text, reader, quoted in ((bare, 0.3, False), (bare, 0.4, True), (told, 0.3, True)):
        assert bool(chosen(question, candidate(text, reader=reader, cosine=0.7))) is quoted


def test_a_number_is_of_what_is_to_be_counted_unless_the_reader_is_sure() -> None:
    question = asked("Zoom", kind=AnswerType.COUNT, text="How many users did Zoom lose?")
    for counted, reader, quoted in ((0.0, 0.3, False), (0.0, 0.4, True), (1.0, 0.3, True)):
        one = candidate("Zoom lost 12 of its rooms.", counted=counted, reader=reader, cosine=0.7)
        assert bool(chosen(question, one)) is quoted


def test_an_answer_to_an_interviewer_is_said() -> None:
    question = asked("Moss", kind=AnswerType.SAID, text="What did Moss say about fog?")
    answer = "Fog is thick. It always was so here."
    for above, said in (("**What of the fog?**", True), ("## Fog", False)):
        one, two = (
            candidate(f"{above}\n{answer}", place, title="Moss speaks", name=f"{place}.txt")
            for place in (1, 2)
        )
        assert chosen(question, one) == (["Fog is thick."] if said else [])
        assert chosen(question, two) == ([answer] if said else [])


def test_a_quote_that_answers_better_and_holds_another_stands_for_it() -> None:
    text = "Zoom reopened its office on Monday. It has lost two rooms for good."

    def quoted(reader: float) -> list[str]:
        office = candidate(text, 0, reader=0.5, cosine=0.9)
        rooms = candidate(text, 1, reader=reader, cosine=0.4)
        return chosen(asked("Zoom", text="how is Zoom's office?"), office, rooms)

    assert quoted(0.6) == [text]
    assert quoted(0.4) == ["Zoom reopened its office on Monday."]


def test_what_is_read_so_may_be_of_whom_its_article_begins_with() -> None:
    text = "Zoom had news on Monday. It rained. Few came. The service lost 12 of its users."

    def quoted(kind: AnswerType, reader: float) -> list[str]:
        one = candidate(text, 3, reader=reader, read=1.0, cosine=0.7)
        return chosen(asked("Zoom", kind=kind, text="how many users were lost?"), one)

    assert quoted(AnswerType.COUNT, LIMITS.read_opening) == ["The service lost 12 of its users."]
    assert quoted(AnswerType.COUNT, LIMITS.read_opening - 0.01) == []
    assert quoted(AnswerType.YES_NO, LIMITS.read_opening) == []


def test_a_refusal_does_not_say_that_there_is_no_number_beside_one() -> None:
    question = asked("Zoom", kind=AnswerType.COUNT, text="How many users did Zoom lose?")
    for text, says_none in (("Zoom lost 12 of its users.", False), ("Zoom lost users.", True)):
        near = rate([candidate(text)])
        assert ("give no number" in reason(question, [], [], near, Terms())) is says_none


def test_a_passage_may_name_it_where_the_reader_is_sure():
    text = "Zoom has an answer. It took weeks. It is short. Reviews are paused until further notice."
    sure, unsure = (candidate(text, 3, reader=reading) for reading in (0.9, 0.3))
    assert chosen(asked("Zoom"), sure) == [sure.text]
    assert chosen(asked("Zoom"), unsure) == []


def test_the_next_paragraph_names_what_it_is_about_itself() -> None:
    one = candidate("Reviews are paused until further notice. Zoom gave the notice.")
    other = candidate("Reviews are paused until further notice.\nZoom gave a party.")
    assert chosen(asked("Zoom"), one) == [one.text]
    assert chosen(asked("Zoom"), other) == []


def test_a_common_name_beside_a_rare_one_is_not_what_the_question_is_about() -> None:
    common = candidate("Hong Kong has asked for the accounts of many.", name="a.txt", cosine=0.9)
    rare = candidate("Microsoft gave data of eighty accounts away.", name="b.txt")
    assert chosen(asked("Microsoft", "Hong Kong"), common, rare) == [rare.text]


def test_a_question_for_a_number_is_answered_by_a_number() -> None:
    vague = candidate("Offenders will be fined or imprisoned at once.", cosine=0.9)
    exact = candidate("Offenders will be fined $5,000 at once.", name="b.txt")
    question = asked(kind=AnswerType.AMOUNT, text="How much are offenders fined?")
    assert chosen(question, vague, exact) == [exact.text]


def test_a_number_of_something_else_is_none() -> None:
    other = candidate("On the stock exchange it recovered 2 percent.", topic=0.0, topic_near=0.0, cosine=0.39)
    assert chosen(asked(kind=AnswerType.AMOUNT, text="How much was it fined?"), other) == []


def test_the_reader_may_take_other_words_for_an_answer_but_not_anything_for_one() -> None:
    other = {"words": 0.0, "topic": 0.0, "topic_near": 0.0, "reader": LIMITS.read_so, "read": 1.0}
    near = candidate("Police put the crowd at 6,500 and more.", cosine=LIMITS.near_cosine, **other)
    far = candidate("Police put the crowd at 6,500 and more.", cosine=LIMITS.near_cosine - 0.01, **other)
    question = asked(kind=AnswerType.COUNT, text="How many people demonstrated?")
    assert chosen(question, near) == [near.text]
    assert chosen(question, far) == []
    sure = {**other, "reader": 0.7, "words_near": 0.1}
    beside = candidate("Police put the crowd at 6,500 and more.", cosine=0.0, **sure)
    assert chosen(question, beside) == [beside.text]


def test_what_the_reader_is_sure_of_stands_beside_the_best_in_whatever_words() -> None:
    best = candidate("The factory closes on 30 November this year.", name="a.txt", reader=0.6, read=1.0)
    told = {"words": 0.0, "words_near": LIMITS.beside_words, "cosine": 0.2, "read": 1.0}
    sure = candidate(
        "Work there ends with the year's last shift.", name="b.txt", reader=LIMITS.read_sure, **told
    )
    other = candidate("Work there begins with the first shift.", name="c.txt", reader=0.5, **told)
    question = asked(text="when does the factory close?")
    assert chosen(question, best, sure, other) == [best.text, sure.text]
    text = "The factory closes this year. Workers leave on 30 November at noon."
    both = [candidate(text, number, reader=0.6, read=1.0, cosine=0.5 - 0.2 * number) for number in (0, 1)]
    assert len(chosen(question, *both)) == 2


def test_a_quote_from_another_article_is_of_the_same_story() -> None:
    best = candidate("Apple pauses its reviews for now.")
    for told, quoted in (
        ({"words": 0.1, "cosine": 0.3}, False),
        ({"words": 0.1, "words_near": 0.2, "cosine": 0.3}, True),
        ({"words": 0.1, "cosine": 0.4}, True),
    ):
        other = candidate("Apple makes its telephones there.", name="b.txt", **told)
        assert chosen(asked("Apple"), best, other) == ([best.text, other.text] if quoted else [best.text])


def test_doubt_goes_by_the_reading_and_the_next_best_one() -> None:
    def chance(*readings: float, kind: AnswerType = AnswerType.YES_NO) -> float:
        read = [
            candidate(f"Apple paused for reason {number}.", name=f"{number}.txt", reader=reading, read=1.0)
            for number, reading in enumerate(readings)
        ]
        return choose(asked("Apple", kind=kind), rate(read), Terms(), 5).chance

    assert chance(0.4, 0.1) < chance(0.4, 0.2) < chance(0.4, 0.39) < chance(0.5, 0.39)
    assert chance(0.4, 0.1) == chance(0.1, 0.4) == chance(0.1, 0.4, 0.05)
    assert chance(0.1, 0.0) < chance(0.36) < chance(0.37) < 0.5 < chance(0.39) < chance(0.6)
    assert chance(0.37, kind=AnswerType.NAMES) > 0.5


def test_doubt_is_greater_where_the_question_says_what_no_article_does() -> None:
    def chance(reading: float, known: float, strange: str | None = None) -> float:
        read = candidate("Apple paused.", reader=reading, read=1.0, known=known)
        question = replace(asked("Apple", kind=AnswerType.NAMES), strange_subject=strange)
        return choose(question, rate([read]), Terms(), 5).chance

    assert chance(0.35, 1.0) > 0.5 > chance(0.35, 0.0)
    assert chance(0.45, 0.0) > 0.5 > chance(0.45, 0.0, "fruit")
    assert chance(0.55, 0.0, "fruit") > 0.5


def test_each_article_comes_before_a_second_quote_of_one() -> None:
    text = "Apple has paused its reviews for now. Apple paused because of the new law."
    first, second = candidate(text, 0, cosine=0.9), candidate(text, 1, cosine=0.85)
    other = candidate("Apple will not receive any requests.", name="b.txt", cosine=0.5)
    assert chosen(asked("Apple"), first, second, other, k=2) == [first.text, other.text]
    assert chosen(asked("Apple"), first, second, other, k=3) == [first.text, second.text, other.text]


def test_a_copy_in_another_article_counts_once() -> None:
    text = "Apple has paused its reviews of all requests for now."
    assert chosen(asked("Apple"), candidate(text, name="a.txt"), candidate(text, name="b.txt")) == [text]


def test_what_lies_far_below_the_best_is_not_quoted() -> None:
    good = candidate("Apple has paused its reviews for now.", cosine=0.9)
    poor = candidate(
        "Apple also makes telephones in China.", name="b.txt", words=0.0, cosine=LIMITS.beside_cosine
    )
    rated = rate([good, poor])
    assert rated[0].score - rated[1].score > LIMITS.margin
    assert [scored.text for scored in choose(asked("Apple"), rated, Terms(), 5).quoted] == [good.text]
    assert rated[1].verdict == "is too far below the best"


def test_a_question_or_heading_in_an_article_is_no_answer() -> None:
    assert chosen(asked(), candidate("Did Apple pause?", statement=0.0)) == []


def test_every_candidate_has_a_verdict() -> None:
    rated = rate(
        [candidate("Apple has paused its reviews."), candidate("Zoom has not done so.", name="b.txt")]
    )
    choose(asked("Apple"), rated, Terms(), 5)
    assert {scored.verdict for scored in rated} == {"quoted", "does not speak of Apple"}


def test_what_was_reported_later_comes_first_where_it_is_asked_how_things_stand() -> None:
    def quoted(text: str, *, later: float) -> list[str]:
        rows = (("14", 1, 0.9), ("31", 9, later))
        both = [
            candidate(f"Fever has struck {count} people.", name=count, reader=reader, cosine=0.8)
            for count, _, reader in rows
        ]
        dated = [
            replace(one, article=replace(one.article, published=date(2024, 1, day)))
            for one, (_, day, _) in zip(both, rows, strict=True)
        ]
        question = asked(kind=AnswerType.COUNT, text=text)
        return [quote.split()[3] for quote in chosen(question, *dated)]

    assert quoted("how many people are ill?", later=0.8) == ["31", "14"]
    assert quoted("how many people were ill?", later=0.8) == ["14", "31"]
    assert quoted("how many people are ill?", later=0.5) == ["14", "31"]  # too far below


def test_whom_it_is_not_so_of() -> None:
    paused = candidate("Facebook and Google have paused their reviews.", denial=0.0)
    others = candidate("Only Apple is missing among those that paused.", name="b.txt", denial=1.0, cosine=0.4)
    assert chosen(asked(kind=AnswerType.NAMES), paused, others) == [others.text]


def test_related_and_glued_words_count_in_part() -> None:
    assert held_share("crime", {"crime"}) == 1.0
    assert held_share("crime", {"criminalis"}) == held_share("run", {"runbi"}) == 0.6
    assert held_share("crime", {"cry", "criteria"}) == 0.0
    assert held_share("pause", {"paused"[:3]}) == 0.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert rarity(1, 100) > rarity(50, 100) > rarity(100, 100) > 0
    assert rarity(0, 100) == rarity(1, 100)


def test_a_score_compares_within_an_answer() -> None:
    better, worse = candidate("Apple has paused.", cosine=0.9), candidate("Apple has paused.", cosine=0.1)
    scores = [scored.score for scored in rate([worse, better])]
    assert scores == sorted(scores, reverse=True)
    assert isinstance(rate([better])[0], Scored)


def test_a_question_about_two_names_is_answered_on_each() -> None:
    google = candidate("Google has paused its reviews of them.", name="a.txt", cosine=0.9)
    more = candidate("Reviews by Google are paused until then.", name="b.txt", cosine=0.8)
    apple = candidate("Apple will not receive any requests.", name="c.txt", cosine=0.1)
    assert chosen(asked("Apple", "Google"), google, more, apple, k=2) == [google.text, apple.text]


def test_quotes_come_from_the_source_asked_for() -> None:
    herald = candidate("The Herald says that mites are back.", name="a.txt")
    other = candidate("Mites are back, and beekeepers are worried.", name="b.txt", cosine=0.9)
    herald = replace(herald, article=replace(herald.article, publisher="The Herald"))
    question = replace(asked(kind=AnswerType.SAID), sources=frozenset({"The Herald"}))
    assert chosen(question, herald, other) == [herald.text]


def test_no_answer_rests_on_what_is_only_near_in_meaning() -> None:
    near = candidate("Google has asked for more time to think.", topic=0.0, topic_near=0.0, cosine=0.45)
    nearer = candidate("Google has asked for more time to think.", topic=0.0, topic_near=0.0, cosine=0.55)
    assert chosen(asked("Google"), near) == []
    assert chosen(asked("Google"), nearer) == [nearer.text]


def test_what_others_report_of_the_subject_stands_beside_an_answer() -> None:
    answer = candidate("Apple has paused its reviews for now.", name="a.txt")
    beside = candidate(
        "Apple will not take any requests.", name="b.txt", topic=0.0, topic_near=0.0, cosine=0.3
    )
    apart = candidate("Like others, Apple sells phones.", name="c.txt", topic=0.0, topic_near=0.0, cosine=0.3)
    assert chosen(asked("Apple"), answer, beside, apart) == [answer.text, beside.text]
    assert chosen(asked("Apple"), beside) == []


def test_what_a_reader_did_not_read_is_not_explained_by_the_reader() -> None:
    def explained(read: float) -> str:
        rated = rate([candidate("The ferry was two hours late.", reader=0.5, read=read)])
        return plain(explanation_lines(Explanation(cast("Answer", None), tuple(rated), 0.9)))

    assert " reader " in explained(1.0)
    assert " unread " not in explained(1.0)
    assert " unread " in explained(0.0)
    assert " reader " not in explained(0.0)


def test_a_topic_in_other_words_is_answered_where_the_same_is_meant() -> None:
    fog = candidate("The captain said a thick mist hung over the port.", cosine=0.7, reader=0.6, words=0.1)
    off = candidate("The captain said the band was late.", name="b.txt", cosine=0.3, reader=0.6, words=0.1)
    question = replace(asked(text="Fog shrouds harbour", kind=AnswerType.ANY), is_topic=True)
    assert chosen(question, fog, off) == [fog.text]

"""bot/quoting.py: what a sentence is quoted as."""

from bot.candidates import Candidate
from bot.quoting import quoted_span
from corpus.sentences import sentence_spans
from tests.bot.candidates import candidate


def quoted(candidate: Candidate) -> str:
    return candidate.article.text[slice(*quoted_span(candidate))]


def test_what_points_back_brings_what_it_points_at() -> None:
    text = "The business makes TikTok. It operates a similar service called Douyin."
    assert quoted(candidate(text, 1)) == text
    assert quoted(candidate(text, 0)) == "The business makes TikTok."


def test_a_heading_is_not_brought_along() -> None:
    text = "‘Seeking guidance’\nIt offers its service to all."
    assert quoted(candidate(text, 1)) == "It offers its service to all."


def test_a_quotation_is_quoted_whole() -> None:
    text = "The firm had news. “We support the law. We have paused. We will wait.” It fell silent."
    spans = sentence_spans(text)
    middle = next(place for place, span in enumerate(spans) if "wait" in text[slice(*span)])
    assert quoted(candidate(text, middle)) == "“We support the law. We have paused. We will wait.”"
    first = next(place for place, span in enumerate(spans) if "support" in text[slice(*span)])
    assert quoted(candidate(text, first)) == "“We support the law. We have paused. We will wait.”"


def test_a_quotation_in_single_marks_is_quoted_whole() -> None:
    text = "The firm had news. ‘We support the law’s aims. We have paused. We’ll wait.’ It fell silent."
    spans = sentence_spans(text)
    whole = "‘We support the law’s aims. We have paused. We’ll wait.’"
    for words in ("support", "wait"):
        place = next(place for place, span in enumerate(spans) if words in text[slice(*span)])
        assert quoted(candidate(text, place)) == whole
    assert (
        quoted(candidate("It said ‘pause’. The firms’ data stays theirs.", 1))
        == "The firms’ data stays theirs."
    )


def test_a_bullet_is_left_off() -> None:
    assert quoted(candidate("• Zoom has been banned by NASA.")) == "Zoom has been banned by NASA."
    assert quoted(candidate("> * Zoom has been banned by NASA.")) == "Zoom has been banned by NASA."
    assert quoted(candidate("> Zoom has been banned by NASA.")) == "Zoom has been banned by NASA."


def test_a_quote_never_leaves_its_passage() -> None:
    text = "The business makes TikTok. It operates a similar service called Douyin."
    whole = candidate(text, 1)
    inner = Candidate(
        whole.article, whole.passage, whole.span, whole.span, whole.lead, whole.tail, whole.features
    )
    assert quoted(inner) == "It operates a similar service called Douyin."


def test_what_begins_in_the_middle_of_a_sentence_takes_its_speaker_along_though_no_quotation_opens() -> None:
    text = "“We are reviewing the law,” a spokesman said. pause our answers while we do.”"
    assert quoted(candidate(text, 1)) == text


def test_a_bare_quotation_is_quoted_with_whoever_said_it() -> None:
    behind = "It is a bad budget. “I cannot vote for it,” Raman said. “I was promised a library.”"
    assert quoted(candidate(behind, 2)) == "“I cannot vote for it,” Raman said. “I was promised a library.”"
    before = '"I was promised a library." Raman said so twice. It rained.'
    assert quoted(candidate(before, 0)) == '"I was promised a library." Raman said so twice.'
    apart = "“I was promised a library.”\nRaman said so twice."
    assert quoted(candidate(apart, 0)) == "“I was promised a library.”"
    named = "It rained. “I was promised a library,” Raman said."
    assert quoted(candidate(named, 1)) == "“I was promised a library,” Raman said."
    unsaid = "It rained. “I was promised a library.”"
    assert quoted(candidate(unsaid, 1)) == "“I was promised a library.”"

import pytest

from bot.answer_type import AnswerType, answer_type, counted, denied, denies, holds_answer, new_names


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("did Apple pause?", AnswerType.YES_NO),
        ("Was it known when the storm came?", AnswerType.YES_NO),
        ("Who banned Zoom?", AnswerType.PERSON),
        ("Which companies paused?", AnswerType.NAMES),
        ("Where is Telegram based?", AnswerType.PLACE),
        ("When did it start?", AnswerType.TIME),
        ("What did it cost when it was bought?", AnswerType.AMOUNT),
        ("In which year did it start?", AnswerType.TIME),
        ("How many accounts?", AnswerType.COUNT),
        ("how much was it fined", AnswerType.AMOUNT),
        ("what's her salary?", AnswerType.AMOUNT),
        ("For how long will it last?", AnswerType.MEASURE),
        ("What did the mayor say?", AnswerType.SAID),
        ("why was it pulled?", AnswerType.REASON),
        ("What is Douyin?", AnswerType.ANY),
        ("what's the name of the van driver", AnswerType.NAME),
        ("What is the ship called?", AnswerType.NAME),
        ("whats the boys name", AnswerType.NAME),
        ("What was called off?", AnswerType.ANY),
        ("Who called the police?", AnswerType.PERSON),
        ("???", AnswerType.ANY),
    ],
)
def test_the_kind_of_answer(question: str, kind: AnswerType) -> None:
    assert answer_type(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "question", "holds"),
    [
        (AnswerType.TIME, "It took effect last week.", "When did it take effect?", True),
        (AnswerType.TIME, "It may take effect.", "When did it take effect?", False),
        (AnswerType.TIME, "The Monday rule stands.", "When was the Monday rule made?", False),
        (AnswerType.COUNT, "Nine hundred homes are dark.", "How many homes?", True),
        (AnswerType.COUNT, "Homes are dark.", "How many homes?", False),
        (AnswerType.AMOUNT, "They were fined £3m.", "How much?", True),
        (AnswerType.AMOUNT, "Offenders will be fined.", "How much?", False),
        (AnswerType.AMOUNT, "Shares fell 9%.", "How much?", True),
        (AnswerType.MEASURE, "It will last for weeks.", "How long?", True),
        (AnswerType.PERSON, "It was banned by NASA.", "Who banned Zoom?", True),
        (AnswerType.PERSON, "Zoom was banned.", "Who banned Zoom?", False),
        (AnswerType.PERSON, "A bridge was banned on Friday and in July.", "Who banned Zoom?", False),
        (AnswerType.NAMES, "They follow Facebook, Google and others.", "Which firms?", True),
        (AnswerType.SAID, "She declined to comment.", "What did she say?", True),
        (AnswerType.REASON, "It was pulled after tests.", "Why?", True),
        (AnswerType.REASON, "She was criticised for waiting nine days.", "Why?", True),
        (AnswerType.REASON, "Prices had left it no choice.", "Why?", True),
        (AnswerType.REASON, "It was pulled.", "Why?", False),
        (AnswerType.COUNT, "Officials did not say which of them.", "How many?", True),
        (AnswerType.COUNT, "Police didn’t disclose it.", "How many?", True),
        (AnswerType.PERSON, "The winner has not been named.", "Who won?", True),
        (AnswerType.PERSON, "an unnamed official won.", "Who won?", False),
        (AnswerType.TIME, "The cause is still unclear, it said.", "When?", True),
        (AnswerType.AMOUNT, "It said it would not pay.", "How much?", False),
        (AnswerType.AMOUNT, "First hour: 80p", "How much?", True),
        (AnswerType.AMOUNT, "It costs 50¢.", "How much?", True),
        (AnswerType.AMOUNT, "Sundays and holidays: free", "How much?", True),
        (AnswerType.AMOUNT, "Entry is free of charge.", "How much?", True),
        (AnswerType.AMOUNT, "He was free to speak of free trade.", "How much?", False),
        (AnswerType.AMOUNT, "It is on 5pm.", "How much?", False),
        (AnswerType.AMOUNT, "She has worked there for 16 years.", "What is her salary?", False),
        (AnswerType.AMOUNT, "She has worked there for 16 years.", "How much time?", True),
        (AnswerType.AMOUNT, "It hired 16 men.", "What did it cost?", False),
        (AnswerType.AMOUNT, "It cost 16 CHF.", "What did it cost?", True),
        (AnswerType.AMOUNT, "It sold for 2m pounds.", "How much did it sell for?", True),
        (AnswerType.AMOUNT, "It sold for SEK 200 million.", "How much did it sell for?", True),
        (AnswerType.NAME, "A man of 51 was killed on Monday.", "What is the name of the man?", False),
        (AnswerType.NAME, "Pym, 51, was killed.", "What is the name of the man?", True),
        (AnswerType.NAME, "The man has not been named.", "What is the name of the man?", True),
        (AnswerType.SAID, "He scored in added time.", "What did he say?", False),
        (AnswerType.YES_NO, "Anything.", "Is it?", True),
    ],
)
def test_whether_a_text_holds_it(kind: AnswerType, text: str, question: str, holds: bool) -> None:
    assert holds_answer(kind, text, question) is holds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Signal, Zoom, Google and Telegram paused on Monday.", 3),  # the first word may be one, or may not
        ("Hong Kong Free Press asked the Financial Times.", 2),
        ("Which companies did, it did not say in Hong Kong SAR.", 1),
        ("“We paused.” We did so at once.", 0),
    ],
)
def test_names_that_the_question_does_not_hold(text: str, names: int) -> None:
    assert new_names(text, "Which companies paused?") == names


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Which companies did not pause?", "pause"),
        ("Who didn’t at once comply with requests?", "comply"),
        ("What firms have never paused?", "paused"),
        ("Which companies paused?", None),
        ("Did Apple not pause?", None),
        ("Who said that it is not so?", None),
    ],
)
def test_denied(question, word):
    assert denied(question) == word


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("Apple has not yet paused.", True),
        ("They would not comply, but paused.", False),
        ("Only Apple is missing.", True),
        ("Zoom paused.", False),
        ("Zoom paused, and does not say for how long.", False),
    ],
)
def test_denies(text, so):
    assert denies(text, lambda word: word.startswith("pause")) is so


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many homes were flooded?", ["homes"]),
        ("and how many of the school governors voted?", ["school", "governors", "voted"]),
        ("how many new cops", ["new", "cops"]),
        ("How many?", []),
        ("How much did it cost?", []),
    ],
)
def test_what_is_to_be_counted(question: str, words: list[str]) -> None:
    assert counted(question) == words

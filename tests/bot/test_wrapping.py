"""bot/wrapping.py: what is put around a question."""

import pytest

from bot.wrapping import unwrapped


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Is it true that the ferry was late?", "the ferry was late?"),
        ("is it true the ferry was late", "the ferry was late"),
        ("Is it right to stop it?", "Is it right to stop it?"),
        ("so did the ferry stop or what", "did the ferry stop"),
        ("hey guys, can you please tell me if the ferry was late?", "the ferry was late?"),
        ("ok so when was it built?", "when was it built?"),
        ("Do you know who blamed the fog?", "who blamed the fog?"),
        ("tell me why it was late please", "why it was late"),
        ("anyone know when it opens", "when it opens"),
        ("I was wondering whether the ferry runs, thanks!", "the ferry runs!"),
        ("i'd like to know how many came", "how many came"),
        ("did it pass, yes or no?", "did it pass?"),
        ("Was it late, then?", "Was it late?"),
        ("Stimmt es, dass die Fähre zu spät kam?", "die Fähre zu spät kam?"),
        ("Weißt du, ob die Fähre fährt, oder?", "die Fähre fährt?"),
        # Words of the question itself
        ("So Solid Crew", "So Solid Crew"),
        ("Well Pharmacy closes", "Well Pharmacy closes"),
        ("did he win again?", "did he win again?"),
        ("is the figure right?", "is the figure right?"),
        ("tell me about the ferry", "tell me about the ferry"),
        ("can you see the harbour from the library?", "can you see the harbour from the library?"),
        ("do they know the captain?", "do they know the captain?"),
        ("Please explain", "Please explain"),
        ("or what", "or what"),
        ("so why?", "so why?"),
        ("", ""),
    ],
)
def test_unwrapped(question: str, asked: str) -> None:
    assert unwrapped(question) == asked


def test_what_is_put_around_a_question_changes_no_answer(asked):
    plain = asked("Did Captain Moss blame the fog?").quotes
    assert plain == asked("hey, do you know if Captain Moss did blame the fog, or not?").quotes

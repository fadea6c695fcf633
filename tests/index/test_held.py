"""A reader that holds a generation is answered from it, whatever comes after and whatever is removed."""

import threading

import pytest

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."


def asked(generation, encoder):
    """All that a generation can be asked."""
    numbers = sorted(number for number, _ in generation.nearest(encoder.encode_question("ferry"), 9))
    return (
        [(article.name, article.text) for article in generation.articles()],
        generation.nearest(encoder.encode_question("ferry council"), 9),
        generation.best(dict.fromkeys(generation.terms("ferry council late"), 1.0), 9),
        generation.fetch(numbers),
        generation.origins(numbers),
        generation.files(),
    )


@pytest.mark.parametrize("asked_before", [True, False])
def test_two_new_generations_come(write, index_it, home, encoder, asked_before):
    """Its folder is gone by then; what was opened once is there until it is closed."""
    ferry = write("ferry.md", SENTENCE)
    vote = write("vote.md", VOTE)
    index_it()
    held, witness = home.open(), home.open()
    expected = asked(witness, encoder)
    witness.close()
    if asked_before:
        assert asked(held, encoder) == expected
    for number, path in enumerate((ferry, vote), 2):
        path.write_text(path.read_text().replace("two", "nine"))
        assert index_it().manifest.generation == number
    assert not held.folder.exists()
    assert asked(held, encoder) == expected
    held.close()
    new = home.open()
    assert all("nine" in text for _, text in asked(new, encoder)[0])
    new.close()


def test_asked_all_the_while(write, index_it, home, encoder):
    """Every answer is of one generation, old or new, while one after the other comes."""
    path = write("ferry.md", f"{SENTENCE} Round0.")
    index_it()
    done, found, errors = threading.Event(), [], []

    def ask():
        while not done.is_set():
            try:
                generation = home.open()
                ((_, text),) = asked(generation, encoder)[0]
                (hit,) = generation.fetch(
                    [number for number, _ in generation.best({"ferri": 1.0}, 1)]
                ).values()
                assert hit.article.text == text
                found.append(int(text.partition("Round")[2].partition(".")[0]))
                generation.close()
            except Exception as error:  # noqa: BLE001 - told below
                errors.append(error)

    reader = threading.Thread(target=ask)
    reader.start()
    for number in range(1, 8):
        path.write_text(path.read_text().replace(f"Round{number - 1}.", f"Round{number}."))
        index_it()
    done.set()
    reader.join()
    assert errors == []
    assert found == sorted(found)
    assert found

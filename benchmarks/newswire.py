"""Articles of the Reuters-21578 newswire, and as many more as are wanted, put together from them."""

import random
from collections.abc import Iterator
from pathlib import Path

from bot.reader.newswire import Story

PER_FOLDER = 1000


def many(real: list[Story], count: int) -> Iterator[Story]:
    """The real ones first, in an order of chance; then halves of two, under the title of a third."""
    chance = random.Random(21578)
    yield from chance.sample(real, min(count, len(real)))
    for number in range(len(real), count):
        first, second, third = chance.sample(real, 3)
        upper = first.body.split("\n")
        lower = second.body.split("\n")
        body = "\n".join([*upper[: len(upper) // 2 + 1], *lower[len(lower) // 2 :]])
        yield Story(f"{third.title} {number}", third.date, body)


def write_story(path: Path, story: Story) -> None:
    """As an article file with front matter."""
    title = story.title.replace('"', "'").replace("\\", "/")
    path.write_text(f'---\ntitle: "{title}"\npublisher: Reuters\n---\n{story.body}\n', encoding="utf8")


def write_corpus(folder: Path, real: list[Story], count: int) -> None:
    """`count` files, PER_FOLDER a folder."""
    for number, story in enumerate(many(real, count)):
        below = folder / f"{number // PER_FOLDER:03d}"
        if number % PER_FOLDER == 0:
            below.mkdir(parents=True)
        write_story(below / f"{number:06d}.md", story)

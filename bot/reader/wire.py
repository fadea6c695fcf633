"""Questions made of newswire: what a report says of one, asked of that one, of another, and by name."""

import calendar
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.reader.claims import as_question
from bot.reader.examples import Example, Span, whole, window
from bot.reader.newswire import Story
from bot.reader.texts import WORD, by_words
from corpus.sentences import sentence_spans

_MARKS = re.compile(r"\s*<[^>]*>")
_CAPITAL = r"[A-Z](?:[\w&’'-]|\.(?=\w))"  # and what follows it in a word
_SUBJECT = re.compile(rf"(?:The )?(?P<name>{_CAPITAL}*(?: (?:of |and |the )?{_CAPITAL}*){{0,4}}) (?=[a-z])")
_SAID_IT = re.compile(r" said (?:it|he|she|they) (?=will|would|has|had|have|is|was|plans|expects)")
_NAMES = re.compile(rf"(?<=[a-z,] ){_CAPITAL}+(?: {_CAPITAL}+)*")
_NO_NAMES = frozenset(
    "He She It They This That These Those We In On At But And If As For Its His Her Their There Shr Net Oper "
    "Qtr However While When After Under Other Analysts Officials Sources Mths Year".split()
)
LEAST_REPORT = 30  # words
_NO_ENDS = frozenset("the a an of in on at to for its by from with that about".split())
_NO_BEGINNINGS = frozenset("has have had is are was were".split())  # "Did Moss has bought"
_MONTHS = frozenset(calendar.month_name[1:])
_SENTENCES = 6  # of a report, from its first


def headlines(stories: Sequence[Story], chance: random.Random) -> Iterator[Example]:
    """A headline with its report's first sentences, or with another report's that is near."""
    rows = [(story.title, " ".join(story.body.split())) for story in stories]
    rows = [(title, body) for title, body in rows if len(body.split()) > LEAST_REPORT]
    others = by_words([body for _, body in rows])
    for title, body in rows:
        text, _ = window(body[:1500], (0, 40), chance)
        yield Example(title.lower(), "", text, whole(text), "newswire")
        far = others(title, body)
        if far:
            yield Example(title.lower(), "", window(far[:1500], None, chance)[0], (), "newswire far")


def questions(stories: Sequence[Story], chance: random.Random) -> Iterator[Example]:
    """Of each report one question at most, and the same of another that it names, or does not."""
    names = _subjects(stories)
    words = Counter(WORD.findall(" ".join(story.body for story in stories)))
    for story in stories:
        body = _MARKS.sub("", " ".join(story.body.split()))
        made = [
            (span, asked, name)
            for span in sentence_spans(body)[:_SENTENCES]
            if (pair := _question(body[slice(*span)], words, chance)) is not None
            for asked, name in [pair]
        ]
        if made:
            yield from _examples(story, body, chance.choice(made), names, chance)


def _examples(
    story: Story, body: str, made: tuple[Span, str, str], names: Sequence[str], chance: random.Random
) -> Iterator[Example]:
    span, asked, name = made
    text, start = window(body, span, chance)
    title = story.title.capitalize()
    answer = (span[0] - start, span[1] - start)
    yield Example(asked, title, text, (answer,), "wire", "yes")
    if re.match(r"(?:Did|Was|Were|Has|Is|Will) ", asked) and chance.random() < 0.3:
        yield Example(_who(asked, name), title, text, (answer,), "wire who")
    inside = [
        other
        for other in dict.fromkeys(found.strip(".") for found in _NAMES.findall(text))
        if len(other) > 3
        and other not in _MONTHS
        and not set(other.split()) & set(name.split())
        and other not in asked
    ]
    if inside:
        yield Example(
            asked.replace(name, chance.choice(inside), 1), title, text, (), "wire another", "neither"
        )
    foreign = next(
        (
            one
            for one in chance.sample(names, min(8, len(names)))
            if one not in text and one.casefold() not in title.casefold()
        ),
        None,
    )
    if foreign and chance.random() < 0.5:
        yield Example(asked.replace(name, foreign, 1), title, text, (), "wire foreign", "neither")


def _question(sentence: str, words: Counter[str], chance: random.Random) -> tuple[str, str] | None:
    """A question of yes or no on the first few words that the sentence says of a name, and the name."""
    subject = _SUBJECT.match(sentence)
    if not subject or subject["name"].split()[0] in _NO_NAMES:
        return None
    plain = _SAID_IT.sub(" ", sentence, count=1)
    asked = as_question(plain, words)
    if not asked or subject["name"] not in " ".join(asked.split()[:9]) or " said" in asked[:60]:
        return None
    head, _, rest = asked.rstrip("?").partition(subject["name"])
    rest = re.split(r"[,;“”\"]| (?:because|after|before|as|which|who|while|and|but) ", rest)[0]
    few = rest.split()[: chance.choice((3, 5, 8, 12))]
    while few and few[-1].lower() in _NO_ENDS:
        few.pop()
    if len(few) < 2 or len(head.split()) > 2 or few[0] in _NO_BEGINNINGS:
        return None
    return f"{head}{subject['name']} {' '.join(few)}?", subject["name"]


def _who(asked: str, name: str) -> str:
    """The question of yes or no as one for the name: "Did Apple pause sales?" → "Who did pause sales?"."""
    verb, _, rest = asked.partition(" ")
    rest = rest.replace(name, "", 1).strip()
    rest = re.sub(r"^the ", "", rest)
    return f"Who {verb.lower()} {rest}"


def _subjects(stories: Sequence[Story]) -> list[str]:
    """The names that reports begin with."""
    matches = [_SUBJECT.match(_MARKS.sub("", " ".join(story.body.split()))) for story in stories]
    found = [match["name"] for match in matches if match and match["name"].split()[0] not in _NO_NAMES]
    return list(dict.fromkeys(found))

"""The data sets in a folder → examples. Which questions are kept out of training is decided here alone."""

import gzip
import hashlib
import itertools
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.reader import wire, written
from bot.reader.altered import altered, names_in, swapped
from bot.reader.claims import as_question
from bot.reader.examples import MOST_WORDS, Example, Says, Span, whole, window, without
from bot.reader.newswire import Story, stories
from bot.reader.texts import WORD, by_words, in_windows, joined, likeliest, subject_of, unbracketed

# Articles of SQuAD 2.0 whose questions are only measured on. XQuAD has the same articles.
HELD_TITLES = frozenset({"Warsaw", "Huguenot", "Steam_engine", "Scottish_Parliament"})
HELD_SHARE = 0.1  # of the other sets, by hash of the question, as they have no articles to go by
SAYS: dict[str, Says] = {"entailment": "yes", "contradiction": "no", "neutral": "neither"}


def is_held(key: str) -> bool:
    """Whether a question, told by its text or its passage's, is kept for measuring."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 1000 < HELD_SHARE * 1000


class Data:
    """Reads the data sets under `folder`, with their questions changed in ways that change the answer.

    `held` picks the part that is trained on (False) or the one that is only measured on (True); `share`
    is how much is taken of all sets but those that were written for Footnote.
    """

    def __init__(self, folder: Path, *, held: bool, seed: int, share: float = 1.0) -> None:
        self.folder = folder
        self.held = held
        self.share = share
        self.chance = random.Random(seed)  # noqa: S311 (examples, no secrets)

    def examples(self) -> list[Example]:
        """All of them in a fixed order; to train on, what was written for Footnote twice, cut differently."""
        some = [
            example
            for load, share in self._sets()
            for example in load()
            if self.chance.random() < share * self.share
        ]
        return [*some, *self.written(), *(() if self.held else self.written())]

    def _sets(self) -> Sequence[tuple[Callable[[], Iterator[Example]], float]]:
        """Each with the share of it that is taken each time; SQuAD, the hardest, twice with other windows."""
        return (
            (self.squad, 1.0),
            (self.squad, 0.0 if self.held else 1.0),
            (self.natural, 1.0),
            (self.wiki, 1.0),
            (self.boolean, 1.0 if self.held else 0.6),
            (self.claims, 1.0 if self.held else 0.6),
            (self.entailed, 1.0 if self.held else 0.6),
            (self.wire, 1.0 if self.held else 0.35),
            (self.asked_of_wire, 1.0 if self.held else 0.6),
        )

    def squad(self) -> Iterator[Example]:
        """Questions with their paragraph: the answer's sentences, the rest of it, something else asked."""
        rows = [row for row in self._paragraphs() if row[4] is self.held]
        names = [name for title, _, question, _, _ in rows for name in names_in(question)]
        others = by_words([context for _, context, _, _, _ in rows])
        for title, context, question, answer, _ in rows:
            if answer is None:
                text, _ = window(context, likeliest(question, context), self.chance)
                yield Example(question, title, text, (), "squad2 unanswerable")
                continue
            text, start = window(context, answer, self.chance)
            span = (answer[0] - start, answer[1] - start)
            yield Example(question, title, text, (span,), "squad")
            other = swapped(question, f"{title} {context}", names, self.chance)
            if other:
                yield Example(other, title, text, (), "squad swapped")
            turned = altered(question, context, self.chance)
            if turned:
                yield Example(turned, title, text, (), "squad altered")
            roll = self.chance.random()
            rest = without(context, answer)
            if rest and roll < 0.4:
                run = self.chance.choice(rest)
                yield Example(question, title, window(run, None, self.chance)[0], (), "squad elsewhere")
            elif roll < 0.7:
                far = others(question, context)
                if far:
                    yield self._far(question, far, "squad far")

    def _far(self, question: str, text: str, source: str, says: Says | None = None) -> Example:
        """The question with what of another text looks most like it."""
        cut, _ = window(text, likeliest(question, text), self.chance)
        return Example(question, "", cut, (), source, says)

    def _paragraphs(self) -> Iterator[tuple[str, str, str, Span | None, bool]]:
        """Title, paragraph, question, its answer's span, and whether it is held."""
        for name in ("dev-v2.0.cs224n-half.json", "xquad.en.json"):
            for article in json.loads((self.folder / "squad" / name).read_text("utf8"))["data"]:
                held = article["title"] in HELD_TITLES
                for paragraph, asked in _asked(article):
                    title = article["title"].replace("_", " ")
                    answers = asked["answers"]
                    span = None
                    if not asked.get("is_impossible", False):
                        span = (
                            answers[0]["answer_start"],
                            answers[0]["answer_start"] + len(answers[0]["text"]),
                        )
                    yield title, paragraph, asked["question"].strip(), span, held
        for row in json.loads((self.folder / "squad" / "squad1_4330.json").read_text("utf8")):
            start = row["context"].find(row["answer"])
            if start >= 0:
                yield (
                    "",
                    row["context"],
                    row["question"].strip(),
                    (start, start + len(row["answer"])),
                    is_held(row["context"]),
                )

    def natural(self) -> Iterator[Example]:
        """Natural Questions: what people type, with the passage that answers."""
        with gzip.open(self.folder / "nq" / "nq-open-oracle.jsonl.gz", "rt", encoding="utf8") as lines:
            rows = [json.loads(line) for line in lines]
        rows = [row for row in rows if is_held(row["question"]) is self.held]
        others = by_words([row["ctxs"][0]["text"] for row in rows])
        for row in rows:
            title, text = row["ctxs"][0]["title"], row["ctxs"][0]["text"]
            found = [
                (match.start(), match.end())
                for answer in row["answers"]
                for match in re.finditer(re.escape(answer), text)
            ]
            if not found:
                continue
            cut, start = window(text, found[0], self.chance)
            inside = tuple(
                (low - start, high - start)
                for low, high in found
                if start <= low and high <= start + len(cut)
            )
            yield Example(row["question"], title, cut, inside, "nq")
            far = others(row["question"], text)
            if far and not any(answer in far for answer in row["answers"]) and self.chance.random() < 0.6:
                yield self._far(row["question"], far, "nq far")

    def wiki(self) -> Iterator[Example]:
        """WikiQA: the sentences of a page, those that answer marked; none of them in most."""
        folder = self.folder / "wikiqa"
        columns = [(folder / name).read_text("utf8").splitlines() for name in ("a.toks", "b.toks", "sim.txt")]
        for question, rows in itertools.groupby(zip(*columns, strict=True), key=lambda row: row[0]):
            if is_held(question) is not self.held:
                continue
            sentences = [(joined(text), label == "1") for _, text, label in rows]
            for batch in in_windows(sentences):
                answers, place = [], 0
                for text, right in batch:
                    if right:
                        answers.append((place, place + len(text)))
                    place += len(text) + 1
                source = "wikiqa" if answers else "wikiqa unanswered"
                yield Example(
                    joined(question), "", " ".join(text for text, _ in batch), tuple(answers), source
                )

    def boolean(self) -> Iterator[Example]:
        """BoolQ: questions of yes or no with the passage that tells."""
        rows = [
            json.loads(line) for line in (self.folder / "boolq" / "dev.jsonl").read_text("utf8").splitlines()
        ]
        rows = [row for row in rows if is_held(row["title"]) is self.held]
        others = by_words([row["passage"] for row in rows])
        for row in rows:
            if len(row["passage"].split()) <= 1.2 * MOST_WORDS:
                yield Example(
                    row["question"],
                    row["title"],
                    row["passage"],
                    whole(row["passage"]),
                    "boolq",
                    "yes" if row["answer"] else "no",
                )
            far = others(row["question"], row["passage"])
            if far and self.chance.random() < 0.7:
                yield self._far(row["question"], far, "boolq far", "neither")

    def claims(self) -> Iterator[Example]:
        """FEVER: claims, and questions made of them, with the sentences that settle them; or ones near by."""
        rows: list[dict[str, Any]] = []
        for name in ("validation.jsonl", "test.jsonl"):
            rows += map(json.loads, (self.folder / "fever" / name).read_text("utf8").splitlines())
        for row in rows:
            row["evidence"] = [unbracketed(text) for text in row["evidence"]]
        rows = [row for row in rows if is_held(row["evidence"][0]) is self.held]
        words = Counter(WORD.findall(" ".join(" ".join(row["evidence"]) for row in rows)))
        about: dict[str, dict[str, None]] = defaultdict(dict)
        for row in rows:
            about[subject_of(row["claim"])].update(dict.fromkeys(row["evidence"]))
        subjects = [subject for subject in about if len(subject) > 3]
        pool = [text for row in rows for text in row["evidence"]]
        near = by_words(list(dict.fromkeys(pool)))
        for row in rows:
            claim, evidence = row["claim"], row["evidence"][:2]
            question = as_question(claim, words) if self.chance.random() < 0.75 else None
            asked = question or claim
            strange = [text for text in about[subject_of(claim)] if text not in row["evidence"]]
            beside = self.chance.sample(strange, min(len(strange), self.chance.randint(0, 2)))
            text, answers = self._mixed(evidence, beside)
            yield Example(asked, "", text, answers, "fever", "yes" if row["label"] == "SUPPORTS" else "no")
            roll = self.chance.random()
            subject = subject_of(claim)
            if roll < 0.35 and len(subject) > 3 and subject in asked:
                other = self.chance.choice(subjects)
                if other.casefold() not in text.casefold() and not set(other.split()) & set(subject.split()):
                    yield Example(asked.replace(subject, other), "", text, (), "fever swapped", "neither")
            elif roll < 0.75:
                far = near(asked, " ".join(row["evidence"]))
                far_text = " ".join(filter(None, [far, *beside[:1]]))
                if far_text:
                    yield Example(asked, "", far_text, (), "fever near", "neither")

    def _mixed(self, right: Sequence[str], wrong: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        parts = [(text, True) for text in right] + [(text, False) for text in wrong]
        self.chance.shuffle(parts)
        text, answers = "", []
        for part, is_right in parts:
            if is_right:
                answers.append((len(text), len(text) + len(part)))
            text += part + " "
        return text.rstrip(), tuple(answers)

    def entailed(self) -> Iterator[Example]:
        """Entailment: a hypothesis that the premise settles, and one that it leaves open."""
        for name in ("mnli", "snli", "anli", "rte", "scitail"):
            rows = [
                json.loads(line)
                for line in (self.folder / "nli" / f"{name}.jsonl").read_text("utf8").splitlines()
            ]
            words = Counter(WORD.findall(" ".join(row["premise"] + " " + row["hypothesis"] for row in rows)))
            for row in rows:
                if is_held(row["premise"]) is not self.held:
                    continue
                label = row["label"]
                question = as_question(row["hypothesis"], words) if self.chance.random() < 0.5 else None
                premise = " ".join(row["premise"].split())
                answers: tuple[Span, ...] | None = whole(premise) if label == "entailment" else ()
                if label == "contradiction":  # of a picture's two captions, say, neither answers the other
                    answers = whole(premise) if name == "anli" else None
                source = "nli open" if answers == () else "nli settled"
                yield Example(question or row["hypothesis"], "", premise, answers, source, SAYS.get(label))

    def wire(self) -> Iterator[Example]:
        """Newswire: a headline with its article's first sentences, or with another article's that is near."""
        yield from wire.headlines(self._reports(), self.chance)

    def asked_of_wire(self) -> Iterator[Example]:
        """Newswire: what a report says of one, asked of that one and of others."""
        yield from wire.questions(self._reports(), self.chance)

    def written(self) -> Iterator[Example]:
        """What was written for Footnote, the unanswerable half on the topic of its text."""
        known = {
            written.key_of(row["context"]): ("", row["context"])
            for row in json.loads((self.folder / "squad" / "squad1_4330.json").read_text("utf8"))
        }
        for story in stories(self.folder):
            known[written.key_of(story.body)] = story.title.capitalize(), story.body
        asked = (one for one in written.read(known) if is_held(one.text) is self.held)
        yield from written.examples(asked, self.chance)

    def _reports(self) -> list[Story]:
        reports = [story for story in stories(self.folder) if is_held(story.title) is self.held]
        return self.chance.sample(reports, min(3000, len(reports)))


def _asked(article: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for paragraph in article["paragraphs"]:
        for asked in paragraph["qas"]:
            yield paragraph["context"], asked

"""The named things that a question is about, and whether a text speaks of them."""

import itertools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.language import FUNCTION_WORDS, ORDERS, is_function_word, words_of
from bot.languages import is_before_nouns, is_small_word
from index.interface import Index

_TIME_WORDS = frozenset(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday mr mrs ms dr sir
    """.split()
)
# Names that are one thing in other letters. Whatever is not here is compared letter by letter.
_ALIASES: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split("|"))
    for group in (
        "us|u.s|u.s.|usa|united states|america|american|americans",
        "uk|u.k|u.k.|united kingdom|britain|british|great britain",
        "eu|e.u.|european union",
        "un|u.n.|united nations",
        "china|chinese|prc",
        "france|french",
        "spain|spanish",
        "netherlands|dutch|holland",
        "germany|german|germans",
        "switzerland|swiss",
        "greece|greek",
        "denmark|danish",
        "poland|polish",
        "sweden|swedish",
        "turkey|turkish",
        "ireland|irish",
        "wales|welsh",
        "scotland|scottish",
        "england|english",
    )
)
CHECKED_PASSAGES = 50  # read through for a name whose words the index knows
_NAMES_LIKE_WORDS = frozenset({"US", "WHO", "IT"})  # in capitals; other function words are shouted
_SUFFIX = r"(?:n|an|ian|ese|ish|i|ic|er|s)?(?:[’']s?)?"


# "Was the Varellian vote fair?" asks of Varellia.
_OF_PLACE = re.compile(r"(?P<from_a>\w{3,}a)n|(?P<other>\w{3,})(?:ese|i)", re.IGNORECASE)
# "Considering the report, …" begins with no name.
_PARTICIPLE = re.compile(
    r"[A-Z][a-z]+ing (?:the|an?|this|that|these|those|both|how|what|its|his|her|their)\b"
)
CAPITALS = 2  # words with one, from which on a question is taken to write its names with capitals
_BIG = r"[A-Z][\w’'-]*"  # a word with a capital


# Last words that many names share: "Stanmere Hospitals" is not mentioned where "Northmere Hospitals" are.
_SHARED_WORDS = frozenset(
    """
    agency airlines airport army authority bank board bureau centre center city club college commission
    committee company corp corporation council county court department energy entertainment fc
    foundation fund generics group health hospital hospitals inc industries institute international
    islands labs lake law limited llc ltd media ministry museum network news office park partners party
    pharma plc police post power press river school services solutions state states street systems team
    technologies technology times trust union united university utilities water
    """.split()
)


# A surname follows none of these: "the court" is no Margaret Court.
_BEFORE_COMMON_NOUNS = frozenset(
    """
    a all an any both each every few her his how its less many more most much my no our several some that the
    their these this those what which whose your
    """.split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing as the question writes it. `short` is the part of it that may stand for the whole."""

    text: str
    short: str | None = None

    def mentioned_in(self, text: str) -> bool:
        """Whether the text speaks of it: in full, by its short form, or in another form of the name."""
        return bool(_pattern(self.text, self.short).search(text))

    def begins(self, text: str) -> bool:
        """Whether the text begins with it, as a sentence does whose subject it is."""
        return bool(_pattern(self.text, self.short).match(text.lstrip("“\"‘'• ")))


def _short_form(words: Sequence[str], texts: Iterable[str]) -> str | None:
    """A surname, or a house without its "Group"; None where neither would be clear."""
    if len(words) < 2:
        return None
    last, first = words[-1], words[0]
    if not _is_shared(last, texts):
        return last if len(last) > 2 and last.isalpha() else None
    return first if len(first) > 2 and not _is_shared(first, texts) else None


def _is_shared(word: str, texts: Iterable[str]) -> bool:
    """Whether the word is no name by itself: a common one, or one that the texts also write small."""
    return word.casefold() in _SHARED_WORDS or cases(word.casefold(), texts)[1] > 0


def of_place(name: Name, index: Index) -> Name:
    """The name, with that of the place as its short form where articles have only that one."""
    found = _OF_PLACE.fullmatch(name.text)
    if not found or any(map(index.document_frequency, index.terms(name.text))):
        return name
    return Name(name.text, (found["from_a"] or found["other"]).capitalize())


def is_spoken_of(name: Name, index: Index) -> bool:
    """Whether any passage, or its title or publisher, speaks of the name."""
    terms = dict.fromkeys(index.terms(name.text), 1.0)
    stored = index.fetch([number for number, _ in index.best(terms, CHECKED_PASSAGES)])
    return any(
        name.mentioned_in(f"{found.article.title}\n{found.article.publisher or ''}\n{found.passage.text}")
        for found in stored.values()
    )


@lru_cache(maxsize=512)
def _pattern(name: str, short: str | None) -> re.Pattern[str]:
    """Matches the name; a short form must have its capital: "Cook" is a person, "cook" is not."""
    words = name.split()
    whole = r"\W+".join(re.escape(word) for word in words)
    abbreviated = name.isupper() and len(name) < 5  # "US" is a country, "us" is not
    forms = [rf"{whole}(?:[’']?s)?" if abbreviated else rf"(?i:{whole}{_SUFFIX})"]
    if short:
        forms.append(rf"{re.escape(short[0].upper() + short[1:])}(?:[’']s?)?")
        forms.append(re.escape(short.upper()))
    initials = "".join(word[0] for word in words if not is_function_word(word)).upper()
    if len(initials) > 2:
        forms.append(rf"{initials}s?")
    for group in _ALIASES:
        if name.casefold() in group:
            for alias in sorted(group):
                shape = alias.upper() if len(alias.replace(".", "")) < 4 else alias.title()
                forms.append(re.escape(shape))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def find_names(question: str, texts: Sequence[str]) -> list[Name]:
    """Names in the question, in order. `texts`, from the corpus, tell the case of what is written small."""
    words = words_of(question)
    shouted = len(words) > 1 and all(word[0].isupper() or not word[0].isalpha() for word in words)
    begins = _beginnings(question)
    capitals = sum(word[0].isupper() and place not in begins for place, word in enumerate(words))
    known = () if capitals >= CAPITALS else texts
    flags = [
        _is_name_word(words, place, known if word[0].islower() else texts, shouted, place in begins)
        for place, word in enumerate(words)
    ]
    if _PARTICIPLE.match(question):
        flags[0] = False
    names: list[list[str]] = []
    previous = -2
    for place, (word, flag) in enumerate(zip(words, flags, strict=True)):
        if not flag:
            continue
        bare = re.sub(r"[’']s$", "", word)
        joined = previous == place - 1 and _touch(question, words[place - 1], word) and bool(names)
        if joined and (word[0].islower() or shouted):
            joined = _stand_together(names[-1][-1], bare, texts)
        linked = previous == place - 2 and words[place - 1] == "of" and words[place][0].isupper()
        if joined and not words[place - 1].endswith(("’s", "'s")):
            names[-1].append(bare)
        elif linked and names and flags[place - 2]:
            names[-1] += [words[place - 1], bare]
        else:
            names.append([bare])
        previous = place
    named = {" ".join(name): name for name in names if not _is_number(name)}
    return [Name(text, _short_form(name, texts)) for text, name in named.items()]


def _is_number(name: Sequence[str]) -> bool:
    return all(not re.search(r"[^\W\d_]", word) for word in name)


def _touch(question: str, first: str, second: str) -> bool:
    """Whether nothing but a space, or an "&", lies between the two words."""
    return bool(re.search(rf"{re.escape(first)}\s+(?:&\s+)?{re.escape(second)}", question))


def _stand_together(first: str, second: str, texts: Iterable[str]) -> bool:
    """Whether the texts have one word behind the other: in "nicki minaj gag city" are two names."""
    pattern = re.compile(rf"(?<!\w){re.escape(first)}\W+{re.escape(second)}(?!\w)", re.IGNORECASE)
    return any(pattern.search(text) for text in texts)


def _beginnings(question: str) -> set[int]:
    """Which of its words begin a sentence."""
    sentences = re.split(r"(?<=[.?!])\s+", question)
    return {0, *itertools.accumulate(len(words_of(sentence)) for sentence in sentences)}


def _is_never_one(words: Sequence[str], place: int, begins: bool) -> bool:
    """Whether the word is none of a name's, for what it is or where it stands."""
    word = words[place]
    small = word.casefold()
    if begins and (small in ORDERS or is_small_word(word)):
        return True
    if place > 0 and is_before_nouns(words[place - 1]):
        return True
    is_time = re.split(r"[’']", small)[0] in _TIME_WORDS or bool(re.match(r"\d{4}-\d\d", word))
    return small == "i" or is_time


def _is_name_word(
    words: Sequence[str], place: int, texts: Sequence[str], shouted: bool, begins: bool
) -> bool:
    word = words[place]
    small = word.casefold()
    if _is_never_one(words, place, begins):
        return False
    if word.isdigit():  # "Office 365"
        return (
            place > 0
            and len(word) < 5
            and words[place - 1][0].isupper()
            and not is_function_word(words[place - 1])
        )
    if word.isupper() and len(word) > 1 and not shouted:
        return small not in FUNCTION_WORDS or word in _NAMES_LIKE_WORDS
    if is_function_word(word) and (begins or not word[0].isupper() or shouted):
        return False
    if word[0].isupper() and place > 0 and not shouted:
        return True
    if any(character.isupper() for character in word[1:]) and not shouted:
        return True
    if len(small) < 3 or small in FUNCTION_WORDS:
        return False
    bare = re.sub(r"[’']s$", "", small)
    capital, plain = cases(bare, texts)
    if word[0].isupper() and place == 0 and not shouted:
        return plain == 0  # the first word: a name, unless the corpus writes it small
    if _stands_whole(bare, {other.casefold() for other in words}, texts):
        return capital > 2 * plain
    is_bare = place == 0 or words[place - 1].casefold() not in _BEFORE_COMMON_NOUNS
    return capital > 0 == plain and is_bare and bare not in _SHARED_WORDS and _is_surname(bare, texts)


def _stands_whole(word: str, words: Set[str], texts: Iterable[str]) -> bool:
    """Whether it is a name somewhere without words that were not asked: not "staff" in "Chief of Staff"."""
    forms = "|".join(re.escape(form) for form in (word[0].upper() + word[1:], word.upper()))
    own = rf"(?<!\w)(?=[a-z]\w*[A-Z])(?i:{re.escape(word)})(?!\w)"  # "iPhone"
    name = re.compile(rf"(?:{_BIG} (?:of )?)*\b(?:{forms})\b(?: {_BIG})*|{own}")
    runs = (match.group() for text in texts for match in name.finditer(text))
    known = words | {f"{word}'s", f"{word}’s"}
    return any(
        all(other in known or is_function_word(other) for other in words_of(run.casefold())) for run in runs
    )


def _is_surname(word: str, texts: Iterable[str]) -> bool:
    """Whether the texts have it behind a name's first word and before none: "why was altman fired?"."""
    pattern = re.compile(rf"{_BIG}(?: [A-Z]\.)? {re.escape(word[0].upper() + word[1:])}\b(?! [A-Z])")
    return any(pattern.search(text) for text in texts)


def cases(word: str, texts: Iterable[str]) -> tuple[int, int]:
    """How often the texts write the word with a capital inside a sentence, and how often small."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    capital = plain = 0
    for text in texts:
        for match in pattern.finditer(text):
            inside = re.search(r"[\w,;’'”)–-] $", text[max(0, match.start() - 2) : match.start()])
            begins_small = match.group()[0].islower()
            if begins_small and match.group().islower():
                plain += 1
            elif inside or begins_small:  # "iPhone" has its capital anywhere
                capital += 1
    return capital, plain

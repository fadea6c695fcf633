"""A file of questions with known answers → questions of one of two forms."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import SettingError

NULL_QUERY = "null_query"
FORMS = (
    "each needs a question and answerable, true or false, with evidence and distractors where there are any, "
    "or a query and evidence_list"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """Words of an article, known to answer a question or known to mislead; of any where none is named."""

    article: str | None
    text: str


@dataclass(frozen=True, slots=True)
class QuoteQuestion:
    """A question with the quotes any of which answers it."""

    question: str
    answerable: bool
    evidence: tuple[Expected, ...]
    distractors: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question of MultiHop-RAG's form; it has no facts when no article answers it."""

    query: str
    facts: tuple[str, ...]

    @property
    def with_quotes(self) -> QuoteQuestion:
        """The question with its facts as the quotes that answer it."""
        return QuoteQuestion(self.query, bool(self.facts), tuple(Expected(None, fact) for fact in self.facts))


Form = Callable[[object], QuoteQuestion | FactQuestion]


def read_questions(path: Path) -> list[QuoteQuestion | FactQuestion]:
    """All questions are of the form of the first. Raises SettingError naming the one that is not."""
    records = _records(path)
    if not records:
        raise SettingError(f"{path}: no question in it; {FORMS}")
    form: Form = (
        _fact_question if isinstance(records[0], Mapping) and "query" in records[0] else _quote_question
    )
    questions: list[QuoteQuestion | FactQuestion] = []
    for number, record in enumerate(records, 1):
        try:
            questions.append(form(record))
        except _OtherFormError as error:
            raise SettingError(f"{path}: question {number} is of another form: {error}; {FORMS}") from error
    return questions


def _records(path: Path) -> list[Any]:
    """Of a JSON list, or of a file with an object a line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} cannot be read ({error}): name a file of questions, UTF-8") from error
    if text.lstrip().startswith("["):
        try:
            records: list[Any] = json.loads(text)
        except ValueError as error:
            raise SettingError(f"{path} is not JSON ({error})") from error
        return records
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except ValueError as error:
            raise SettingError(f"{path}: line {number} is not JSON ({error})") from error
    return found


class _OtherFormError(Exception):
    """What of a question is missing or of another kind."""


T = TypeVar("T")


def _of(record: object, key: str, kind: type[T], what: str, default: T | None = None) -> T:
    """What an object holds under the key."""
    if not isinstance(record, Mapping):
        raise _OtherFormError(f"{json.dumps(record)[:40]} is no object")
    if key not in record and default is not None:
        return default
    if not isinstance(record.get(key), kind):
        raise _OtherFormError(f"its {key} is {'no ' + what if key in record else 'missing'}")
    value: T = record[key]
    return value


def _quote_question(record: object) -> QuoteQuestion:
    expected = {
        key: tuple(
            Expected(_of(item, "article", str, "text"), _of(item, "quote", str, "text"))
            for item in _of(record, key, list, "list", [])
        )
        for key in ("evidence", "distractors")
    }
    return QuoteQuestion(
        _of(record, "question", str, "text"),
        _of(record, "answerable", bool, "true or false"),
        expected["evidence"],
        expected["distractors"],
    )


def _fact_question(record: object) -> FactQuestion:
    query = _of(record, "query", str, "text")
    if isinstance(record, Mapping) and record.get("question_type") == NULL_QUERY:
        return FactQuestion(query, ())
    facts = _of(record, "evidence_list", list, "list")
    return FactQuestion(query, tuple(_of(item, "fact", str, "text") for item in facts))

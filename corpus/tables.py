"""A .csv or .tsv file → its records: a first row of names, then an article a row."""

import csv
import io
from collections.abc import Iterator, Mapping

from corpus.records import TEXT_KEYS, Record, record_of, telling_dates

_DELIMITERS = "\t,;|"
_MAX_FIELD = 10_000_000  # characters


def table_records(text: str, name: str) -> Iterator[Record]:
    """One record a row, called `name#1`, `name#2`…; columns are called as the keys of .json are."""
    csv.field_size_limit(_MAX_FIELD)  # the whole process's, and too low for a long article
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    columns = [column.strip() for column in next(rows, [])]
    if not any(column.lower() in TEXT_KEYS for column in columns):
        yield Record(
            name, problem="its first row names no column body, text or content; name its columns there"
        )
        return
    number, dates = 0, telling_dates(text)
    try:
        for row in rows:
            if any(map(str.strip, row)):
                number += 1
                yield record_of(_filled(columns, row), f"{name}#{number}", dates)
    except csv.Error as error:
        yield Record(
            f"{name}#{number + 1}",
            problem=f"it is no row that can be read ({error}); is a quotation mark open?",
        )


def _filled(columns: list[str], row: list[str]) -> Mapping[str, object]:
    return {column: value for column, value in zip(columns, row, strict=False) if value.strip()}

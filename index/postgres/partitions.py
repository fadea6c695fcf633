"""Passages by month of publication: which months share a partition."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.postgres.schema import UNDATED

# A question without dates looks into every partition: neighbouring months share one, up to as many passages
# as BUILD_MEMORY in generation.py holds the graph of. With ef_search at 250 the 150 nearest of 1,000,000 took
# 7 to 8 ms in two partitions and, on another day, 15 in three; eight took twice as long as three.
MOST_PASSAGES = 550_000
MOST_MONTHS = 12  # that share one of those made for months to come
# From so many on in one partition, and in the whole generation, HNSW finds the nearest; below, all are
# compared.
INDEXED_PARTITION, INDEXED_GENERATION = 10_000, 50_000


class Partition(NamedTuple):
    """Months from `first` on and before `end`; passages of no month in their own."""

    first: int
    end: int

    @property
    def bounds(self) -> str:
        """In SQL."""
        return f"FROM ({self.first}) TO ({self.end})"

    @property
    def suffix(self) -> str:
        """What its table's name ends with: the first month, as in 202007."""
        if self.first == UNDATED:
            return "undated"
        return "first" if self.first == UNDATED + 1 else f"{self.first // 12:04d}{self.first % 12 + 1:02d}"


UNDATED_ONES = Partition(UNDATED, UNDATED + 1)


def month_of(day: datetime.date | None) -> int:
    """Months since the year 0."""
    return UNDATED if day is None else 12 * day.year + day.month - 1


def planned(counts: Iterable[tuple[int, int]]) -> list[Partition]:
    """Partitions for (month, passages): the first takes in all before it, the last ends with its month."""
    partitions = [UNDATED_ONES]
    first, held = UNDATED + 1, 0
    for month, passages in sorted(counts):
        if month == UNDATED:
            continue
        if held and held + passages > MOST_PASSAGES:
            partitions.append(Partition(first, month))
            first, held = month, 0
        held += passages
        end = month + 1
    if held:
        partitions.append(Partition(first, end))
    return partitions


def months_together(passages: int, months: int) -> int:
    """How many months to come share a partition, if each has as many passages as those so far."""
    return max(1, min(MOST_MONTHS, MOST_PASSAGES * months // passages)) if passages else MOST_MONTHS


def further(partitions: Sequence[Partition], months: Iterable[int], together: int) -> list[Partition]:
    """New partitions for months behind the last, each of so many months from the one it is made for on."""
    end = max(partition.end for partition in partitions)
    added: list[Partition] = []
    for month in sorted(set(months)):
        if month >= end:
            added.append(Partition(end, month + together))
            end = month + together
    return added

"""The tables of a generation: made, given partitions and indexes, merged where they are split."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.postgres.partitions import (
    INDEXED_GENERATION,
    INDEXED_PARTITION,
    Partition,
    further,
    months_together,
    planned,
)
from index.postgres.schema import (
    INDEXES_FIRST,
    INDEXES_LAST,
    PASSAGE_COLUMNS,
    PASSAGES,
    TABLES,
    alive,
)

if TYPE_CHECKING:
    from index.postgres.writer import Writer

# Of HNSW: neighbours of each vector, and how many are looked at for them. Of 350,000 vectors of newswire the
# 10 nearest of 100 questions, recall and p50 of a scan with ef_search at 200 and 300, and the time to build:
# 20 and 80 .949, 3.3 ms, .954, 5.0 ms, 85 s; 16 and 200 .967, 3.5 ms, .975, 4.7 ms, 158 s; 24 and 200 .970,
# 4.8 ms, .974, 5.0 ms, 232 s. Of 1,000,000 in two partitions, with 16 and 256, built in 8 minutes, recall and
# p50 with ef_search at 250, 350, 400, 500: .955, 7 ms, .962, 10 ms, .968, 12 ms, .978, 14 ms. Laid down by
# clusters first, 200,000 are built in two thirds of the time and scanned a fifth faster, with as much found;
# of 1,000,000, with 16 and 200, .942 are found in 7 ms.
NEIGHBOURS, LOOKED_AT = 16, 256
BUILD_MEMORY = "1GB"  # holds the graph of some 600,000 vectors of 384 numbers
MERGED_EVERY = 64  # states, of which each adds a row to the postings of its terms
MOST_ROWS = 8  # of one term in one chunk, before they are made one
_BOUNDS = re.compile(r"FROM \((\d+)\) TO \((\d+)\)")


class Generation:
    """The tables that a writer fills."""

    def __init__(self, writer: "Writer") -> None:
        self._writer = writer
        self._partitions: list[Partition] = []  # once they are known
        self.loaded = "passage"  # the table that passages go into

    def make(self, dimension: int) -> None:
        """The tables of a new generation. Passages are given partitions once all are there."""
        columns = PASSAGE_COLUMNS.format(dimension=dimension)
        tables = {**self._writer.tables, "passage_columns": columns}
        with self._writer.connection.transaction():
            self._writer.connection.execute((TABLES + PASSAGES + INDEXES_FIRST).format(**tables))
        self.loaded = "load"

    def make_room(self, months: Iterable[int]) -> None:
        """Partitions for passages of those months, where there are none yet."""
        if self.loaded == "load":
            return
        self._partitions = self._partitions or self._found()
        behind = [month for month in months if month >= max(self._partitions).end]
        for partition in further(self._partitions, behind, self._together()) if behind else ():
            # Made apart and then attached, it holds up nobody who reads.
            name = self._name(partition)
            self._writer.run(f"CREATE TABLE {name} (LIKE {{passage}} INCLUDING ALL)")
            self._writer.run(f"ALTER TABLE {{passage}} ATTACH PARTITION {name} FOR VALUES {partition.bounds}")
            self._partitions.append(partition)

    def _together(self) -> int:
        """How many months to come share a partition, by those of the last one."""
        query = f"SELECT count(*), count(DISTINCT p.month) FROM {self._name(max(self._partitions))} p"
        return months_together(*self._writer.rows(query)[0])

    def _name(self, partition: Partition) -> str:
        return f"{self._writer.tables['passage']}_{partition.suffix}"

    def _found(self) -> list[Partition]:
        query = (
            "SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i "
            "JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = %(table)s::regclass"
        )
        bounds = (
            _BOUNDS.search(bound)
            for (bound,) in self._writer.rows(query, table=self._writer.tables["passage"])
        )
        return [Partition(int(match[1]), int(match[2])) for match in bounds if match]

    def settle(self) -> None:
        """After the last row: partitions and indexes of a new generation."""
        if self.loaded != "load":
            return
        writer = self._writer
        for partition in planned(writer.rows("SELECT month, count(*) FROM {load} GROUP BY 1")):
            writer.run(
                f"CREATE TABLE {self._name(partition)} PARTITION OF {{passage}} FOR VALUES {partition.bounds}"
            )
        writer.run("INSERT INTO {passage} SELECT * FROM {load}")
        writer.run("DROP TABLE {load}")
        writer.run(f"SET maintenance_work_mem = '{BUILD_MEMORY}'")
        writer.connection.execute(INDEXES_LAST.format(**writer.tables))
        self.loaded = "passage"

    def index_vectors(self, passages: int) -> None:
        """HNSW for every partition that is large enough for it, in a generation of so many passages."""
        if passages < INDEXED_GENERATION:
            return
        writer = self._writer
        query = (
            "SELECT i.inhrelid::regclass::text FROM pg_inherits i WHERE i.inhparent = %(table)s::regclass "
            "AND NOT EXISTS (SELECT FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid "
            "JOIN pg_am m ON m.oid = c.relam WHERE x.indrelid = i.inhrelid AND m.amname = 'hnsw')"
        )
        for (partition,) in writer.rows(query, table=writer.tables["passage"]):
            held = writer.rows(f"SELECT count(*) FROM {partition} p WHERE {alive('p')}")[0][0]
            if held >= INDEXED_PARTITION:
                writer.run(f"SET maintenance_work_mem = '{BUILD_MEMORY}'")
                writer.run(
                    f"CREATE INDEX ON {partition} USING hnsw (embedding halfvec_ip_ops) "
                    f"WITH (m = {NEIGHBOURS}, ef_construction = {LOOKED_AT})"
                )

    def merge_postings(self) -> None:
        """Of the many rows that small updates leave of a term, one; now and then."""
        if self._writer.number % MERGED_EVERY:
            return
        merged = (
            "SELECT w.term, w.field, w.chunk, string_agg(w.entries, ''::bytea ORDER BY w.born) AS entries "
            f"FROM {{posting}} w WHERE {alive('w')} AND w.born < %(state)s GROUP BY 1, 2, 3 "
            f"HAVING count(*) > {MOST_ROWS}"
        )
        self._writer.run(
            f"WITH merged AS MATERIALIZED ({merged}), dead AS ("
            "UPDATE {posting} w SET died = %(state)s FROM merged m "
            "WHERE (w.term, w.field, w.chunk) = (m.term, m.field, m.chunk) "
            f"AND w.born < %(state)s AND %(state)s < w.died) "
            "INSERT INTO {posting} (term, field, chunk, entries, born) "
            "SELECT m.term, m.field, m.chunk, m.entries, %(state)s FROM merged m"
        )

    def analyze(self) -> None:
        """Tell the planner what the tables hold."""
        tables = (table for name, table in self._writer.tables.items() if name != "load")
        self._writer.connection.execute(f"ANALYZE {', '.join(tables)}")

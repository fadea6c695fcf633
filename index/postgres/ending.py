"""Files that are gone, have changed or were touched: their rows do not count from the next state on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.postgres.schema import alive
from index.postgres.scrubbing import scrub

if TYPE_CHECKING:
    from index.postgres.writer import Writer


def end_files(writer: "Writer", files: Sequence[str], touched: Sequence[str]) -> tuple[int, int, int, int]:
    """The rows of `files` die, and those of `touched` in the table of files.

    Returns what that changes: articles, passages, and terms in passages and in their headings.
    """
    changes = _end_articles(writer, files) if files else (0, 0, 0, 0)
    names = [*files, *touched]
    if names:
        condition = f"t.name = ANY(%(names)s) AND {alive('t')}"
        writer.run(f"UPDATE {{file}} t SET died = %(state)s WHERE {condition}", names=names)
    return changes


def _end_articles(writer: "Writer", files: Sequence[str]) -> tuple[int, int, int, int]:
    scrub(writer, writer.passages_in(files))
    ending = list(files)
    of_files = f"a.file = ANY(%(files)s) AND {alive('a')}"
    passages = f"{{passage}} p JOIN {{article}} a ON a.number = p.article WHERE {of_files} AND {alive('p')}"
    query = (
        f"SELECT (SELECT count(*) FROM {{article}} a WHERE {of_files}), "
        f"count(*), coalesce(sum(p.body_terms), 0), coalesce(sum(p.heading_terms), 0) FROM {passages}"
    )
    articles, lost, body_terms, heading_terms = map(int, writer.rows(query, files=ending)[0])
    writer.run(
        f"UPDATE {{passage}} p SET died = %(state)s FROM {{article}} a WHERE a.number = p.article "
        f"AND {of_files} AND {alive('p')}",
        files=ending,
    )
    for table in ("article", "skipped"):
        condition = f"t.file = ANY(%(files)s) AND {alive('t')}"
        writer.run(f"UPDATE {{{table}}} t SET died = %(state)s WHERE {condition}", files=ending)
    return -articles, -lost, -body_terms, -heading_terms

"""What was asked and what people thought of the answers, in SQLite."""

import contextlib
import datetime
import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import PassageId
from corpus.errors import StoreError

FEEDBACK = "feedback.db"
MAX_WHY = 500  # characters
NUMBER_BITS = 63  # as many as SQLite holds
_TABLES = """
CREATE TABLE IF NOT EXISTS asked (
    number INTEGER PRIMARY KEY, question TEXT NOT NULL, passages TEXT NOT NULL, answered INTEGER NOT NULL,
    guild INTEGER, channel INTEGER, source TEXT, since TEXT, until TEXT, time TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS asked_guild ON asked(guild);
CREATE INDEX IF NOT EXISTS asked_channel ON asked(channel, time);
CREATE TABLE IF NOT EXISTS feedback (
    asked INTEGER NOT NULL REFERENCES asked(number), voter TEXT NOT NULL, question TEXT NOT NULL,
    passages TEXT NOT NULL, vote TEXT NOT NULL CHECK (vote IN ('up', 'down')), why TEXT, time TEXT NOT NULL,
    PRIMARY KEY (asked, voter)
);
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered or refused; without `guild` and `channel` where others must not see it."""

    question: str
    passages: tuple[PassageId, ...]
    answered: bool
    guild: int | None = None
    channel: int | None = None
    source: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    number: int = 0  # a random one, once it is remembered


class Feedback:
    """One file; safe for many threads."""

    def __init__(self, home: Path) -> None:
        """Raises StoreError when the file is damaged or cannot be written."""
        self._lock = threading.Lock()
        path = home / FEEDBACK
        try:
            home.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
            self._connection.executescript(_TABLES)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path} cannot be used ({error}): move it away, then start again") from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection

    def _rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, parameters).fetchall()

    def remember(self, asked: Asked, now: datetime.datetime) -> int:
        """The question's number from now on.

        It is drawn by lot: buttons outlive this file, and counting anew would lead them to others' questions.
        """
        number = secrets.randbits(NUMBER_BITS) or 1
        row = (
            number,
            asked.question,
            json.dumps(asked.passages),
            asked.answered,
            asked.guild,
            asked.channel,
            asked.source,
            asked.since.isoformat() if asked.since else None,
            asked.until.isoformat() if asked.until else None,
            now.isoformat(),
        )
        with self._writing() as connection:
            columns = "number, question, passages, answered, guild, channel, source, since, until, time"
            connection.execute(f"INSERT INTO asked ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?)", row)
        return number

    def find(self, number: int) -> Asked | None:
        """The question of exactly that number."""
        if number >= 1 << NUMBER_BITS:
            return None
        rows = self._rows(f"SELECT {_COLUMNS} FROM asked WHERE number = ?", number)
        return _asked(rows[0]) if rows else None

    def asked_in(self, channel: int, since: datetime.datetime, most: int = 10) -> list[Asked]:
        """The questions of that channel since then, the last one first."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM asked WHERE channel = ? AND time >= ? ORDER BY time DESC LIMIT ?",
            channel,
            since.isoformat(),
            most,
        )
        return [_asked(row) for row in rows]

    def popular(self, guild: int, text: str, most: int) -> list[str]:
        """Answered questions of that guild that hold the text; those asked often and voted for come first."""
        rows = self._rows(
            "SELECT min(question) FROM asked WHERE guild = ? AND answered AND "
            "instr(lower(question), lower(?)) > 0 GROUP BY lower(question) "
            "HAVING (SELECT coalesce(sum(CASE vote WHEN 'up' THEN 1 ELSE -1 END), 0) FROM feedback "
            "WHERE lower(feedback.question) = lower(asked.question)) >= 0 "
            "ORDER BY count(*) DESC, max(time) DESC LIMIT ?",
            guild,
            text,
            most,
        )
        return [str(row[0]) for row in rows]

    def vote(self, number: int, user: int, vote: str, now: datetime.datetime, why: str | None = None) -> bool:
        """Note the vote, in place of an earlier one of that user; whether the question is known."""
        asked = self.find(number)
        if asked is None:
            return False
        # Who voted is needed only to count each once.
        voter = hashlib.sha256(f"{number}:{user}".encode()).hexdigest()[:16]
        row = (number, voter, asked.question, json.dumps(asked.passages), vote, (why or "")[:MAX_WHY] or None)
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO feedback VALUES (?,?,?,?,?,?,?) ON CONFLICT (asked, voter) DO UPDATE SET "
                # The reason for a vote outlasts a second press, but not a change of mind.
                "why = CASE WHEN vote = excluded.vote THEN coalesce(excluded.why, why) "
                "ELSE excluded.why END, "
                "vote = excluded.vote, time = excluded.time",
                (*row, now.isoformat()),
            )
        return True

    def forget(self, before: datetime.datetime) -> int:
        """Delete what was asked before, with its votes; how many questions those were."""
        with self._writing() as connection:
            old = "SELECT number FROM asked WHERE time < ?"
            connection.execute(f"DELETE FROM feedback WHERE asked IN ({old})", (before.isoformat(),))
            return connection.execute("DELETE FROM asked WHERE time < ?", (before.isoformat(),)).rowcount

    def export(self, guild: int | None = None) -> list[dict[str, Any]]:
        """Votes on what all may see in that guild, or in any, oldest first, without who gave them.

        What was asked in private, or where only some may read, is in none.
        """
        rows = self._rows(
            "SELECT feedback.question, feedback.passages, vote, why, feedback.time FROM feedback "
            "JOIN asked ON number = asked WHERE guild IS NOT NULL AND guild = coalesce(?, guild) "
            "ORDER BY feedback.time",
            guild,
        )
        return [
            {"question": question, "passages": json.loads(passages), "vote": vote, "why": why, "time": time}
            for question, passages, vote, why, time in rows
        ]


_COLUMNS = "question, passages, answered, guild, channel, source, since, until, number"


def _asked(row: Sequence[Any]) -> Asked:
    question, passages, answered, guild, channel, source, since, until, number = row
    return Asked(
        question,
        tuple(PassageId(passage) for passage in json.loads(passages)),
        bool(answered),
        guild,
        channel,
        source,
        datetime.date.fromisoformat(since) if since else None,
        datetime.date.fromisoformat(until) if until else None,
        number,
    )

"""Logs as lines of key=value or JSON: never the token, and what people wrote only if that is asked for."""

import datetime
import json
import logging
import re
import sys
import traceback
from pathlib import Path

# What an interaction is answered with is as good as a token for a quarter of an hour.
_INTERACTION_TOKEN = re.compile(r"((?:webhooks|interactions)/\d+/)[^/\s?\"]{16,}")
_PLAIN = re.compile(r"[\w.:/+-]+")


def event(log: logging.Logger, name: str, level: int = logging.INFO, **fields: object) -> None:
    """One line: what happened, and its figures."""
    log.log(level, name, extra={"fields": fields})


def place_of(error: BaseException) -> str:
    """`client.py:12 < asking.py:40`: where it was raised, innermost first, without any value."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))


class Lines(logging.Formatter):
    """A record as one line."""

    def __init__(self, *, as_json: bool = False, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._as_json, self._secrets = as_json, tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        fields: dict[str, object] = {
            "time": time.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        given = getattr(record, "fields", None)
        if isinstance(given, dict):
            fields |= {"event": record.getMessage(), **given}
        else:
            fields["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            fields |= {"error": type(error).__name__, "at": place_of(error)}
        known = {name: value for name, value in fields.items() if value is not None}
        if self._as_json:
            line = json.dumps(known, ensure_ascii=False, default=str)
        else:
            line = " ".join(f"{name}={_value(value)}" for name, value in known.items())
        return self._without_secrets(line)

    def _without_secrets(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return _INTERACTION_TOKEN.sub(r"\1[secret]", line)


def _value(value: object) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def configure(*, as_json: bool, token: str) -> None:
    """Log to stderr from now on, in place of whatever was set up before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(as_json=as_json, secrets=(token,)))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # else a line for each change of a file

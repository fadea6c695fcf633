"""Log lines, without Discord."""

import json
import logging
import sys

import pytest

from bot.discord.logs import Lines, event

SECRET = "MTE.secret.token"
LOG = logging.getLogger("tests.lines")


def line_of(caplog: pytest.LogCaptureFixture, **settings: bool) -> str:
    return Lines(secrets=(SECRET,), **settings).format(caplog.records[-1])


def test_an_event_is_one_line_of_keys_and_values(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        event(LOG, "asked", ms=12, problem='a "b"\nc', nothing=None)
    line = line_of(caplog)
    assert line.startswith("time=")
    assert line.endswith(' level=info from=tests.lines event=asked ms=12 problem="a \\"b\\"\\nc"')


def test_or_of_json(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        event(LOG, "asked", ms=12)
    found = json.loads(line_of(caplog, as_json=True))
    assert {key: found[key] for key in ("level", "event", "ms")} == {
        "level": "info",
        "event": "asked",
        "ms": 12,
    }


def test_secrets_are_left_out(caplog: pytest.LogCaptureFixture) -> None:
    LOG.warning("Bot %s PATCH /webhooks/123/aW50ZXJhY3Rpb246MTIzOnRva2Vu/messages", SECRET)
    line = line_of(caplog)
    assert "token" not in line.replace("[secret]", "")
    assert "aW50" not in line
    assert "/webhooks/123/[secret]/messages" in line


def test_an_error_is_named_with_its_place_but_not_its_text(caplog: pytest.LogCaptureFixture) -> None:
    try:
        int("what someone wrote")
    except ValueError:
        LOG.exception("it failed")
    line = line_of(caplog)
    assert 'message="it failed" error=ValueError at=test_logs.py:' in line
    assert "someone" not in line
    assert "\n" not in line
    assert sys.exc_info() == (None, None, None)

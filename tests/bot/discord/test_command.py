"""`footnote discord` on the command line."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from bot.discord import setup as problems
from bot.discord.setup import Setup
from corpus.errors import SettingError
from tests.discord_server import TOKEN, FakeDiscord
from tests.discord_server import fake_discord as fake_discord


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "DISCORD_TOKEN",
        "FOOTNOTE_LOG",
        "FOOTNOTE_LOG_TEXTS",
        "FOOTNOTE_ADMIN_GUILDS",
        "FOOTNOTE_KEEP_DAYS",
    ):
        monkeypatch.delenv(name, raising=False)


def test_the_command_line_does_not_import_discord() -> None:
    code = "import bot.cli, sys; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_setup_comes_from_the_environment_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=Bot abc\nFOOTNOTE_LOG=JSON\nFOOTNOTE_ADMIN_GUILDS=1, 2\n")
    setup = Setup.load(tmp_path)
    assert setup == Setup("abc", log_json=True, admin_guilds=frozenset({1, 2}))
    assert "abc" not in repr(setup)
    monkeypatch.setenv("DISCORD_TOKEN", '"abc"')
    assert Setup.load(tmp_path).token == "abc"
    monkeypatch.setenv("FOOTNOTE_ADMIN_GUILDS", "harbour")
    with pytest.raises(SettingError, match="'harbour': give server ids"):
        Setup.load(tmp_path)


@pytest.mark.parametrize("given", ["0", "-1", "1.5", "a year", "999999"])
def test_how_long_questions_are_kept(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Setup.load(tmp_path).kept is None
    monkeypatch.setenv("FOOTNOTE_KEEP_DAYS", " 90 ")
    assert Setup.load(tmp_path).kept == datetime.timedelta(90)
    monkeypatch.setenv("FOOTNOTE_KEEP_DAYS", given)
    with pytest.raises(SettingError, match="give a number of days"):
        Setup.load(tmp_path)


def test_without_a_token_there_is_one_line_with_the_fix(run) -> None:
    for options in ((), ("--sync",)):
        result = run("discord", *options)
        assert (result.exit_code, result.stderr) == (2, f"footnote: {problems.MISSING}\n")


def test_check_tells_what_is_missing(run) -> None:
    result = run("discord", "--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"missing  token: {problems.MISSING}",
        "missing  index: there is none yet: make one with: footnote index",
    ]


def test_a_token_with_white_space_in_it_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "abc def")
    result = run("discord", "--check")
    assert result.stdout.splitlines()[0] == f"missing  token: {problems.BROKEN}"
    result = run("discord", "--sync")
    assert (result.exit_code, result.stderr) == (2, f"footnote: {problems.BROKEN}\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--check", "--sync"), "--check and --sync do not go together: give one of them at a time"),
        (("--sync", "--watch"), "--sync and --watch do not go together: give one of them at a time"),
        (("--check", "--guild", "5"), "--check looks at no server: leave --guild out"),
        (("--guild", "-1"), "--guild -1 is no server's id"),
        (("--sync", "--guild", "0"), "--guild 0 is no server's id"),
        (("--guild", str(2**63)), f"--guild {2**63} is no server's id"),
    ],
)
def test_what_makes_no_sense_is_one_line(run, options: tuple[str, ...], said: str) -> None:
    result = run("discord", *options)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith(f"Error: {said}")


def test_an_empty_folder_is_only_enough_where_it_is_followed(
    run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setattr("bot.discord.running.run", lambda *_, **settings: started.append(settings))
    monkeypatch.setattr("bot.discord.logs.configure", lambda **_: None)
    (workplace / "empty").mkdir()
    result = run("discord", "--corpus", "empty")
    assert (result.exit_code, started) == (2, [])
    assert "no article in this folder" in result.stderr
    result = run("discord", "--corpus", "empty", "--watch")
    assert (result.exit_code, started) == (0, [{"watch": True}])
    assert result.stderr.endswith("until then there is nothing to answer from\n")


@pytest.mark.asyncio
async def test_check_tells_that_all_is_there(
    fake_discord: FakeDiscord, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    run("index")
    result = await asyncio.to_thread(run, "discord", "--check")
    assert result.exit_code == 0, result.stdout
    lines = result.stdout.splitlines()
    assert lines[0].startswith("ok       token: of footnote")
    assert lines[-1] == "ok       index: 3 articles, 3 passages"
    assert (
        f"client_id={fake_discord.bot.id}&scope=bot+applications.commands&permissions=309237763072"
        in result.stdout
    )
    assert TOKEN not in result.stdout
    monkeypatch.setenv("DISCORD_TOKEN", "other")
    result = await asyncio.to_thread(run, "discord", "--check")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (1, f"missing  token: {problems.REFUSED}")

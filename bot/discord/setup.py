"""What the bot is told from outside: its token, and how it logs."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import environment
from corpus.errors import SettingError

_PAGE = "https://discord.com/developers/applications"
MISSING = (
    f"there is no DISCORD_TOKEN: copy it from {_PAGE} (your application, Bot, Reset Token) and put "
    "DISCORD_TOKEN=… into a file .env here, or into the environment"
)
REFUSED = (
    f"Discord does not accept the DISCORD_TOKEN: make a new one at {_PAGE} (your application, Bot, Reset "
    "Token) and put it in place of the old one"
)
BROKEN = (
    f"the DISCORD_TOKEN has white space in it: copy it whole and alone from {_PAGE} (your application, Bot, "
    "Reset Token)"
)
INTENT = (
    f"Discord refuses an intent that the bot asks for: switch it on at {_PAGE} (your application, Bot, "
    "Privileged Gateway Intents)"
)


@dataclass(frozen=True, slots=True)
class Setup:
    """`admin_guilds` are the only servers whose managers may change the articles, if any are named.

    `kept` is how long what was asked is remembered; None for ever.
    """

    token: str = field(repr=False)
    log_json: bool = False
    log_texts: bool = False
    admin_guilds: frozenset[int] = frozenset()
    kept: datetime.timedelta | None = None

    @classmethod
    def load(cls, folder: Path = Path()) -> "Setup":
        """From the environment, else `.env`. Raises SettingError; a token that is missing is left empty."""
        values = environment(folder)
        return cls(
            # Docker's --env-file leaves quotes standing.
            token=values.get("DISCORD_TOKEN", "").strip(" \t\r\n\"'").removeprefix("Bot ").strip(),
            log_json=values.get("FOOTNOTE_LOG", "").lower() == "json",
            log_texts=values.get("FOOTNOTE_LOG_TEXTS", "").lower() in {"1", "yes", "true"},
            admin_guilds=_guilds(values),
            kept=_kept(values),
        )

    def require_whole_token(self) -> None:
        """Raises SettingError when there is white space in it, which no header can hold."""
        if len(self.token.split()) > 1:
            raise SettingError(BROKEN)


def _kept(values: Mapping[str, str]) -> datetime.timedelta | None:
    given = values.get("FOOTNOTE_KEEP_DAYS", "").strip()
    if not given:
        return None
    if not re.fullmatch(r"[1-9]\d{0,4}", given):
        raise SettingError(f"FOOTNOTE_KEEP_DAYS is {given!r}: give a number of days, or leave it out")
    return datetime.timedelta(int(given))


def _guilds(values: Mapping[str, str]) -> frozenset[int]:
    given = re.split(r"[\s,]+", values.get("FOOTNOTE_ADMIN_GUILDS", "").strip())
    wrong = [guild for guild in given if guild and not guild.isdigit()]
    if wrong:
        raise SettingError(f"FOOTNOTE_ADMIN_GUILDS holds {wrong[0]!r}: give server ids, parted by commas")
    return frozenset(int(guild) for guild in given if guild)

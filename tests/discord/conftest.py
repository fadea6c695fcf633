"""A fake Discord, and a small bot of discord.py's that talks to it."""

from tests.discord_server import fake_discord as fake_discord

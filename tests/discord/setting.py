"""Setting the scene: users, guilds, roles, channels and conversations, made by someone other than the bot."""

from typing import TYPE_CHECKING

from tests.discord.interactions import Interaction
from tests.discord.messages import Message
from tests.discord.world import TEXT, Channel, Guild, Json, Member, Overwrite, Role, User, World

if TYPE_CHECKING:
    from tests.discord.events import Events


class Setting:
    """The world as a test makes it; a guild that is added before the bot connects comes with its READY."""

    bot: User
    world: World
    events: "Events"
    commands: dict[str | None, list[Json]]
    interactions: dict[str, Interaction]
    user_installs: set[User]

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        return self.world.add_user(name, bot=bot, locale=locale)

    def add_guild(
        self, name: str = "guild", *, owner: User | None = None, locale: str = "en-US", has_bot: bool = True
    ) -> Guild:
        """A guild; the bot hears of it at its next READY, or by `join` when it is there already."""
        return self.world.add_guild(name, owner=owner, locale=locale, has_bot=has_bot)

    async def join(self, guild: Guild) -> None:
        """The bot, already connected, is added to `guild`."""
        guild.has_bot = True
        guild.members.setdefault(self.bot.id, Member(self.bot))
        await self.events.guild(guild)

    def add_role(self, guild: Guild, name: str, permissions: int = 0, *, mentionable: bool = False) -> Role:
        role = Role(name, permissions, mentionable)
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User, *roles: Role) -> Member:
        member = Member(user, list(roles))
        guild.members[user.id] = member
        return member

    def add_channel(self, guild: Guild, name: str = "general", *overwrites: Overwrite) -> Channel:
        return self.world.add_channel(Channel(name, TEXT, guild, overwrites=list(overwrites)))

    def dm(self, user: User) -> Channel:
        return self.world.direct(user)

    def group(self, *users: User) -> Channel:
        """A conversation of people without the bot, where a user-installed app can be used."""
        return self.world.add_channel(Channel("group", 3, recipients=list(users)))

    async def start_thread(
        self, user: User, channel: Channel, name: str, *, message: Message | None = None
    ) -> Channel:
        return await self.events.open_thread(channel, name, user, message=message)

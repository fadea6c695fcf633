"""The language of whoever writes a message: Discord tells a locale with interactions only."""

from collections import OrderedDict

MOST_USERS = 10_000


class Locales:
    """The locale of each user's last interaction, of so many users; never written to disk."""

    def __init__(self, most: int = MOST_USERS) -> None:
        self._most = most
        self._seen: OrderedDict[int, str] = OrderedDict()

    def seen(self, user: int, locale: str) -> None:
        """Remember it; whoever has not been seen for longest is forgotten."""
        self._seen[user] = locale
        self._seen.move_to_end(user)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)

    def of(self, user: int, otherwise: str | None) -> str | None:
        """The user's, or `otherwise`."""
        return self._seen.get(user, otherwise)

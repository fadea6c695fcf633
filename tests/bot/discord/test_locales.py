"""Which users' languages are remembered."""

from bot.discord.locales import Locales


def test_the_last_locale_seen_counts() -> None:
    locales = Locales()
    assert locales.of(1, None) is None
    assert locales.of(1, "de") == "de"
    locales.seen(1, "de")
    locales.seen(1, "fr")
    assert locales.of(1, "en-US") == "fr"
    assert locales.of(2, "en-US") == "en-US"


def test_who_was_not_seen_for_longest_is_forgotten() -> None:
    locales = Locales(2)
    for user in (1, 2, 1, 3):
        locales.seen(user, "de")
    assert [locales.of(user, None) for user in (1, 2, 3)] == ["de", None, "de"]

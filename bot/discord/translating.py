"""Names and descriptions of commands in the languages that the bot speaks."""

from dataclasses import fields

from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from bot.discord.english import ENGLISH
from bot.discord.texts import Texts, texts_for


def said(key: str) -> locale_str:
    """The text of that name, to be translated when the commands are synced."""
    return locale_str(getattr(ENGLISH, key), key=key)


class Texter(Translator):
    """Looks texts up by their name; what has none stays as it is."""

    async def translate(self, string: locale_str, locale: Locale, _: TranslationContextTypes) -> str | None:
        texts, key = texts_for(locale.value), string.extras.get("key")
        if texts is ENGLISH or key not in {field.name for field in fields(Texts)}:
            return None
        return str(getattr(texts, key))

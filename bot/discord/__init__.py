"""The Discord bot: texts, cards and rules that know no Discord, and a thin layer that does."""

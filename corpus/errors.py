"""The errors that Footnote foresees, each one line that names the culprit and the way out.

FootnoteError
├── CorpusError     the corpus folder is missing, empty or unreadable
├── ReadError       one file cannot become an article; the others can
├── ModelError      the encoder's model is missing, altered or not to be exported
├── StoreError      a generation is missing, altered, or made by another model or schema
└── SettingError    an option or an environment variable makes no sense
"""


class FootnoteError(Exception):
    """Foreseen: its message is for the user, and no traceback is shown."""


class CorpusError(FootnoteError):
    """The corpus folder is missing, empty or unreadable."""


class ReadError(FootnoteError):
    """One file cannot become an article; the others can."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class ModelError(FootnoteError):
    """The encoder's model is missing, altered or not to be exported."""


class StoreError(FootnoteError):
    """A generation is missing, altered, or made by another model or schema."""


class SettingError(FootnoteError):
    """An option or an environment variable makes no sense."""

"""What the user asked for: options, else the environment, else `.env`, else defaults."""

import os
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SettingError
from index.models import DEFAULT_MODEL, ModelSettings

if TYPE_CHECKING:
    from index.interface import Store

DEFAULT_CORPUS = Path("corpus/articles")
DEFAULT_HOME = Path(".footnote")
ENV_FILE = ".env"


@dataclass(frozen=True, slots=True)
class Settings:
    """`options` are those that were given, to be repeated in a command that the user is told to run."""

    corpus: Path = DEFAULT_CORPUS
    home: Path = DEFAULT_HOME
    model: ModelSettings = field(default_factory=ModelSettings)
    index: str | None = field(default=None, repr=False)  # an address, which may hold a password
    options: tuple[str, ...] = ()

    @classmethod
    def load(
        cls,
        *,
        corpus: str | None = None,
        home: str | None = None,
        model: str | None = None,
        folder: Path = Path(),
    ) -> "Settings":
        """From options; `folder` is where a `.env` is looked for. Raises SettingError."""
        given = {"--corpus": corpus, "--home": home, "--model": model}
        values = environment(folder)
        return cls(
            corpus=Path(corpus or values.get("FOOTNOTE_CORPUS") or DEFAULT_CORPUS).expanduser(),
            home=Path(home or values.get("FOOTNOTE_HOME") or DEFAULT_HOME).expanduser(),
            model=ModelSettings(
                model or values.get("FOOTNOTE_MODEL") or DEFAULT_MODEL, values.get("FOOTNOTE_PRECISION")
            ),
            index=values.get("FOOTNOTE_INDEX"),
            options=tuple(part for name, value in given.items() if value for part in (name, value)),
        )

    def store(self) -> "Store":
        """Where the index is kept. Raises SettingError where FOOTNOTE_INDEX makes no sense."""
        from index.stores import open_store

        return open_store(self.home, self.index)

    def command(self, name: str) -> str:
        """The command line that does `name` with the options that were given."""
        return shlex.join(["footnote", name, *self.options])


def environment(folder: Path = Path()) -> dict[str, str]:
    """The process's variables, and below them those of the folder's `.env`; empty ones count as unset."""
    file = folder / ENV_FILE
    values: dict[str, str | None] = {}
    if file.is_file():
        import dotenv

        try:
            values.update(dotenv.dotenv_values(file))
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(
                f"{file} cannot be read ({error}): save it as UTF-8, lines of NAME=value"
            ) from error
    values.update(os.environ)
    return {name: value for name, value in values.items() if value}

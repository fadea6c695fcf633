"""What a package says of files and of the index, read out of its source, with something in every gap."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[3]
FORESEEN = (
    "BusyError",
    "CorpusError",
    "ExhaustedError",
    "FetchError",
    "FormError",
    "FrontMatterError",
    "NotTextError",
    "SettingError",
    "StoreError",
    "UrlError",
)
GAP = "7"  # fits where a number stands and where a name does


def said_in(place: str) -> dict[str, str]:
    """Each message of a module, or of a package's modules → where it stands."""
    return {
        message: f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / place).rglob("*.py")) or [ROOT / place]
        for message, line in _said(path)
    }


def _said(path: Path) -> Iterator[tuple[str, int]]:
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        for text in _texts(node):
            message = _filled(text, module)
            if message and re.search("[a-z]", message):  # else it is put together of others
                yield message, node.lineno  # type: ignore[attr-defined]


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions by which the node says something of a file."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            errno = (
                isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name) and key.value.id == "errno"
            )
            if errno or (isinstance(key, ast.Constant) and key.value == "problem"):
                yield value
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in FORESEEN and node.args:
        yield node.args[0]
    elif called in ("Skipped", "skip") and len(node.args) == 2 and not isinstance(node.args[0], ast.List):
        yield node.args[1]
    yield from (keyword.value for keyword in node.keywords if keyword.arg == "problem")


def _filled(text: ast.expr, module: ModuleType) -> str | None:
    """The message; None for what is passed on from elsewhere."""
    if isinstance(text, ast.Constant):
        return text.value if isinstance(text.value, str) else None
    if isinstance(text, ast.Name):
        value = getattr(module, text.id, None)
        return value if isinstance(value, str) else None
    if isinstance(text, ast.JoinedStr):
        return "".join(_part(part, module) for part in text.values)
    return None


def _part(part: ast.expr, module: ModuleType) -> str:
    if isinstance(part, ast.FormattedValue):
        constant = isinstance(part.value, ast.Name) and getattr(module, part.value.id, None)
        return constant if isinstance(constant, str) else GAP
    return str(ast.literal_eval(part))

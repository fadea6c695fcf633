"""The peers' own virtual environment, so that none of them is a dependency of Footnote."""

import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / ".venv-peers"
PYTHON = FOLDER / "bin" / "python"
REQUIREMENTS = Path(__file__).parent / "requirements"
INSTALL_SECONDS = 900.0
PEERS = {  # name → what it needs beside base.txt
    "sentence-transformers": None,
    "sentence-transformers-bf16": None,
    "txtai": "txtai.txt",
    "llama-index": "llama-index.txt",
    "chroma": "chroma.txt",
}
CALLED = {
    "sentence-transformers": "sentence-transformers + FAISS",
    "sentence-transformers-bf16": "the same in bfloat16",
    "txtai": "txtai, hybrid",
    "llama-index": "LlamaIndex + FAISS",
    "chroma": "Chroma",
}


def prepare() -> dict[str, str | None]:
    """Peer → None when it can be run, else why it cannot; what was installed before is not again."""
    if not PYTHON.exists():
        venv.create(FOLDER, with_pip=True, clear=True)
    base = _install("base.txt")
    return {name: base or (_install(needs) if needs else None) for name, needs in PEERS.items()}


def _install(file: str) -> str | None:
    """Install what a file of requirements names; why that failed, if it did."""
    stamp, wanted = FOLDER / f".{file}", (REQUIREMENTS / file).read_text(encoding="utf8")
    if stamp.exists() and stamp.read_text(encoding="utf8") == wanted:
        return None
    print(f"installing {file.removesuffix('.txt')} for the benchmark", file=sys.stderr, flush=True)
    # base.txt again beside each, so that none of them moves what the others stand on.
    files = dict.fromkeys((REQUIREMENTS / "base.txt", REQUIREMENTS / file))
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += [part for path in files for part in ("-r", str(path))]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"pip took more than {INSTALL_SECONDS:.0f} s"
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        return (errors or done.stderr.splitlines() or ["pip failed"])[-1][:200]
    stamp.write_text(wanted, encoding="utf8")
    return None

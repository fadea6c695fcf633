"""Bytes of any form → articles, by a process of its own that is ended when it takes too long."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from corpus.forms.converted import MAX_TEXT, Converted, FormError

SECONDS = 20.0  # for one file
_MAX_ANSWER = 50 * MAX_TEXT  # bytes
_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "LANG", "LC_ALL")  # no token is for a parser's eyes


class Converter:
    """Starts its process when it is first needed, and anew after a file that it could not read."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Converter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def convert(self, data: bytes, suffix: str) -> list[Converted]:
        """The articles in `data`, whose form `suffix` names, one of FORM_SUFFIXES. Raises FormError."""
        late = threading.Event()
        process = self._running()

        def end() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self._seconds, end)
        clock.start()
        try:
            answer = _ask(process, data, suffix)
        finally:
            clock.cancel()
        if answer is None:
            self.close()
            if late.is_set():
                raise FormError(f"reading it took longer than {self._seconds:.0f} s; is it damaged?")
            raise FormError("reading it failed: it takes too much memory or time, or is damaged")
        if "problem" in answer or late.is_set():
            self.close()  # with whatever the file left behind in it
        if "problem" in answer:
            raise FormError(str(answer["problem"]))
        return [Converted.from_json(values) for values in answer["articles"]]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "corpus.forms.worker"],  # -P: nothing is imported from here
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"},
            )
        return self._process


def _ask(
    process: subprocess.Popen[bytes], data: bytes, suffix: str
) -> dict[str, list[dict[str, str | None]]] | None:
    """The process's answer; None when it ended instead."""
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        return None
    try:
        stdin.write(json.dumps({"suffix": suffix, "size": len(data)}).encode() + b"\n" + data)
        stdin.flush()
        answer = json.loads(stdout.readline(_MAX_ANSWER))
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None

"""The process that parses: a request a line with its bytes behind it, an answer a line; never trusted.

It runs with limits on memory and time, so that a hostile file ends this process at worst.
"""

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable
from typing import BinaryIO

from corpus.decoding import NotTextError
from corpus.forms.converted import MAX_TEXT, MAX_URL, MAX_VALUE, Converted, FormError
from corpus.forms.docx import read_docx
from corpus.forms.epub import read_epub
from corpus.forms.feed import read_feed
from corpus.forms.html import read_html
from corpus.forms.mail import read_mail
from corpus.forms.pdf import read_pdf

MAX_MEMORY = 1_000_000_000  # bytes
MAX_CPU = 20  # seconds for one file
READERS: dict[str, Callable[[bytes], list[Converted]]] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".epub": read_epub,
    ".eml": read_mail,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}


def converted(suffix: str, data: bytes) -> dict[str, object]:
    """`articles`, or the `problem` in words."""
    try:
        articles = [_bounded(article) for article in READERS[suffix](data)]
    except (FormError, NotTextError) as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": "reading it takes too much memory; is it damaged?"}
    except RecursionError:
        return {"problem": "it is nested too deep to be read"}
    except Exception as error:  # noqa: BLE001 - parsers raise whatever they like at a damaged file
        return {"problem": f"it cannot be read ({type(error).__name__}); is it damaged?"}
    return {"articles": [article.to_json() for article in articles]}


def _bounded(article: Converted) -> Converted:
    if len(article.text) > MAX_TEXT:
        raise FormError(f"it has more than {MAX_TEXT:,} characters; split it")

    def short(value: str | None) -> str | None:
        return value[:MAX_VALUE] if value else None

    url = article.url if article.url and len(article.url) <= MAX_URL else None
    return Converted(
        article.text,
        short(article.title),
        short(article.publisher),
        short(article.author),
        article.published,
        url,
    )


def _limit() -> Callable[[], None]:
    """Bound memory for good; what is returned grants processor time for one more file."""
    try:
        import resource
    except ImportError:  # Windows has none; the clock of the process that asks still runs
        return lambda: None

    def set_soft(kind: int, value: int) -> None:
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or value <= hard:
            resource.setrlimit(kind, (value, hard))

    set_soft(resource.RLIMIT_AS, MAX_MEMORY)
    set_soft(resource.RLIMIT_CORE, 0)

    def grant() -> None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        set_soft(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + 1 + MAX_CPU)

    return grant


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more requests."""
    grant = _limit()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        grant()
        answers.write(json.dumps(converted(request["suffix"], data)).encode() + b"\n")
        answers.flush()


def main() -> None:
    """Serve on what were stdin and stdout; whatever a parser prints goes nowhere."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()

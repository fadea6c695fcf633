"""A process that asks the index until it is told to stop, and says what it saw."""

import re
from collections import Counter
from typing import Any

from index.postgres.errors import GoneError
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from tests.conftest import FakeEncoder

EDITION = re.compile(r"edition (\d+)")


def read(url: str, ready: Any, stop: Any, seen: Any) -> None:
    """`ready` is released after a first look; `seen` gets (editions and how often, mixtures, failures)."""
    home, encoder = PostgresHome(Server(url)), FakeEncoder()
    editions: Counter[int] = Counter()
    mixtures, failures = [], []
    while not stop.is_set():
        try:
            state = home.open()
            texts = [article.text for article in state.articles()]
            found = [number for number, _ in state.best(dict.fromkeys(state.terms("the edition"), 1.0), 50)]
            found += [number for number, _ in state.nearest(encoder.encode_question("edition"), 50)]
            texts += [stored.passage.text for stored in state.fetch(found).values()]
            told = {int(EDITION.search(text)[1]) for text in texts}
            if len(told) > 1 or len(set(found)) * 2 != len(found):
                mixtures.append((told, found))
            if not editions:
                ready.release()
            editions.update(told)
            state.close()
        except GoneError:
            continue
        except Exception as error:  # noqa: BLE001 - the test says what it was
            failures.append(f"{type(error).__name__}: {error}")
    seen.put((dict(editions), mixtures, failures))

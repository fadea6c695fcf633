"""index/postgres: many processes ask while one writes, and each sees one edition of everything."""

import multiprocessing
import os

READERS = int(os.environ.get("FOOTNOTE_READERS", "3"))
EDITIONS = int(os.environ.get("FOOTNOTE_EDITIONS", "8"))
ARTICLES = 6


def test_readers_see_one_edition_and_fail_at_nothing(cluster, url, write, index_it):
    def publish(edition):
        for number in range(ARTICLES):
            write(
                f"{number}.md",
                f"This is edition {edition} of the article with the number {number}, they said.",
            )
        # A rebuild now and then: a generation of its own.
        index_it(rebuild=edition % 4 == 3)

    from tests.index.postgres.reading import read

    publish(0)
    processes = multiprocessing.get_context("spawn")
    ready, stop, seen = processes.Semaphore(0), processes.Event(), processes.Queue()
    readers = [processes.Process(target=read, args=(url, ready, stop, seen)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    assert all(ready.acquire(timeout=120) for _ in readers)
    for edition in range(1, EDITIONS):
        publish(edition)
    stop.set()
    told = [seen.get(timeout=120) for _ in readers]
    for reader in readers:
        reader.join(60)
    for editions, mixtures, failures in told:
        assert (mixtures, failures) == ([], [])
        assert len(editions) > 1

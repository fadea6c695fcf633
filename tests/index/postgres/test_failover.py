"""index/postgres: a server that is killed and comes back, and a replica that takes its place."""

import threading
import time

import pytest

from corpus.errors import FootnoteError, StoreError
from index.postgres.build import build
from index.postgres.check import check
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from tests.conftest import ARTICLES, FakeEncoder
from tests.postgres_server import Cluster

SECONDS = 60.0  # that anything here may take
VOTE = "The council voted on Tuesday to close two of its five libraries."


@pytest.fixture
def primary():
    cluster = Cluster()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf8")
    return folder


def index_it(home, corpus, progress=lambda done: None):
    return build(home, corpus, FakeEncoder(), model="fake", progress=progress)


def until(condition):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_primary_killed_in_the_middle_of_a_write(primary, corpus):
    home = PostgresHome(Server(primary.url("postgres")))
    index_it(home, corpus)
    state = home.open()
    (corpus / "vote.md").write_text(VOTE)
    with pytest.raises(StoreError, match="PostgreSQL at 127") as caught:
        index_it(home, corpus, lambda done: primary.kill())
    assert "\n" not in str(caught.value)
    assert home.current_or_none() is None
    with pytest.raises(StoreError, match="cannot be reached"):
        state.articles_of("vote.md")
    primary.start()
    assert [article.name for article in state.articles()] == sorted(ARTICLES)
    until(lambda: home.current_or_none() == 1)
    assert index_it(home, corpus).changes.added == ("vote.md",)
    until(lambda: home.current_or_none() == 2)
    assert check(home).problems == ()
    state.close()


def test_a_replica_takes_over_while_questions_run(primary, corpus):
    index_it(PostgresHome(Server(primary.url("postgres"))), corpus)
    replica = primary.replica()
    hosts = f"127.0.0.1:{primary.port},127.0.0.1:{replica.port}"
    home = PostgresHome(Server(f"postgresql://postgres@{hosts}/postgres"))
    try:
        until(lambda: replica.execute("SELECT count(*) FROM footnote.state") == [(1,)])
        state = home.open()
        vector = FakeEncoder().encode_question("ferry late")
        expected = state.nearest(vector, 3)
        answers, failures, done = [], [], threading.Event()

        def ask():
            while not done.is_set():
                try:
                    answers.append(state.nearest(vector, 3))
                except FootnoteError as error:
                    failures.append(str(error))

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        until(lambda: len(answers) > 10)
        primary.kill()
        before = len(answers)
        until(lambda: len(answers) > before + 10)
        (corpus / "vote.md").write_text(VOTE)
        with pytest.raises(StoreError, match=r"cannot be reached|replica"):
            index_it(home, corpus)
        replica.promote()
        before = len(answers)
        until(lambda: len(answers) > before + 10)
        done.set()
        for asker in askers:
            asker.join(SECONDS)
        assert failures == []
        assert all(answer == expected for answer in answers)
        assert index_it(home, corpus).changes.added == ("vote.md",)
        state.close()
    finally:
        replica.remove()


def test_what_a_lost_primary_wrote_last_is_not_mixed_with_what_its_replica_wrote(primary, corpus):
    """A replica that had not heard of the last state makes another of the same number."""
    first = PostgresHome(Server(primary.url("postgres")))
    index_it(first, corpus)
    replica = primary.replica()
    second = PostgresHome(Server(replica.url("postgres")))
    both = f"127.0.0.1:{primary.port},127.0.0.1:{replica.port}"
    home = PostgresHome(Server(f"postgresql://postgres@{both}/postgres"))
    try:
        replica.promote()
        (corpus / "vote.md").write_text(VOTE)
        index_it(first, corpus)
        (corpus / "vote.md").write_text(f"{VOTE} Then it rained.")
        index_it(second, corpus)
        state = home.open()
        assert state.manifest.generation == second.current_or_none() == 2
        primary.kill()
        with pytest.raises(StoreError, match="ask again"):
            state.articles_of("vote.md")
        assert home.open().articles_of("vote.md")[0].text.endswith("rained.")
    finally:
        replica.remove()

"""index/postgres: what goes wrong at the server is told in one line, and is over when it is over."""

import threading

import psycopg
import pytest

from corpus.errors import FootnoteError, SettingError, StoreError
from index.locking import BusyError
from index.manifest import OutdatedError
from index.postgres import catalog, server, writer
from index.postgres.check import check
from index.postgres.errors import GoneError
from index.postgres.home import PostgresHome
from index.postgres.server import Server

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."
SECRET = "s3cret"


def names(state):
    return [article.name for article in state.articles()]


def line_of(caught):
    """The error's line, which has no secret in it."""
    (line,) = str(caught.value).splitlines()
    assert SECRET not in line
    return line


@pytest.fixture
def guarded(cluster, url):
    """A user who needs a password."""
    rules = cluster.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{before}")
    cluster.execute(f"CREATE ROLE guarded LOGIN PASSWORD '{SECRET}'")
    cluster.execute("SELECT pg_reload_conf()")
    yield "guarded"
    rules.write_text(before)
    cluster.execute("SELECT pg_reload_conf()")
    cluster.execute("DROP ROLE guarded")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://guarded:wrong-s3cret@127.0.0.1:{port}/postgres", "refuses the user or the password"),
        ("postgresql://guarded@127.0.0.1:{port}/postgres", "asks for a password"),
        ("postgresql://postgres:s3cret@127.0.0.1:{port}/none", "no such database"),
        ("postgresql://postgres:s3cret@127.0.0.1:1/postgres", "cannot be reached"),
        ("postgresql://postgres:%zzs3cret@127.0.0.1/postgres", "is no address"),
        ("postgresql://postgres:s3cret@127.0.0.1/postgres?nonsense=s3cret", "is no address"),
    ],
)
def test_an_address_that_leads_nowhere(cluster, guarded, address, told):
    with pytest.raises(FootnoteError, match=told) as caught:
        PostgresHome(Server(address.format(port=cluster.port))).open()
    line_of(caught)


def test_the_right_password(cluster, guarded):
    address = cluster.url("postgres", guarded, SECRET)
    assert PostgresHome(Server(address)).open() is None
    assert SECRET not in Server(address).place


def test_without_the_extension(cluster, write, index_it):
    cluster.execute("CREATE DATABASE plain")
    cluster.execute("CREATE ROLE poor LOGIN")
    cluster.execute("GRANT CREATE ON DATABASE plain TO poor")
    write("ferry.md", SENTENCE)
    home = PostgresHome(Server(cluster.url("plain", "poor")))
    with pytest.raises(SettingError, match=r"lacks the extension vector.*CREATE EXTENSION vector") as caught:
        index_it(home=home)
    line_of(caught)
    cluster.execute("CREATE EXTENSION vector", "plain")
    assert index_it(home=home).manifest.articles == 1
    cluster.execute("DROP DATABASE plain WITH (FORCE)")
    cluster.execute("DROP ROLE poor")


def test_an_old_extension(cluster, write, index_it, home):
    write("ferry.md", SENTENCE)
    index_it()
    (version,) = cluster.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")[0]
    cluster.execute("UPDATE pg_extension SET extversion = '0.8.3' WHERE extname = 'vector'")
    for attempt in (home.open, index_it):
        with pytest.raises(SettingError, match=r"vector 0\.8\.3, and 0\.8\.4 or later"):
            attempt()
    cluster.execute(f"UPDATE pg_extension SET extversion = '{version}' WHERE extname = 'vector'")
    home.open().close()


@pytest.mark.parametrize(("schema", "kind"), [(0, OutdatedError), (99, StoreError)])
def test_another_schema(cluster, write, index_it, home, schema, kind):
    write("ferry.md", SENTENCE)
    index_it()
    cluster.execute(f"UPDATE footnote.about SET schema = {schema}")
    for attempt in (home.open, index_it):
        with pytest.raises(kind, match=f"has schema {schema}, this version reads 1"):
            attempt()


def test_another_version_of_what_is_indexed_is_made_anew(cluster, write, index_it, home):
    write("ferry.md", SENTENCE)
    index_it()
    cluster.execute("UPDATE footnote.state SET manifest = jsonb_set(manifest, '{schema}', '1')")
    with pytest.raises(OutdatedError):
        home.open()
    assert index_it().changes.added == ("ferry.md",)
    assert names(home.open()) == ["ferry.md"]


def test_a_statement_that_takes_too_long(url):
    with pytest.raises(StoreError, match="took too long") as caught:
        Server(url, {"statement_timeout": "50"}).rows("SELECT pg_sleep(60)")
    line_of(caught)


def test_every_connection_in_use(url, monkeypatch):
    monkeypatch.setattr(server, "WAIT_SECONDS", 0.5)
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 2)
    busy = Server(url)
    busy.acquire()
    free = threading.Event()
    holding = threading.Semaphore(0)

    def hold(connection):
        holding.release()
        free.wait(60)

    holders = [threading.Thread(target=busy.asked, args=(hold,)) for _ in range(2)]
    for holder in holders:
        holder.start()
        holding.acquire(timeout=60)
    with pytest.raises(StoreError, match=r"all 2 connections .* were in use") as caught:
        busy.rows("SELECT 1")
    line_of(caught)
    free.set()
    for holder in holders:
        holder.join(60)
    assert busy.rows("SELECT 1") == [(1,)]
    busy.release()


def test_every_connection_lost(cluster, write, opened, encoder):
    write("ferry.md", SENTENCE)
    state = opened()
    vector = encoder.encode_question("ferry")
    before = state.nearest(vector, 3)
    for _ in range(3):
        cluster.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'footnote'"
        )
        assert state.nearest(vector, 3) == before


def test_a_full_disk(cluster, write, index_it, home):
    """The server's disk cannot be filled here; what the server says of one can be had of it."""
    write("ferry.md", SENTENCE)
    index_it()
    write("vote.md", VOTE)
    cluster.execute(
        "CREATE FUNCTION footnote.fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
        "USING ERRCODE = 'disk_full', MESSAGE = 'could not extend file: No space left on device'; END $$"
    )
    cluster.execute("CREATE TRIGGER filled BEFORE INSERT ON footnote.state EXECUTE FUNCTION footnote.fill()")
    with pytest.raises(
        StoreError, match=r"the disk of .* is full: make room there; the index is as it was"
    ) as caught:
        index_it()
    line_of(caught)
    assert names(home.open()) == ["ferry.md"]
    cluster.execute("DROP TRIGGER filled ON footnote.state")
    assert index_it().manifest.articles == 2
    assert check(home).problems == ()


def test_one_writer_at_a_time(write, index_it, home):
    write("ferry.md", SENTENCE)
    told = []
    with home.writing(0), pytest.raises(BusyError, match=r"another process .* is writing the index"):
        index_it(lock_seconds=1.5, told=told.append)
    assert ["waiting for" in line for line in told] == [True]
    assert index_it().manifest.generation == 1


def test_what_was_opened_long_ago_is_gone_and_never_mixed(write, index_it, home, opened):
    write("ferry.md", SENTENCE)
    state = opened()
    write("ferry.md", VOTE)
    index_it()
    assert [stored.passage.text for stored in state.fetch([1]).values()] == [SENTENCE]
    with home.writing(0) as connection:
        catalog.purge(connection, 0.0)
    for attempt in (lambda: state.fetch([1]), lambda: state.best({"ferri": 1.0}, 3), state.files):
        with pytest.raises(GoneError, match="ask again"):
            attempt()
    assert [stored.passage.text for stored in home.open().fetch([2]).values()] == [VOTE]


@pytest.mark.parametrize("again", [False, True])
def test_a_writer_that_dies_when_much_is_written(cluster, write, index_it, home, monkeypatch, encoder, again):
    """What it has put into the tables already is seen by nobody, and is swept by the next writer."""
    monkeypatch.setattr(writer, "MOST_ARTICLES", 2)
    if again:
        write("ferry.md", SENTENCE)
        index_it()
    for number in range(5):
        write(f"{number}.md", f"{VOTE} It was vote number {number}.")
    write("ferry.md", f"{SENTENCE} Nobody was hurt.")

    def die(self, texts):
        cluster.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )
        raise StoreError("the writer's process ended")

    with monkeypatch.context() as dying:
        dying.setattr(type(encoder), "encode_passages", die)
        with pytest.raises(StoreError):
            index_it()
    assert cluster.execute("SELECT count(*) FROM footnote.draft") == [(1,)]
    state = home.open()
    assert (names(state) if state else None) == (["ferry.md"] if again else None)
    assert index_it().manifest.articles == 6
    assert cluster.execute("SELECT count(*) FROM footnote.draft") == [(0,)]
    assert check(home).problems == ()
    assert [version.article.text for version in home.open().versions("ferry.md")] == (
        [SENTENCE] if again else []
    )


def test_text_that_sql_might_mind(corpus, index_it, home):
    odd = (
        "The ‘ferry’ {to} %s Aberdeen \\N was \\. two\thours late; DROP TABLE article; -- said $1 %(state)s."
    )
    (corpus / "odd%s{0}.txt").write_text(f"It's {{odd}} %d\n\n{odd}\n")
    index_it()
    state = home.open()
    (article,) = state.articles()
    assert article.name == "odd%s{0}.txt"
    assert state.best(dict.fromkeys(state.terms(odd), 1.0), 3)
    state.close()


def test_what_the_driver_says_is_one_line():
    from index.postgres.errors import told

    error = psycopg.OperationalError("connection failed: first\n\tsecond\nthird")
    assert str(told(error, "PostgreSQL")) == (
        "PostgreSQL cannot be reached (first): is it running, and is FOOTNOTE_INDEX right?"
    )

"""index/postgres: a server whose disk is full, in earnest."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator

import psycopg
import pytest

from corpus.errors import StoreError
from index.postgres.check import check
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from tests.postgres_server import Cluster, new_folder

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
DISK = 160 << 20  # bytes


@pytest.fixture
def small() -> Iterator[Cluster]:
    """A server whose data, journal included, lie on a disk of their own."""
    folder = new_folder()
    owner = folder.stat()
    options = f"size={DISK},uid={owner.st_uid},gid={owner.st_gid},mode=700"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True)
    if mounted.returncode:
        shutil.rmtree(folder)
        pytest.skip("a small disk can only be mounted by root")
    cluster = Cluster({"max_wal_size": "32MB", "min_wal_size": "32MB"}, folder)
    try:
        yield cluster.start()
    finally:
        cluster.remove()
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def up_again(server):
    """A full journal ends the server, which starts again by itself where it can."""
    deadline = time.monotonic() + 30
    while not server.is_down:
        try:
            server.execute("SELECT")
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return
    server.start()


@pytest.mark.parametrize(
    ("left", "told"),
    [
        pytest.param(6 << 20, "is full: make room there; the index is as it was", id="tables"),
        pytest.param(14 << 20, "PostgreSQL at ", id="journal"),
    ],
)
def test_a_disk_that_is_full_in_earnest(small, write, index_it, left, told):
    home = PostgresHome(Server(small.url("postgres")))
    write("ferry.md", SENTENCE)
    index_it(home=home)
    ballast = small.folder / "ballast"
    with ballast.open("wb") as file:
        free = shutil.disk_usage(small.folder).free
        os.posix_fallocate(file.fileno(), 0, free - left)
    chance = random.Random(0)
    for number in range(100):
        text = " ".join(f"{chance.getrandbits(64):x}" for _ in range(3_000))
        write(f"{number}.md", f"{text}.")
    with pytest.raises(StoreError) as caught:
        index_it(home=home)
    (line,) = str(caught.value).splitlines()
    assert told in line
    ballast.unlink()
    up_again(small)
    assert [article.name for article in home.open().articles()] == ["ferry.md"]
    assert index_it(home=home).manifest.articles == 101
    assert check(home).problems == ()

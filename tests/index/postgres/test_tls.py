"""index/postgres: over TLS, to a server that proves who it is.

The PostgreSQL of the tests is made without TLS, so it is spoken to through what PostgreSQL's protocol calls a
proxy: that answers the request for TLS, and hands on what it decrypts.
"""

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import FootnoteError
from index.postgres.home import PostgresHome
from index.postgres.server import Server

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
SECRET = "s3cret"
TLS_REQUEST = bytes([0, 0, 0, 8, 4, 210, 22, 47])

pytestmark = pytest.mark.skipif(
    not shutil.which("openssl"), reason="openssl, which makes certificates, is missing"
)


def certificate(folder: Path, name: str, san: str) -> tuple[Path, Path]:
    """One that vouches for itself, and its key."""
    paths = folder / f"{name}.crt", folder / f"{name}.key"
    made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    files = ["-addext", f"subjectAltName={san}", "-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run(["openssl", "req", *made, *files], check=True, capture_output=True)
    return paths


def hand_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    for each in (one, other):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def relay(client: socket.socket, server: socket.socket) -> None:
    with client, server:
        back = threading.Thread(target=hand_on, args=(server, client), daemon=True)
        back.start()
        hand_on(client, server)
        back.join()


@pytest.fixture
def proxy(cluster, tmp_path) -> Iterator[Callable[[str], tuple[int, Path]]]:
    """Starts one whose certificate is for a name; its port, and the certificate."""
    listeners = []

    def serve(listener: socket.socket, context: ssl.SSLContext) -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            assert plain.recv(8) == TLS_REQUEST
            plain.sendall(b"S")
            try:
                client = context.wrap_socket(plain, server_side=True)
            except (ssl.SSLError, OSError):
                plain.close()  # the client did not trust it
                continue
            server = socket.create_connection(("127.0.0.1", cluster.port))
            threading.Thread(target=relay, args=(client, server), daemon=True).start()

    def start(san: str) -> tuple[int, Path]:
        made, key = certificate(tmp_path, f"server{len(listeners)}", san)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made, key)
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threading.Thread(target=serve, args=(listener, context), daemon=True).start()
        return listener.getsockname()[1], made

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def home_over(port: int, mode: str, root: Path | None = None) -> PostgresHome:
    trusted = f"&sslrootcert={root}" if root else ""
    return PostgresHome(
        Server(f"postgresql://postgres:{SECRET}@127.0.0.1:{port}/postgres?sslmode={mode}{trusted}")
    )


def test_an_index_is_written_and_asked_over_tls(proxy, url, write, index_it):
    write("ferry.md", SENTENCE)
    port, trusted = proxy("IP:127.0.0.1")
    home = home_over(port, "verify-full", trusted)
    assert index_it(home=home).manifest.articles == 1
    with contextlib.closing(home.open()) as state:
        assert [stored.passage.text for stored in state.fetch([1]).values()] == [SENTENCE]


@pytest.mark.parametrize(
    ("san", "is_trusted", "told"),
    [
        ("IP:127.0.0.1", False, "certificate verify failed"),
        ("DNS:other.example", True, "does not match host name"),
    ],
)
def test_a_server_that_cannot_prove_who_it_is(proxy, tmp_path, url, san, is_trusted, told):
    port, itself = proxy(san)
    root = itself if is_trusted else certificate(tmp_path, "stranger", "IP:127.0.0.1")[0]
    with pytest.raises(FootnoteError, match=told) as caught:
        home_over(port, "verify-full", root).open()
    (line,) = str(caught.value).splitlines()
    assert SECRET not in line
    assert str(root) not in line


def test_a_server_without_tls(cluster, url):
    with pytest.raises(FootnoteError, match="does not support SSL") as caught:
        home_over(cluster.port, "require").open()
    assert len(str(caught.value).splitlines()) == 1

"""Fetching from addresses that somebody typed."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from directory.openreferral.reading import fetching
from directory.openreferral.reading.fetching import Fetcher, FetchFailed, Refused
from directory.web import outward
from directory.web.outward import is_public

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str], Answer]], tuple[str, list[dict[str, str]]]]]:
    """A server on this machine; gives its address and the headers of each request."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[str], Answer]) -> tuple[str, list[dict[str, str]]]:
        asked: list[dict[str, str]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(dict(self.headers))
                status, headers, body = answer(self.path)
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}", asked

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def local(pauses: list[float] | None = None) -> Fetcher:
    return Fetcher("Waypost test", allow_local=True, pause=(pauses if pauses is not None else []).append)


def test_a_body_is_fetched_under_a_clear_name(serve: Any) -> None:
    address, asked = serve(lambda path: (200, {}, path.encode()))
    assert local().get(f"{address}/services?page=1") == b"/services?page=1"
    assert asked[0]["User-Agent"] == "Waypost test"
    assert asked[0]["Host"] == address.removeprefix("http://")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/services",
        "http://localhost/services",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
    ],
)
def test_this_machine_and_private_networks_are_refused(url: str) -> None:
    with pytest.raises(Refused, match="private network"):
        Fetcher("x").get(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://hall.org.uk/", "https://user:pw@hall.org.uk/", "http:///x"]
)
def test_other_schemes_and_passwords_are_refused(url: str) -> None:
    with pytest.raises(Refused):
        Fetcher("x").get(url)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def two(_host: str, port: int, **_options: Any) -> list[Any]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    with pytest.raises(Refused, match="private network"):
        Fetcher("x").get("https://feed.hall.org.uk/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])  # the name changes its mind after the check
    connected = []

    def resolve(_host: str, port: int, **_options: Any) -> list[Any]:
        return [(2, 1, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(fetching, "PAUSES", ())
    with pytest.raises(FetchFailed):
        Fetcher("x").get("http://feed.hall.org.uk/")
    assert connected == [("93.184.216.34", 80)]


def test_a_redirect_into_the_private_network_is_refused(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    address, _asked = serve(lambda _path: (302, {"Location": "http://10.0.0.1/"}, b""))
    port = address.rpartition(":")[2]
    monkeypatch.setattr(outward, "is_public", lambda ip: ip == "127.0.0.1")
    with pytest.raises(Refused, match=r"10\.0\.0\.1 is on a private network"):
        Fetcher("x").get(f"http://127.0.0.1:{port}/")


def test_redirects_are_followed_but_not_for_ever(serve: Any) -> None:
    address, _asked = serve(lambda path: (302, {"Location": "/b"}, b"") if path == "/a" else (200, {}, b"there"))
    assert local().get(f"{address}/a") == b"there"
    circle, _asked = serve(lambda _path: (302, {"Location": "/a"}, b""))
    with pytest.raises(Refused, match="circles"):
        local().get(f"{circle}/a")


def test_a_passing_trouble_is_tried_again_with_growing_pauses(serve: Any) -> None:
    answers: Iterator[Answer] = iter([(503, {}, b""), (429, {}, b""), (200, {}, b"at last")])
    address, _asked = serve(lambda _path: next(answers))
    pauses: list[float] = []
    assert local(pauses).get(address) == b"at last"
    assert pauses == [1.0, 4.0]


def test_a_lasting_trouble_is_reported_with_its_status(serve: Any) -> None:
    address, asked = serve(lambda _path: (404, {}, b""))
    with pytest.raises(FetchFailed, match="status 404"):
        local().get(address)
    assert len(asked) == 1


def test_an_answer_that_is_too_large_is_refused(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_ANSWER", 1000)
    address, _asked = serve(lambda _path: (200, {}, b"x" * 1001))
    with pytest.raises(Refused, match="larger than"):
        local().get(address)


def test_an_answer_that_breaks_off_is_not_taken_for_whole(serve: Any) -> None:
    address, asked = serve(lambda _path: (200, {"Content-Length": "500"}, b'{"contents": []}'))
    with pytest.raises(FetchFailed):
        local().get(address)
    assert len(asked) == len(fetching.PAUSES) + 1


def test_addresses_wrapped_in_ipv6_are_seen_through() -> None:
    assert is_public("93.184.216.34")
    assert not is_public("64:ff9b::7f00:1")
    assert not is_public("2002:7f00:1::")
    assert not is_public("fe80::1%eth0")
    assert not is_public("224.0.0.1")

"""Connections to addresses that somebody typed end in time, whatever the other side does."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from directory.web.outward import Pinned, ended_after

DRIPS = 40


@dataclass
class Dripping:
    """A website on this machine that sends one letter of its answer now and then."""

    listening: socket.socket
    gone: threading.Event = field(default_factory=threading.Event)
    was_heard_out: bool = False

    def drip(self) -> None:
        there, _who = self.listening.accept()
        with there, suppress(OSError):
            there.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _ in range(DRIPS):
                if self.gone.wait(0.05):
                    return
                there.sendall(b"a")
            there.sendall(b"\r\nContent-Length: 0\r\n\r\n")
            self.was_heard_out = True


@pytest.fixture
def dripping() -> Iterator[Dripping]:
    site = Dripping(socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=site.drip, daemon=True)
    thread.start()
    yield site
    site.gone.set()
    thread.join(2)
    site.listening.close()


def test_a_website_that_never_quite_answers_is_left(dripping: Dripping) -> None:
    connection = Pinned("tea.example.org", dripping.listening.getsockname()[1], "127.0.0.1", 5.0)
    with suppress(OSError, http.client.HTTPException), ended_after(connection, 0.3):
        connection.request("GET", "/")
        connection.getresponse()
    assert not dripping.was_heard_out

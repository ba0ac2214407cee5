"""Fetches JSON from addresses that somebody typed, without letting them reach into this network.

Each host is resolved once, every address it has must be public, and the connection goes to that very address;
redirects are checked the same way. Sizes and times are capped.
"""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from directory.web.outward import NotAllowedThere, NotReached, connection_to, reason

LARGEST_ANSWER = 64 * 1024 * 1024
SECONDS_TO_CONNECT = 15.0
SECONDS_TO_ANSWER = 90.0
REDIRECTS = 5
PAUSES = (1.0, 4.0, 10.0)  # seconds before each new try
_CHUNK = 64 * 1024
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchFailed(Exception):
    """An address gave no answer that can be used. `status` is its HTTP status, if it answered at all."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Refused(FetchFailed):
    """An address that Waypost will not go to; trying again does not help."""


@dataclass(frozen=True)
class Fetcher:
    """Gets bodies from addresses. `allow_local` lets it reach this machine and private networks."""

    user_agent: str
    allow_local: bool = False
    pause: Callable[[float], None] = time.sleep

    def get(self, url: str) -> bytes:
        """The body at an address; tries again while the trouble may pass. Raises `FetchFailed`."""
        for wait in (*PAUSES, None):
            try:
                return self._following(url)
            except Refused:
                raise
            except FetchFailed as error:
                if wait is None or (error.status is not None and error.status not in _TRY_AGAIN):
                    raise
                self.pause(wait)
        raise AssertionError("the last try returns or raises")

    def _following(self, url: str) -> bytes:
        for _ in range(REDIRECTS + 1):
            status, location, body = self._once(url)
            if status not in (301, 302, 303, 307, 308) or not location:
                if status != 200:
                    raise FetchFailed(f"the feed answered with status {status}", status)
                return body
            url = urljoin(url, location)
        raise Refused("the feed sends us round in circles")

    def _once(self, url: str) -> tuple[int, str | None, bytes]:
        parts = urlsplit(url)
        connection = self._connection(parts)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "User-Agent": self.user_agent, "Accept": "application/json"}
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = _body(answer) if answer.status == 200 else b""
            return answer.status, answer.getheader("Location"), body
        except (OSError, http.client.HTTPException) as error:
            raise FetchFailed(f"the feed does not answer ({reason(error)})") from error
        finally:
            connection.close()

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        try:
            return connection_to(parts, seconds=SECONDS_TO_CONNECT, allow_local=self.allow_local)
        except NotAllowedThere as error:
            private = "private network" in str(error)
            hint = ". Use a public address, or --allow-local for one of your own" if private else ""
            raise Refused(f"{error}{hint}") from None
        except NotReached as error:
            raise FetchFailed(str(error)) from error


def _body(answer: http.client.HTTPResponse) -> bytes:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise Refused("the feed's answer is larger than 64 MB")
        if time.monotonic() > deadline:
            raise FetchFailed("the feed takes longer than 90 seconds to answer")
    if answer.length:
        raise FetchFailed("the feed's answer is cut off")
    return bytes(body)

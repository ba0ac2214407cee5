"""Fetches JSON from addresses that somebody typed, without letting them reach into this network.

Each host is resolved once, every address it has must be public, and the connection goes to that very address;
redirects are checked the same way. Sizes and times are capped.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

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
            raise FetchFailed(f"the feed does not answer ({_reason(error)})") from error
        finally:
            connection.close()

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        try:
            host, port = parts.hostname, parts.port
        except ValueError:
            raise Refused("the address has no proper port") from None
        if parts.scheme not in ("http", "https") or not host or parts.username:
            raise Refused("the address must start with http:// or https:// and hold no password")
        port = port or (443 if parts.scheme == "https" else 80)
        address = self._address(host, port)
        if parts.scheme == "https":
            return _PinnedHTTPS(host, port, address)
        return _Pinned(host, port, address)

    def _address(self, host: str, port: int) -> str:
        """The one address to connect to. All of a name's addresses must be public, or none is used."""
        try:
            found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError) as error:
            raise FetchFailed(f"there is no machine called {host}") from error
        if not self.allow_local and not all(is_public(address) for address in found):
            raise Refused(f"{host} is on a private network. Use a public address, or --allow-local for one of your own")
        return sorted(found, key=lambda address: (":" in address, address))[0]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also when wrapped into IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to an address already checked, under the host's name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS_TO_CONNECT)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), SECONDS_TO_CONNECT)


class _PinnedHTTPS(_Pinned):
    """The same, encrypted, the certificate checked against the host's name."""

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


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


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ssl.SSLError):
        return "its certificate cannot be trusted"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return "the connection broke"

"""Connections to addresses that somebody typed: to the public internet only, and to the very machine that was checked.

A name is resolved once, every address it has must be public, and the connection goes to one of those. Whoever follows
a redirect asks here again.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult

SCHEMES = ("http", "https")


class NotReached(Exception):
    """An address that gives no answer at the moment."""


class NotAllowedThere(NotReached):
    """An address that is never gone to; trying again does not help."""


class Pinned(http.client.HTTPConnection):
    """A connection to an address already checked, under the host's name."""

    def __init__(self, host: str, port: int, address: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.address = address
        self.seconds = seconds

    def connect(self) -> None:
        """Connect to the address that was checked."""
        self.sock = socket.create_connection((self.address, self.port), self.seconds)


class PinnedHTTPS(Pinned):
    """The same, encrypted, the certificate checked against the host's name."""

    def connect(self) -> None:
        """Connect, and prove who is there."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def ended_after(connection: Pinned, seconds: float) -> Iterator[None]:
    """Cut a connection off when its time is up, also one that sends a letter now and then and so never is silent."""

    def cut() -> None:
        with suppress(OSError):
            if connection.sock is not None:
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, seconds), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def connection_to(parts: SplitResult, *, seconds: float, allow_local: bool = False) -> Pinned:
    """A connection, not yet opened. Raises `NotAllowedThere` or `NotReached`."""
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotAllowedThere("the address has no proper port") from None
    if parts.scheme not in SCHEMES or not host or parts.username:
        raise NotAllowedThere("the address must start with http:// or https:// and hold no password")
    port = port or (443 if parts.scheme == "https" else 80)
    address = checked_address(host, port, allow_local=allow_local)
    return (PinnedHTTPS if parts.scheme == "https" else Pinned)(host, port, address, seconds)


def checked_address(host: str, port: int, *, allow_local: bool = False) -> str:
    """The one address to connect to. All of a name's addresses must be public, or none is used."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotReached(f"there is no machine called {host}") from error
    if not allow_local and not all(is_public(address) for address in found):
        raise NotAllowedThere(f"{host} is on a private network")
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


def reason(error: Exception) -> str:
    """Why a connection failed, in words."""
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ssl.SSLError):
        return "its certificate cannot be trusted"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return "the connection broke"

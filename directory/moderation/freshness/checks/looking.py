"""Looks at one address as a careful visitor would: asks once, reads nothing, follows only to public places."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from directory.web.outward import NotAllowedThere, NotReached, connection_to, ended_after, reason

SECONDS_TO_CONNECT = 8.0
SECONDS_IN_ALL = 20.0
REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
#: Answers of a website that is there but does not care for programs, or is busy: no fault of the listing's.
_SHY = frozenset({401, 402, 403, 405, 406, 407, 418, 421, 425, 429, 451, 503})


@dataclass(frozen=True)
class Seen:
    """What was found at an address. `is_refused` when it is one that Waypost never goes to."""

    is_there: bool
    why: str = ""
    is_refused: bool = False


#: Looks at an address. Tests hand in one that does not leave the machine.
Look = Callable[[str], Seen]


@dataclass(frozen=True)
class Looker:
    """Looks under a clear name."""

    user_agent: str

    def __call__(self, url: str) -> Seen:
        """Whether somebody who follows this link arrives anywhere."""
        end = time.monotonic() + SECONDS_IN_ALL
        try:
            for _ in range(REDIRECTS + 1):
                if time.monotonic() > end:
                    return Seen(is_there=False, why="it took too long")
                status, location = self._ask(url)
                if status not in _MOVED or not location:
                    return _seen(status)
                url = urljoin(url, location)
        except ValueError:  # what urlsplit and urljoin say of brackets that do not match
            return Seen(is_there=False, why="it is no address", is_refused=True)
        except NotAllowedThere as error:
            return Seen(is_there=False, why=str(error), is_refused=True)
        except NotReached as error:
            return Seen(is_there=False, why=str(error))
        return Seen(is_there=False, why="it sends visitors round in circles")

    def _ask(self, url: str) -> tuple[int, str | None]:
        parts = urlsplit(url)
        connection = connection_to(parts, seconds=SECONDS_TO_CONNECT)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "User-Agent": self.user_agent, "Accept": "text/html,*/*;q=0.5"}
        try:
            with ended_after(connection, SECONDS_IN_ALL):
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                return answer.status, answer.getheader("Location")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NotReached(reason(error)) from error


def _seen(status: int) -> Seen:
    is_there = status < 400 or status in _SHY
    return Seen(is_there=is_there, why="" if is_there else f"it answers with status {status}")

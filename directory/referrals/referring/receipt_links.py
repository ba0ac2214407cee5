"""Signed notes of who may look: the address of a fresh receipt, and the short cookie after a code was right.

The same for what is not sent yet; there a form carries its note along as well, for as long as a form may be open.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from directory.web.traps import LONGEST_HOURS

SHOWN = timedelta(hours=1)  # long enough to write a code down
LOOKED_UP = timedelta(minutes=30)
COOKIE = "__Host-my-referral"
UNSENT_COOKIE = "__Host-my-request"


@dataclass(frozen=True)
class Note:
    """One kind of note: what it lets somebody look at, and for how long. None is taken for another kind."""

    purpose: str
    lasts: timedelta

    def token(self, its_id: UUID, at: datetime) -> str:
        """The note about a referral or a request; the same again for the same second."""
        return str(self._signer().dumps([str(its_id), int(at.timestamp())]))

    def read(self, token: str, at: datetime) -> UUID | None:
        """Whose it is, while it lasts."""
        try:
            its_id, signed_at = self._signer().loads(token)
            is_fresh = 0 <= at.timestamp() - int(signed_at) < self.lasts.total_seconds()
            return UUID(its_id) if is_fresh else None
        except (BadSignature, TypeError, ValueError):
            return None

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(current_app.secret_key or "", salt=f"self-referral {self.purpose}")


#: In the address of the page after sending; and in the cookie of whoever gave the right code.
RECEIPT, ENTRY = Note("receipt", SHOWN), Note("entry", LOOKED_UP)
#: The same of what is not sent yet: its code is told, it was opened by its code, a form writes on.
KEPT, UNSENT, WRITING = Note("kept", SHOWN), Note("unsent", LOOKED_UP), Note("writing", timedelta(hours=LONGEST_HOURS))


def remember(response: Response, cookie: str, token: str) -> Response:
    """The answer with the note in a cookie for half an hour; without a note the cookie goes."""
    lasts = LOOKED_UP if token else timedelta(0)
    seconds = int(lasts.total_seconds())
    response.set_cookie(cookie, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="Lax")
    return response

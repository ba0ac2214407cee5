"""Two quiet checks against programs that fill in forms: a box people do not see, and a form sent too soon.

No puzzle and no outside service; a person caught by mistake reads what to do and loses nothing.
"""

from datetime import datetime
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField, StringField

from directory import clock
from directory.web.forms import StatelessForm
from directory.web.validators import EmptyTrap

SOONEST_SECONDS = 2  # nobody reads a question and answers it in less
LONGEST_HOURS = 24
TOO_SOON = "Check what you entered, then send it again: it came so fast that we took it for a program"
TOO_LATE = "Send it once more: this page had been open for more than a day"


class PublicForm(StatelessForm):
    """A form for anybody, without an account and without a cookie."""

    homepage = StringField("Leave this box empty", validators=[EmptyTrap()])
    opened = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.opened.data:
            self.opened.data = stamp(clock.now())

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check the fields, then the time between showing and sending."""
        good = bool(super().validate(*args, **kwargs))
        refusal = too_soon_or_late(str(self.opened.data or ""), clock.now())
        if refusal:
            self.opened.data = self.opened.data if refusal is TOO_SOON else stamp(clock.now())
            self.form_errors.append(refusal)
        return good and refusal is None


def stamp(at: datetime) -> str:
    """The signed moment at which a form was shown."""
    return str(_signer().dumps(int(at.timestamp() * 1000)))


def too_soon_or_late(stamped: str, at: datetime) -> str | None:
    """The sentence to show when a form was sent too soon, too late or with a stamp that is not ours."""
    try:
        shown = int(_signer().loads(stamped))
    except (BadSignature, TypeError, ValueError):
        return TOO_LATE
    seconds = at.timestamp() - shown / 1000
    if seconds < SOONEST_SECONDS:
        return TOO_SOON
    return TOO_LATE if seconds > LONGEST_HOURS * 3600 else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="form shown")

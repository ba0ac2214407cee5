"""Loading a person for a page: unseen is 404; outside one's own caseload the page asks why first, and comes back.

For every room whose pages show a person: `opened_person(id)`, or `require_reason(person)` where it is loaded already.
"""

from uuid import UUID

from flask import Flask, redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.signed_in import acting
from directory.errors import WaypostError
from directory.extensions import db
from directory.referrals.models import Person
from directory.referrals.people.opening import needs_reason
from directory.referrals.policy import visible_people
from directory.web.loading import get_or_404


class ReasonNeeded(WaypostError):
    """The record is outside the reader's caseload, and they have not said today why they open it."""

    def __init__(self, person_id: UUID) -> None:
        super().__init__("Say why you open this record.")
        self.person_id = person_id


def opened_person(person_id: UUID) -> Person:
    """The person, when whoever is signed in may open the record now."""
    return require_reason(get_or_404(visible_people(acting()), person_id))


def require_reason(person: Person) -> Person:
    """The same person, once the reader has said why or needs not to."""
    if needs_reason(db.session(), acting(), person, clock.now()):
        raise ReasonNeeded(person.id)
    return person


def init_app(app: Flask) -> None:
    """Lead to the page that asks for the reason, and from there back to what was asked for."""
    app.register_error_handler(ReasonNeeded, _ask)


def _ask(needed: ReasonNeeded) -> Response:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("people.reason", person_id=needed.person_id, next=back), 303)

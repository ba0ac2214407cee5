"""What a listing's public page shows of stewardship: checked claims to everybody, notes and labels to stewards only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import after_this_request

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in
from directory.extensions import db
from directory.moderation.stewardship import queries
from directory.moderation.stewardship.codes import QualityKind
from directory.moderation.stewardship.people import people_called
from directory.moderation.stewardship.presenters import CheckedLine, NoteLine, checked_line, last_contact, note_line
from directory.web.unkept import keep_nowhere

NOTES_SHOWN = 3


@dataclass(frozen=True)
class Beside:
    """What is beside a listing for whoever is signed in."""

    is_steward: bool
    is_watching: bool
    labels: tuple[str, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    more_notes: int = 0


def quality_of(listing_id: UUID) -> Sequence[CheckedLine]:
    """Claims that a steward confirmed and that have not run out, for everybody."""
    claims = queries.checked_claims(db.session(), listing_id, today=clock.today())
    return [checked_line(kind, day) for kind, day in claims]


def easy_read_checked(listing_id: UUID, changed_on: date | None) -> date | None:
    """The day on which people with a learning disability checked the Easy Read words that stand there now."""
    claims = dict(queries.checked_claims(db.session(), listing_id, today=clock.today()))
    day = claims.get(QualityKind.EASY_READ_CHECKED)
    return day if day and (changed_on is None or day >= changed_on) else None


def beside(listing_id: UUID) -> Beside | None:
    """Nothing for whoever is not signed in, and for them no query."""
    user = signed_in()
    if user is None:
        return None
    after_this_request(keep_nowhere)
    session = db.session()
    is_watching = queries.is_watching(session, user, listing_id) is not None
    if not user.may(Permission.STEWARD_LISTINGS):
        return Beside(is_steward=False, is_watching=is_watching)
    notes = queries.notes_of(session, listing_id)
    names = people_called(session, [note.by for note in notes])
    return Beside(
        is_steward=True,
        is_watching=is_watching,
        labels=tuple(row.label for row in queries.labels_of(session, listing_id)),
        notes=tuple(note_line(note, names) for note in notes[:NOTES_SHOWN]),
        more_notes=max(0, len(notes) - NOTES_SHOWN),
    )


def contact_with(organization_id: UUID) -> str:
    """For stewards: when an organisation was last in touch. For others nothing, and no query."""
    user = signed_in()
    if user is None or not user.may(Permission.STEWARD_LISTINGS):
        return ""
    after_this_request(keep_nowhere)
    session = db.session()
    noted, reached = queries.contacts_of(session, organization_id), queries.last_reached(session, organization_id)
    return last_contact(noted, reached, clock.today())

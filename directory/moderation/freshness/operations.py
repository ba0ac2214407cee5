"""The one verb everything here comes down to: somebody has checked that a listing is right.

A check is no edit: it leaves the listing's version alone, so that whoever is writing a change at that moment can go on.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from directory import signals
from directory.audit import chain
from directory.errors import Conflict
from directory.listings.codes import ListingStatus, VerificationMethod
from directory.listings.models import Service
from directory.moderation.freshness.codes import ContactHow
from directory.moderation.freshness.due import due_days
from directory.moderation.freshness.models import ProviderContact
from directory.moderation.freshness.states import CHECKABLE, after_check
from directory.moderation.freshness.watching import end_watch

DIRECTORY_TEAM = "the directory team"  # who "checked by phone by …" names: a desk, never a person
OURS = frozenset({
    VerificationMethod.STEWARD_CALLED, VerificationMethod.STEWARD_VISITED, VerificationMethod.WEB_CHECKED
})  # fmt: skip
REACHED = {
    VerificationMethod.PROVIDER_CONFIRMED: ContactHow.CONFIRMED,
    VerificationMethod.STEWARD_CALLED: ContactHow.CALLED,
    VerificationMethod.STEWARD_VISITED: ContactHow.VISITED,
}


def mark_verified(session: Session, service: Service, *, method: VerificationMethod, by: str, at: datetime) -> None:
    """Record that a listing is right as it stands. One that was due or hidden for its age is shown again.

    `by` is an actor of the audit record. Raises `Conflict` for listings that have ended or were never published.
    """
    session.flush()
    if service.listing_status not in CHECKABLE:
        raise Conflict(f"{service.name} is not in the directory, so there is nothing to confirm.")
    was_paused = end_watch(session, service.id)
    before = service.listing_status
    values: dict[str, Any] = {
        "verified_at": at,
        "verified_by": DIRECTORY_TEAM if method in OURS else None,
        "verification_method": method,
        "listing_status": after_check(before, was_paused=was_paused),
    }
    write_quietly(session, service, values)
    write_quietly(session, service, {"review_due_on": due_days(session, [service.id])[service.id]})
    if service.organization_id and method in REACHED:
        note_contact(session, service, how=REACHED[method], at=at)
    detail = {"method": method.value, "from": before.value, "due_on": str(service.review_due_on)}
    chain.record(session, actor=by, action="listing.verified", subject=f"service:{service.id}", detail=detail, at=at)
    signals.service_changed.send(session, service_ids=[service.id])


def change_status(session: Session, service: Service, status: ListingStatus, *, by: str, at: datetime) -> None:
    """Move a listing on in its life, on the record. Whether it may is for the caller's table of moves."""
    detail = {"from": service.listing_status.value, "to": status.value}
    write_quietly(session, service, {"listing_status": status})
    chain.record(
        session, actor=by, action="listing.status_changed", subject=f"service:{service.id}", detail=detail, at=at
    )
    signals.service_changed.send(session, service_ids=[service.id])


def note_contact(session: Session, service: Service, *, how: ContactHow, at: datetime) -> None:
    """Remember that the people who run a listing were reached."""
    if service.organization_id:
        session.add(ProviderContact(organization_id=service.organization_id, at=at, how=how))


def write_quietly(session: Session, service: Service, values: dict[str, Any]) -> None:
    """Write columns of a listing that are no content, leaving its version and the day of its last edit alone."""
    session.execute(
        update(Service)
        .where(Service.id == service.id)
        .values(**values, updated_at=Service.updated_at)
        .execution_options(synchronize_session=False)
    )
    session.refresh(service)

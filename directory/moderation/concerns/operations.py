"""Raise a concern about a listing, and answer it. The listing itself does not change by either."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.moderation.concerns.codes import NEEDS_WORDS, ConcernKind, ConcernStatus
from directory.moderation.concerns.models import Concern
from directory.moderation.telling import PUBLIC, said, told
from directory.notifications import outbox
from directory.web.references import new_reference


def raise_concern(
    session: Session, *, service: Service, kind: ConcernKind, text: str = "", email: str = "", at: datetime
) -> Concern:
    """Store what somebody noticed about a listing. The listing itself does not change."""
    if kind in NEEDS_WORDS and not text:
        raise RuleBroken("text", "Enter a few words about what is wrong or missing")
    concern = Concern(
        reference=new_reference("CN"), service_id=service.id, listing_name=service.name, kind=kind,
        text=text or None, reporter_email=email or None, status=ConcernStatus.NEW, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(concern)
    session.flush()
    detail = {"service_id": str(service.id), "kind": kind.value}
    told(session, PUBLIC, "concern.raised", f"concern:{concern.id}", detail, at)
    outbox.put(session, "stewards.concern_raised", {"reference": concern.reference, "kind": kind.value}, at=at)
    return concern


def close_concern(session: Session, concern: Concern, *, outcome: str, by: str, at: datetime) -> None:
    """Answer a concern. Whoever left an address is told that there is an answer, and where, but not what it is."""
    if concern.status is ConcernStatus.CLOSED:
        raise Conflict(f"{concern.reference} was already answered.")
    concern.status, concern.outcome = ConcernStatus.CLOSED, said(outcome)
    concern.closed_at, concern.closed_by = at, by
    told(session, by, "concern.closed", f"concern:{concern.id}", {}, at)
    if concern.reporter_email:
        outbox.put(session, "reporter.concern_answered", {"reference": concern.reference}, at=at)

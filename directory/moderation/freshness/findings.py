"""Findings: opened when something is found wrong, kept while it is, closed when it is mended."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.models import ListingFinding

#: What a finding says of an address that is in nobody's listing: whose it is stays in their account.
IN_ACCOUNT = "The address of somebody who keeps this listing"


def open_finding(session: Session, service_id: UUID, kind: FindingKind, what: str, *, at: datetime) -> bool:
    """Note that something is wrong, unless that is noted already; whether it is news."""
    if any(finding.what == what[:500] for finding in open_findings(session, [service_id], kind)):
        return False
    session.add(ListingFinding(service_id=service_id, kind=kind, what=what[:500], found_at=at))
    session.flush()
    return True


def open_findings(
    session: Session, service_ids: Collection[UUID], kind: FindingKind | None = None
) -> Sequence[ListingFinding]:
    """What is wrong with some listings at the moment, the oldest first."""
    query = select(ListingFinding).where(
        ListingFinding.closed_at.is_(None), ListingFinding.service_id.in_(list(service_ids))
    )
    if kind is not None:
        query = query.where(ListingFinding.kind == kind)
    return session.scalars(query.order_by(ListingFinding.found_at, ListingFinding.id)).all()


def close_findings(
    session: Session, service_id: UUID, kinds: Collection[FindingKind], *, at: datetime, but: Collection[str] = ()
) -> int:
    """Note that what was wrong is mended, except for what is still so; how many were closed."""
    mended = (
        update(ListingFinding)
        .where(
            ListingFinding.service_id == service_id,
            ListingFinding.kind.in_(kinds),
            ListingFinding.closed_at.is_(None),
            ListingFinding.what.not_in([what[:500] for what in but]),
        )
        .values(closed_at=at)
        .returning(ListingFinding.id)
    )
    return len(session.scalars(mended).all())


def set_findings(
    session: Session, service_id: UUID, kind: FindingKind, wrong: Collection[str], *, at: datetime
) -> tuple[int, int]:
    """Make the open findings of a kind exactly these; how many are new and how many were mended."""
    mended = close_findings(session, service_id, [kind], at=at, but=wrong)
    return sum(open_finding(session, service_id, kind, what, at=at) for what in sorted(wrong)), mended

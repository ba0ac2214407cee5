"""The versions of a listing: kept at each change, numbered, never changed themselves."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.errors import NotVisible
from directory.listings.editing.content import Content
from directory.listings.models import ListingVersion, Service

AS_IT_CAME = "As it was before it was first changed here"


def versions_of(session: Session, service_id: UUID) -> Sequence[ListingVersion]:
    """Every version of a listing, the newest first."""
    query = select(ListingVersion).where(ListingVersion.service_id == service_id)
    return session.scalars(query.order_by(ListingVersion.number.desc())).all()


def version_called(session: Session, service_id: UUID, number: int) -> ListingVersion:
    """One version. Raises `NotVisible` when there is none of that number."""
    query = select(ListingVersion).where(ListingVersion.service_id == service_id, ListingVersion.number == number)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotVisible("There is no such version.")
    return found


def content_seen(session: Session, service: Service, counter: int) -> Content | None:
    """What the listing said when its counter stood there; None when its history does not reach back so far."""
    query = select(ListingVersion.content).where(
        ListingVersion.service_id == service.id, ListingVersion.counter <= counter
    )
    return session.scalars(query.order_by(ListingVersion.number.desc()).limit(1)).first()


def keep_version(session: Session, service: Service, content: Content, *, by: str, at: datetime, why: str = "") -> int:
    """Keep what the listing says now; gives the version's number.

    Two writers cannot both take a number: the listing's own counter lets one through, and the numbers are unique.
    """
    latest = select(func.max(ListingVersion.number)).where(ListingVersion.service_id == service.id)
    number = (session.scalar(latest) or 0) + 1
    session.add(
        ListingVersion(
            service_id=service.id, number=number, counter=service.version, content=content, at=at, by=by, why=why[:255]
        )
    )
    session.flush()
    return number


def keep_beginning(session: Session, service: Service, content: Content) -> None:
    """Before its first change: how an imported listing came, or one that is older than its history."""
    has_any = select(ListingVersion.id).where(ListingVersion.service_id == service.id).limit(1)
    if session.scalar(has_any) is None:
        came = f"import:{service.source}"[:120]
        keep_version(session, service, content, by=came, at=service.updated_at, why=AS_IT_CAME)


def edited_here(session: Session, service_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the listings that somebody here has changed or added: an import leaves these to a steward."""
    found: set[UUID] = set()
    for start in range(0, len(service_ids), 500):  # ids in one IN (…)
        some = service_ids[start : start + 500]
        found.update(session.scalars(select(ListingVersion.service_id).where(ListingVersion.service_id.in_(some))))
    return found


def edited_of_source(session: Session, source: str, external_ids: Sequence[str]) -> dict[str, UUID]:
    """Those of a source's listings that somebody here has changed: their id there, and their id here."""
    known: dict[str, UUID] = {}
    for start in range(0, len(external_ids), 500):
        some = external_ids[start : start + 500]
        query = select(Service.external_id, Service.id).where(Service.source == source, Service.external_id.in_(some))
        known.update({str(row.external_id): row.id for row in session.execute(query)})
    edited = edited_here(session, list(known.values()))
    return {external_id: service_id for external_id, service_id in known.items() if service_id in edited}

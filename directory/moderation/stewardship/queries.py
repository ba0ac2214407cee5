"""Questions a steward asks: which listings have a label or are kept from the public, what waits, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from directory.accounts.models import User
from directory.listings.codes import ListingStatus, Visibility
from directory.listings.models import Organization, Service
from directory.moderation.freshness.models import ProviderContact
from directory.moderation.stewardship.codes import ClaimState, QualityKind
from directory.moderation.stewardship.models import (
    ListingLabel,
    LoggedContact,
    QualityClaim,
    StewardNote,
    Watch,
)
from directory.moderation.stewardship.policy import within

A_PAGE = 30


@dataclass(frozen=True)
class Wanted:
    """What a steward looks for among listings."""

    words: str = ""
    visibility: Visibility | None = None
    label: str = ""
    status: ListingStatus | None = None


@dataclass(frozen=True)
class Row:
    """A listing in the steward's list."""

    id: UUID
    name: str
    organization: str
    status: ListingStatus
    visibility: Visibility
    labels: tuple[str, ...]


def any_listing() -> Select[Service]:
    """Every listing, in whatever state, with its organisation."""
    return select(Service).options(joinedload(Service.organization))


def listings_wanted(wanted: Wanted, steward: User) -> Select[Service]:
    """Those a steward answers for that fit."""
    found = select(Service).where(within(steward.areas))
    if wanted.words:
        like = f"%{wanted.words.replace('%', '')}%"
        runs = select(Organization.id).where(Organization.name.ilike(like))
        found = found.where(Service.name.ilike(like) | Service.organization_id.in_(runs))
    if wanted.visibility:
        found = found.where(Service.visibility == wanted.visibility)
    if wanted.status:
        found = found.where(Service.listing_status == wanted.status)
    if wanted.label:
        found = found.where(Service.id.in_(select(ListingLabel.service_id).where(ListingLabel.label == wanted.label)))
    return found


def page_of_listings(
    session: Session, wanted: Wanted, steward: User, *, offset: int = 0, limit: int = A_PAGE
) -> tuple[list[Row], int]:
    """Some of the listings wanted, by name, and how many there are."""
    chosen = listings_wanted(wanted, steward)
    total = session.scalar(select(func.count()).select_from(chosen.with_only_columns(Service.id).subquery())) or 0
    rows = session.scalars(
        chosen.options(joinedload(Service.organization)).order_by(Service.name, Service.id).offset(offset).limit(limit)
    ).all()
    labels: dict[UUID, list[str]] = {}
    for service_id, label in session.execute(
        select(ListingLabel.service_id, ListingLabel.label)
        .where(ListingLabel.service_id.in_([row.id for row in rows]))
        .order_by(ListingLabel.label)
    ):
        labels.setdefault(service_id, []).append(label)
    return [
        Row(
            row.id,
            row.name,
            row.organization.name if row.organization else "",
            row.listing_status,
            row.visibility,
            tuple(labels.get(row.id, ())),
        )
        for row in rows
    ], total


def labels_in_use(session: Session) -> list[tuple[str, int]]:
    """Every label and on how many listings it is."""
    counted = select(ListingLabel.label, func.count()).group_by(ListingLabel.label).order_by(ListingLabel.label)
    return [(label, number) for label, number in session.execute(counted)]


def labels_of(session: Session, service_id: UUID) -> Sequence[ListingLabel]:
    """The labels of a listing."""
    return session.scalars(
        select(ListingLabel).where(ListingLabel.service_id == service_id).order_by(ListingLabel.label)
    ).all()


def notes_of(session: Session, service_id: UUID) -> Sequence[StewardNote]:
    """The notes on a listing, newest first."""
    return session.scalars(
        select(StewardNote)
        .where(StewardNote.service_id == service_id)
        .order_by(StewardNote.at.desc(), StewardNote.id.desc())
    ).all()


def contacts_with(session: Session, service: Service) -> Sequence[LoggedContact]:
    """When somebody here spoke with the people who run a listing, about this or another of theirs; latest first."""
    about = LoggedContact.service_id == service.id
    if service.organization_id:
        about = about | (LoggedContact.organization_id == service.organization_id)
    return session.scalars(
        select(LoggedContact).where(about).order_by(LoggedContact.on_day.desc(), LoggedContact.id.desc())
    ).all()


def last_reached(session: Session, organization_id: UUID | None) -> tuple[datetime, str] | None:
    """When a call, a visit or an answered letter last reached an organisation, and how."""
    if organization_id is None:
        return None
    theirs = select(ProviderContact).where(ProviderContact.organization_id == organization_id)
    found = session.scalars(theirs.order_by(ProviderContact.at.desc(), ProviderContact.id.desc()).limit(1)).first()
    return (found.at, found.how.label) if found else None


def contacts_of(session: Session, organization_id: UUID) -> Sequence[LoggedContact]:
    """When somebody here spoke with an organisation, latest first."""
    theirs = select(LoggedContact).where(LoggedContact.organization_id == organization_id)
    return session.scalars(theirs.order_by(LoggedContact.on_day.desc(), LoggedContact.id.desc()).limit(1)).all()


def claims_of(session: Session, service_id: UUID) -> Sequence[QualityClaim]:
    """Every claim about a listing, newest first."""
    return session.scalars(
        select(QualityClaim)
        .where(QualityClaim.service_id == service_id)
        .order_by(QualityClaim.created_at.desc(), QualityClaim.id.desc())
    ).all()


def checked_claims(session: Session, service_id: UUID, *, today: date) -> list[tuple[QualityKind, date]]:
    """What the public may read and when it was checked: confirmed, and not yet run out. Evidence is not even read."""
    shown = select(QualityClaim.kind, QualityClaim.checked_on).where(
        QualityClaim.service_id == service_id,
        QualityClaim.state == ClaimState.CONFIRMED,
        QualityClaim.expires_on > today,
    )
    rows = session.connection().execute(shown.order_by(QualityClaim.kind)).all()
    return [(row.kind, row.checked_on) for row in rows]


def waiting_claims(steward: User) -> Select[QualityClaim]:
    """Claims that nobody has decided about in this steward's area, oldest first."""
    mine = select(Service.id).where(within(steward.areas))
    return (
        select(QualityClaim)
        .where(QualityClaim.state == ClaimState.PROPOSED, QualityClaim.service_id.in_(mine))
        .order_by(QualityClaim.created_at, QualityClaim.id)
    )


def ending_claims(steward: User, *, before: date) -> Select[QualityClaim]:
    """Confirmed claims that run out before a day, soonest first."""
    mine = select(Service.id).where(within(steward.areas))
    return (
        select(QualityClaim)
        .where(
            QualityClaim.state == ClaimState.CONFIRMED,
            QualityClaim.expires_on < before,
            QualityClaim.service_id.in_(mine),
        )
        .order_by(QualityClaim.expires_on, QualityClaim.id)
    )


def names_of(session: Session, service_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of listings by id."""
    rows = session.execute(select(Service.id, Service.name).where(Service.id.in_(service_ids)))
    return {row.id: row.name for row in rows}


def is_watching(session: Session, user: User, service_id: UUID) -> Watch | None:
    """The watch somebody keeps on a listing."""
    mine = select(Watch).where(Watch.user_id == user.id, Watch.service_id == service_id)
    return session.scalars(mine).first()

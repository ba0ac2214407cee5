"""Writes content into a listing's rows: only the keys given, and of those only the ones that differ.

Everything that is not content (contacts' history, funding, where the listing came from) stays as it is.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from directory import clock, signals
from directory.audit import chain
from directory.errors import RuleBroken
from directory.listings.codes import ListingStatus
from directory.listings.editing import part_writing, versions
from directory.listings.editing.content import CODE_LISTS, CODES, DATES, NUMBERS, TEXTS, Content
from directory.listings.editing.organization_writing import write_organization
from directory.listings.editing.reading import read_content
from directory.listings.editing.rules import check_content, check_whole_content
from directory.listings.editing.venue_writing import write_venues
from directory.listings.models import Service
from directory.listings.policy import SHOWN

Writer = Callable[[Session, Service, Any, datetime], None]


def create_listing(
    session: Session,
    content: Content,
    *,
    by: str,
    at: datetime,
    status: ListingStatus = ListingStatus.PUBLISHED,
    source: str = "steward",
    why: str = "Added",
) -> Service:
    """A new listing with its first version. Raises `RuleBroken` when its content cannot be used."""
    checked = check_content(content)
    check_whole_content(checked)
    service = Service(
        name=checked["name"], listing_status=status, source=source, created_at=at, updated_at=at, last_modified=at
    )
    session.add(service)
    session.flush()
    _apply(session, service, checked, at)
    number = versions.keep_version(session, service, read_content(session, service.id), by=by, at=at, why=why)
    detail = {"version": number, "status": status.value}
    chain.record(session, actor=by, action="listing.created", subject=f"service:{service.id}", detail=detail, at=at)
    _tell(session, service, was_closing_on=None)
    return service


def write_content(
    session: Session, service: Service, changes: Content, *, by: str, at: datetime, why: str = ""
) -> frozenset[str]:
    """Change a listing and keep the version; gives the keys that differed (none: nothing was written)."""
    return _write(session, service, check_content(changes), by=by, at=at, why=why)


def restore_version(session: Session, service: Service, number: int, *, by: str, at: datetime) -> frozenset[str]:
    """Make the listing say again what it said in a version, as a new version on top.

    Whether it takes people today, and how many, is not of the past: pause and capacity stay.
    """
    saved = versions.version_called(session, service.id, number)
    content = {key: value for key, value in saved.content.items() if key not in ("is_paused", "capacity")}
    known = {key: value for key, value in content.items() if key in WRITERS}
    return _write(session, service, known, by=by, at=at, why=f"Version {number} restored")


def _write(session: Session, service: Service, changes: Content, *, by: str, at: datetime, why: str) -> frozenset[str]:
    before = read_content(session, service.id)
    differing = {key: value for key, value in changes.items() if value != before.get(key)}
    if not differing:
        return frozenset()
    check_whole_content(before | differing)
    was_closing_on = service.closing_on
    versions.keep_beginning(session, service, before)
    _apply(session, service, differing, at)
    after = read_content(session, service.id)
    number = versions.keep_version(session, service, after, by=by, at=at, why=why)
    detail = {"version": number, "fields": sorted(differing)}
    chain.record(session, actor=by, action="listing.edited", subject=f"service:{service.id}", detail=detail, at=at)
    _tell(session, service, was_closing_on=was_closing_on)
    return frozenset(differing)


def _tell(session: Session, service: Service, *, was_closing_on: date | None) -> None:
    """Tell who listens once the whole is written: whoever reads or writes then moves no half of it."""
    signals.service_changed.send(session, service_ids=[service.id])
    if service.closing_on != was_closing_on:
        signals.listing_closing.send(session, service_ids=[service.id], closing_on=service.closing_on)


def _apply(session: Session, service: Service, changes: Content, at: datetime) -> None:
    """Write each key; the listing's own row always changes too, so that its counter refuses a stale edit.

    Lists come first and its own columns last: they are then written in one statement and the counter moves once.
    """
    for key in sorted(changes, key=lambda key: (key in COLUMNS, key == "organization", key)):
        WRITERS[key](session, service, changes[key], at)
    service.updated_at, service.last_modified = at, at
    flag_modified(service, "updated_at")
    session.flush()
    session.expire(service)


def _column(key: str) -> Writer:
    def write(_session: Session, service: Service, value: Any, _at: datetime) -> None:
        setattr(service, key, value)

    return write


def _date_column(key: str) -> Writer:
    def write(_session: Session, service: Service, value: Any, _at: datetime) -> None:
        setattr(service, key, date.fromisoformat(value) if value else None)

    return write


def _closed(_session: Session, service: Service, value: Any, _at: datetime) -> None:
    said = value or {}
    service.closed_from = _day(said.get("from"))
    service.closed_to = _day(said.get("to"))
    service.closed_reason = said.get("reason")


def _picture(_session: Session, service: Service, value: Any, _at: datetime) -> None:
    service.picture, service.picture_alt = (value["file"], value["alt"]) if value else (None, None)


def _easy_read(_session: Session, service: Service, value: Any, at: datetime) -> None:
    if value != service.easy_read:
        service.easy_read, service.easy_read_changed_on = value, clock.local(at).date()


def _closing(_session: Session, service: Service, value: Any, _at: datetime) -> None:
    """A listing with a last day is closing while it is shown; without one it goes on."""
    service.closing_on = _day(value)
    if value and service.listing_status in SHOWN:
        service.listing_status = ListingStatus.CLOSING
    elif not value and service.listing_status is ListingStatus.CLOSING:
        service.listing_status = ListingStatus.PUBLISHED


def _pause(_session: Session, service: Service, value: Any, _at: datetime) -> None:
    pausable = (ListingStatus.PUBLISHED, ListingStatus.REVIEW_DUE)
    if value and service.listing_status in pausable:
        service.listing_status = ListingStatus.PUBLISHED_PAUSED
    elif not value and service.listing_status is ListingStatus.PUBLISHED_PAUSED:
        service.listing_status = ListingStatus.PUBLISHED
    elif value and service.listing_status is not ListingStatus.PUBLISHED_PAUSED:
        raise RuleBroken("is_paused", "Publish the listing first: only what is shown can be paused")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


COLUMNS: dict[str, Writer] = {
    **{key: _column(key) for key in (*TEXTS, *NUMBERS, *CODES, *CODE_LISTS)},
    **{key: _date_column(key) for key in DATES},
    "closing_on": _closing,
    "closed": _closed,
    "picture": _picture,
    "easy_read": _easy_read,
    "is_paused": _pause,
}
WRITERS: dict[str, Writer] = {
    **COLUMNS,
    "organization": write_organization,
    "venues": write_venues,
    "phones": part_writing.write_phones,
    "times": part_writing.write_times,
    "days_off": part_writing.write_days_off,
    "costs": part_writing.write_costs,
    "needs": part_writing.write_needs,
    "cohorts": part_writing.write_cohorts,
    "languages": part_writing.write_languages,
    "areas": part_writing.write_areas,
    "tiers": part_writing.write_tiers,
    "access": part_writing.write_access,
    "documents": part_writing.write_documents,
    "contacts": part_writing.write_contacts,
    "capacity": part_writing.write_capacity,
}

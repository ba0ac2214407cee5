"""What can be seen without asking anybody: numbers that cannot be rung, postcodes that have ended.

Looked at each week for all listings, and at once for a listing that was changed, so that what was mended is closed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import RuleBroken
from directory.geo.models import PostcodePoint
from directory.listings.codes import AddressVisibility
from directory.listings.editing.reach_rules import check_number
from directory.listings.models import Address, Location, Phone, Service, ServiceAtLocation
from directory.listings.policy import is_shown
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import IN_ACCOUNT, close_findings, set_findings
from directory.moderation.freshness.models import ListingFinding
from directory.moderation.freshness.recipients import normal

AT_ONCE = 500
TURNS = 7
SHORTEST = 10  # digits of a British number with its 0
PRIVATE = "of the private address"
OF_LINKS = (FindingKind.LINK_BROKEN, FindingKind.LINK_REFUSED)


def check_details(session: Session, at: datetime) -> str:
    """Nightly: look at a seventh of what is shown, so that each listing has its turn once a week."""
    return check_some(session, at, turn=clock.local(at).weekday())


def check_some(session: Session, at: datetime, *, turn: int | None = None) -> str:
    """Look at the listings of one turn of seven, or at all. Commits as it goes; twice is no harm."""
    ids = session.scalars(select(Service.id).where(is_shown(clock.local(at).date())).order_by(Service.id)).all()
    ids = [service_id for service_id in ids if turn is None or service_id.int % TURNS == turn]
    new = mended = 0
    for start in range(0, len(ids), AT_ONCE):
        found = look_at(session, ids[start : start + AT_ONCE], at)
        new, mended = new + found[0], mended + found[1]
        session.commit()
    return f"{len(ids)} listings looked at, {new} found, {mended} mended"


def look_at(session: Session, service_ids: Sequence[UUID], at: datetime) -> tuple[int, int]:
    """Open what is wrong with these listings and close what is mended; how many of each."""
    numbers, postcodes = _bad_numbers(session, service_ids), _ended_postcodes(session, service_ids)
    has_open = set(
        session.scalars(
            select(ListingFinding.service_id).where(
                ListingFinding.service_id.in_(service_ids), ListingFinding.closed_at.is_(None)
            )
        )
    )
    new = mended = 0
    for service_id in sorted({*numbers, *postcodes, *has_open}):
        for kind, wrong in ((FindingKind.PHONE_FORMAT, numbers), (FindingKind.POSTCODE_ENDED, postcodes)):
            found = set_findings(session, service_id, kind, wrong.get(service_id, set()), at=at)
            new, mended = new + found[0], mended + found[1]
    return new, mended


def after_change(session: Session, *, service_ids: Sequence[UUID]) -> None:
    """Listener: close what a change has mended. A website that is another one now has not failed yet."""
    open_now = select(ListingFinding.service_id).where(ListingFinding.closed_at.is_(None)).distinct()
    concerned: list[UUID] = []
    for start in range(0, len(service_ids), AT_ONCE):
        some = service_ids[start : start + AT_ONCE]
        concerned += session.scalars(open_now.where(ListingFinding.service_id.in_(some))).all()
    if not concerned:
        return
    session.flush()
    at = clock.now()
    look_at(session, concerned, at)
    for row in session.execute(select(Service.id, Service.url, Service.email).where(Service.id.in_(concerned))).all():
        _close_replaced(session, row, at)


def _close_replaced(session: Session, row: Any, at: datetime) -> None:
    """What is no longer on the listing is no longer wrong with it."""
    emails = [normal(row.email), IN_ACCOUNT] if row.email else [IN_ACCOUNT]
    close_findings(session, row.id, OF_LINKS, at=at, but=[row.url.strip()] if row.url else [])
    close_findings(session, row.id, [FindingKind.EMAIL_BOUNCED], at=at, but=emails)
    numbers = session.scalars(select(Phone.number).where(Phone.service_id == row.id)).all()
    close_findings(session, row.id, [FindingKind.WRONG_NUMBER], at=at, but=numbers)


def can_be_rung(number: str) -> bool:
    """Whether a British phone can dial this, by the rule that editors are held to. Short numbers begin with no 0."""
    first = number.split(" or ")[0].strip()
    try:
        check_number("number", first)
    except RuleBroken:
        return False
    return not first.startswith("0") or sum(letter.isdigit() for letter in first) >= SHORTEST


def _bad_numbers(session: Session, service_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    rows = session.execute(select(Phone.service_id, Phone.number).where(Phone.service_id.in_(list(service_ids))))
    bad: dict[UUID, set[str]] = defaultdict(set)
    for service_id, number in rows:
        if service_id is not None and not can_be_rung(number):
            bad[service_id].add(number)
    return bad


def _ended_postcodes(session: Session, service_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Postcodes that have ended, by listing. One that is private is not written down."""
    rows = session.execute(
        select(ServiceAtLocation.service_id, Address.postal_code, Location.address_visibility)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .join(Address, Address.location_id == Location.id)
        .where(ServiceAtLocation.service_id.in_(list(service_ids)), Address.postal_code != "")
    ).all()
    keys = sorted({_key(row.postal_code) for row in rows})
    ended = set(
        session.scalars(
            select(PostcodePoint.postcode).where(
                PostcodePoint.postcode.in_(keys), PostcodePoint.terminated.is_not(None)
            )
        )
    )
    wrong: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if _key(row.postal_code) in ended:
            is_open = row.address_visibility == AddressVisibility.FULL
            wrong[row.service_id].add(row.postal_code if is_open else PRIVATE)
    return wrong


def _key(postcode: str) -> str:
    return postcode.replace(" ", "").upper()

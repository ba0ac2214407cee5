"""Listings of an import that may be listed already under another source: looked for among those that share a trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import Session

from directory.listings.bulk import chunks
from directory.listings.models import Address, Phone, Service, ServiceAtLocation
from directory.moderation.duplicates.matching import WORTH_ASKING
from directory.moderation.duplicates.profiles import Profile
from directory.moderation.duplicates.reading import read_profiles
from directory.moderation.duplicates.scoring import Likeness, likeness
from directory.moderation.duplicates.words import rarity_of, tokens

MOST_SHOWN = 100


@dataclass(frozen=True)
class Lookalike:
    """One that came, one that is there, and why they look alike."""

    name: str
    listed_id: UUID
    listed_name: str
    reasons: tuple[str, ...]


def lookalikes(session: Session, new_ids: Sequence[UUID], source: str) -> list[Lookalike]:
    """New listings, each with the one of another source that it is likeliest to be; the surest first."""
    if not new_ids:
        return []
    ids = sorted(_sharing_a_trace(session, new_ids, source))
    entered = read_profiles(session, true(), list(new_ids), with_private=True)
    listed = read_profiles(session, true(), ids, with_private=True)
    names = session.scalars(select(Service.name)).all()  # how rare a word is shows in the whole directory only
    rare = rarity_of((tokens(name) for name in names), (profile.contacts for profile in (*entered, *listed)))
    found: list[tuple[float, Profile, Profile, tuple[str, ...]]] = []
    for one in entered:
        scored = [(likeness(one, other, rare), other) for other in listed]
        like, other = max(scored, key=lambda pair: pair[0].score, default=(None, None))
        if like is not None and other is not None and (like.score >= WORTH_ASKING or _is_called_the_same(like)):
            found.append((like.score, one, other, like.reasons))
    found.sort(key=lambda row: (-row[0], row[1].name))
    return [
        Lookalike(one.name, other.service_id, other.name, reasons)
        for _score, one, other, reasons in found[:MOST_SHOWN]
        if other.service_id is not None
    ]


def _is_called_the_same(like: Likeness) -> bool:
    """A sheet says little of each thing, so that a name with one more trace is enough to ask."""
    return "same name" in like.reasons and len(like.reasons) > 1


def _sharing_a_trace(session: Session, new_ids: Sequence[UUID], source: str) -> set[UUID]:
    """Listings of other sources with a name, postcode, number or address for letters of one of the new ones."""
    found: set[UUID] = set()
    for keys in chunks(list(new_ids)):
        names = select(func.lower(Service.name)).where(Service.id.in_(keys))
        emails = select(Service.email).where(Service.id.in_(keys), Service.email.is_not(None))
        numbers = select(Phone.number).where(Phone.service_id.in_(keys))
        postcodes = (
            select(Address.postal_code)
            .join(ServiceAtLocation, ServiceAtLocation.location_id == Address.location_id)
            .where(ServiceAtLocation.service_id.in_(keys), Address.postal_code != "")
        )
        at = (
            select(ServiceAtLocation.service_id)
            .join(Address, Address.location_id == ServiceAtLocation.location_id)
            .where(Address.postal_code.in_(postcodes))
        )
        rung = select(Phone.service_id).where(Phone.number.in_(numbers), Phone.service_id.is_not(None))
        shares = or_(
            func.lower(Service.name).in_(names), Service.email.in_(emails), Service.id.in_(at), Service.id.in_(rung)
        )
        found |= set(session.scalars(select(Service.id).where(shares, Service.source != source)))
    return found

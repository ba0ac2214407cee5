"""What is listed already under a name much like a suggested one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rapidfuzz import fuzz, process, utils
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility
from directory.listings.models import Address, Location, Service, ServiceAtLocation
from directory.listings.policy import is_public

ALIKE = 84  # of 100: "Mens Shed Arnold" finds "Arnold Men's Shed", "Chair yoga" does not find "Chair bowls"
ELSEWHERE = 93  # a namesake in another town must be closer, since every town has a lunch club
OFFERED = 3


@dataclass(frozen=True)
class Namesake:
    """A listing whose name is much like a suggested one."""

    service_id: UUID
    name: str
    town: str


def listed_alike(session: Session, name: str, town: str, *, today: date) -> list[Namesake]:
    """Public listings with nearly this name, the closest first, those in the same town before namesakes elsewhere."""
    rows = session.execute(
        select(Service.id, Service.name, Address.city)
        .outerjoin(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .outerjoin(Location, and_(Location.id == ServiceAtLocation.location_id, _tells_its_town()))
        .outerjoin(Address, Address.location_id == Location.id)
        .where(is_public(today))
        .order_by(Service.name, Service.id)
    ).all()
    names = [row[1] for row in rows]
    found = process.extract(
        name, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=ALIKE, limit=60
    )
    ranked: dict[UUID, tuple[bool, float, Namesake]] = {}
    for _name, score, position in found:
        service_id, listed, city = rows[position]
        near = bool(town and city) and fuzz.ratio(town.casefold(), city.casefold()) >= ALIKE
        if (near or score >= ELSEWHERE) and (service_id not in ranked or near):
            ranked[service_id] = (near, score, Namesake(service_id, listed, city or ""))
    best = sorted(ranked.values(), key=lambda item: (not item[0], -item[1], item[2].name, str(item[2].service_id)))
    return [namesake for _near, _score, namesake in best[:OFFERED]]


def _tells_its_town() -> ColumnElement[bool]:
    """The town of a hidden address is as private as the address."""
    return Location.address_visibility != AddressVisibility.HIDDEN

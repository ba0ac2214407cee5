"""A small town's directory for tests of the search pages: a class, a phone line, a home visitor, a refuge."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import PlaceName, PostcodeZone
from directory.listings.codes import AddressVisibility, CapacityStatus, CostType, Known
from directory.listings.models import CostOption, Phone, Service, ServiceCapacity
from directory.search.operations import rebuild
from tests.factories import listings as make


@dataclass
class Mansfield:
    """The listings by what they are."""

    classes: Service
    line: Service
    visitor: Service
    refuge: Service


def mansfield(session: Session, app: Flask) -> Mansfield:
    """Write the directory and its index."""
    _places(session)
    group = make.term(session, "need_groups", "health", "Keeping well and active")
    falls = make.term(session, "needs", "health.falls", "Worried about falling", parent_id=group.id)
    make.term(session, "needs", "health.active", "Getting more active", parent_id=group.id, position=1)
    safe = make.term(session, "need_groups", "safe", "Staying safe", position=1)
    abuse = make.term(session, "needs", "safe.domestic", "Domestic abuse", parent_id=safe.id, position=2)
    guide = make.term(session, "needs", "plan.navigator", "Someone to help me work out what I need", position=3)
    make.term(session, "life_transitions", "bereaved", "Someone close to me has died")
    town = Mansfield(_classes(session), _line(session), _visitor(session), _refuge(session))
    for listing in (town.classes, town.visitor):
        make.tag(session, listing, falls)
    make.tag(session, town.refuge, abuse)
    make.tag(session, town.line, guide)
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    return town


def _places(session: Session) -> None:
    session.add(PostcodeZone(code="NG18", latitude=53.144, longitude=-1.196, postcodes=900))
    session.add_all(
        PlaceName(name=name, folded_name=name.casefold(), latitude=latitude, longitude=longitude, within=within)
        for name, latitude, longitude, within in (
            ("Mansfield", 53.144, -1.196, "Nottinghamshire"),
            ("Sutton", 53.128, -1.261, "Nottinghamshire"),
            ("Sutton", 51.36, -0.19, "London"),
        )
    )


def _classes(session: Session) -> Service:
    listing = make.service(
        session,
        "Steady Steps",
        organization_id=make.organization(session, "Firm Footing").id,
        summary="Gentle exercise for falls and balance.",
        someone_will_meet_you=Known.YES,
        minimum_age=60,
    )
    make.held_at(session, listing, make.location(session, 53.150, -1.196, name="Quarry Rooms"))
    make.weekly(session, listing, "TU", "10:00", "12:00", dtstart=date(2025, 1, 7))
    session.add(CostOption(service_id=listing.id, cost_type=CostType.FIXED, amount=Decimal("3.50")))
    session.add(ServiceCapacity(service_id=listing.id, status=CapacityStatus.WAITING_LIST, note="Three weeks"))
    return listing


def _line(session: Session) -> Service:
    listing = make.service(session, "Falls advice line", summary="Ring about falls.", delivery_modes=["phone"])
    session.add(Phone(service_id=listing.id, number="0115 496 0615", extension="2"))
    make.costs(session, listing, CostType.FREE)
    return listing


def _visitor(session: Session) -> Service:
    listing = make.service(session, "Falls visits", summary="Comes to see you after falls.", delivery_modes=["home"])
    make.covers(session, listing, "England")
    return listing


def _refuge(session: Session) -> Service:
    listing = make.service(session, "Harbour Rooms", summary="A safe place to stay.")
    hidden = make.location(
        session, 53.14, -1.19, name="Secret House", city="Warsop", visibility=AddressVisibility.HIDDEN
    )
    make.held_at(session, listing, hidden)
    return listing

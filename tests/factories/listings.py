"""Dull, valid listings and their parts. A test names only what matters to it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaType
from directory.listings.codes import (
    AddressVisibility,
    CostType,
    Feature,
    Known,
    LinkType,
    ListingStatus,
    VerificationMethod,
)
from directory.listings.models import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTier,
)
from directory.taxonomy.models import Synonym, SynonymGroup, SynonymKind, Taxonomy, TaxonomyTerm

CHECKED = datetime(2025, 12, 15, 12, tzinfo=UTC)


def service(session: Session, name: str = "Coffee morning", **values: Any) -> Service:
    """A published listing at a venue, checked three weeks before the tests' moment."""
    dull = {
        "summary": "",
        "listing_status": ListingStatus.PUBLISHED,
        "delivery_modes": ["venue"],
        "verified_at": CHECKED,
        "verification_method": VerificationMethod.STEWARD_CALLED,
    }
    made = Service(name=name, **(dull | values))
    session.add(made)
    session.flush()
    return made


def organization(session: Session, name: str = "Kirkby Good Neighbours", **values: Any) -> Organization:
    """An organisation."""
    made = Organization(name=name, **values)
    session.add(made)
    session.flush()
    return made


def location(
    session: Session,
    latitude: float | None,
    longitude: float | None,
    *,
    name: str = "The Hall",
    city: str = "Mansfield",
    postal_code: str = "NG18 1AA",
    visibility: AddressVisibility = AddressVisibility.FULL,
    **values: Any,
) -> Location:
    """A place with an address."""
    address = Address(address_1="1 High Street", city=city, postal_code=postal_code)
    made = Location(
        name=name,
        latitude=latitude,
        longitude=longitude,
        address_visibility=visibility,
        addresses=[address],
        **values,
    )
    session.add(made)
    session.flush()
    return made


def held_at(session: Session, listing: Service, place: Location) -> ServiceAtLocation:
    """The listing happens at the place."""
    made = ServiceAtLocation(service_id=listing.id, location_id=place.id)
    session.add(made)
    session.flush()
    return made


def area(
    session: Session, code: str, name: str, area_type: AreaType = AreaType.DISTRICT, parent: Area | None = None
) -> Area:
    """An area of today."""
    made = Area(
        code=code, name=name, area_type=area_type, parent_id=parent.id if parent else None, valid_from=date(2020, 4, 1)
    )
    session.add(made)
    session.flush()
    return made


def covers(session: Session, listing: Service, served: Area | str) -> None:
    """The listing covers an area, linked or only named."""
    name, area_id = (served, None) if isinstance(served, str) else (served.name, served.id)
    session.add(ServiceArea(service_id=listing.id, name=name, area_id=area_id))
    session.flush()


def costs(session: Session, listing: Service, *kinds: CostType) -> None:
    """The listing's ways of paying."""
    session.add_all(CostOption(service_id=listing.id, cost_type=kind) for kind in kinds)
    session.flush()


def access(
    session: Session, feature: Feature, value: Known, *, listing: Service | None = None, place: Location | None = None
) -> None:
    """One access fact of a listing or a place."""
    session.add(
        Accessibility(
            service_id=listing.id if listing else None,
            location_id=place.id if place else None,
            feature=feature,
            value=value,
        )
    )
    session.flush()


def language(session: Session, listing: Service, code: str, name: str) -> None:
    """A language spoken there."""
    session.add(Language(service_id=listing.id, code=code, name=name))
    session.flush()


def tier(session: Session, listing: Service, code: str) -> None:
    """A tier the listing is proposed for."""
    session.add(ServiceTier(service_id=listing.id, tier=code))
    session.flush()


def weekly(session: Session, listing: Service, days: str, opens: str, closes: str, **values: Any) -> None:
    """Open on the same days each week."""
    session.add(Schedule(service_id=listing.id, freq="WEEKLY", byday=days, opens_at=opens, closes_at=closes, **values))
    session.flush()


def once(session: Session, listing: Service, day: date, opens: str, closes: str) -> None:
    """Open on one day."""
    session.add(Schedule(service_id=listing.id, freq=None, dtstart=day, opens_at=opens, closes_at=closes))
    session.flush()


def closed_that_day(session: Session, listing: Service, day: date, **values: Any) -> None:
    """Closed on one day, or open at other times."""
    session.add(ScheduleException(service_id=listing.id, on_date=day, **({"is_closed": True} | values)))
    session.flush()


def term(session: Session, taxonomy: str, code: str, label: str, **values: Any) -> TaxonomyTerm:
    """A term of a taxonomy, which is made if it is not there."""
    found = session.scalars(select(Taxonomy).where(Taxonomy.code == taxonomy)).first()
    if found is None:
        found = Taxonomy(code=taxonomy, name=taxonomy)
        session.add(found)
        session.flush()
    made = TaxonomyTerm(taxonomy_id=found.id, code=code, name=label, **({"facts": {}} | values))
    session.add(made)
    session.flush()
    return made


def tag(session: Session, listing: Service, meant: TaxonomyTerm, link: LinkType = LinkType.NEED) -> None:
    """Say a term of a listing."""
    session.add(Attribute(service_id=listing.id, taxonomy_term_id=meant.id, link_type=link))
    session.flush()


def synonyms(
    session: Session,
    code: str,
    *,
    resident: tuple[str, ...] = (),
    professional: tuple[str, ...] = (),
    misspelling: tuple[str, ...] = (),
    mode: str = "both",
    needs: tuple[str, ...] = (),
) -> None:
    """A group of words that mean the same."""
    group = SynonymGroup(code=code, mode=mode, needs=list(needs))
    session.add(group)
    session.flush()
    kinds = {
        SynonymKind.RESIDENT: resident,
        SynonymKind.PROFESSIONAL: professional,
        SynonymKind.MISSPELLING: misspelling,
    }
    session.add_all(
        Synonym(synonym_group_id=group.id, kind=kind, words=words) for kind, words_ in kinds.items() for words in words_
    )
    session.flush()

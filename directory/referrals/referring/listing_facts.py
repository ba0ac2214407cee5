"""What a pre-check needs to know of a listing, in three reads: terms, areas and room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import Area
from directory.listings.models import Attribute, Service, ServiceArea, ServiceCapacity
from directory.taxonomy.models import TaxonomyTerm


@dataclass(frozen=True)
class ListingFacts:
    """The rows beside the listing's own."""

    terms: Sequence[Any]
    areas: Sequence[Any]
    capacity: ServiceCapacity | None


def facts_of(session: Session, service: Service) -> ListingFacts:
    """Read them."""
    terms = (
        select(Attribute.link_type, TaxonomyTerm.code, TaxonomyTerm.name, Attribute.value)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.service_id == service.id)
        .order_by(Attribute.position, TaxonomyTerm.position, TaxonomyTerm.code)
    )
    areas = (
        select(ServiceArea.name, Area.code, Area.area_type)
        .outerjoin(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id == service.id)
        .order_by(ServiceArea.id)
    )
    room = select(ServiceCapacity).where(ServiceCapacity.service_id == service.id)
    return ListingFacts(session.execute(terms).all(), session.execute(areas).all(), session.scalars(room).one_or_none())

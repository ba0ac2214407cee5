"""What people searched for near a listing, found little of, and might have found here: for its providers to read.

Only words that three searches used are ever kept, and none that may name somebody; see the logbook of search.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.codes import LinkType
from directory.listings.models import Attribute, Location, Service, ServiceAtLocation
from directory.moderation.providing.use.queries import FEW
from directory.search.logbook.queries import WeakSearch, weak_searches
from directory.search.understanding import needs_model
from directory.taxonomy.models import TaxonomyTerm

MOST = 3
SURE = 0.3  # how likely words must be to speak of a need, as search itself has it


@dataclass(frozen=True)
class NearMiss:
    """Words people used, and how often in words that give no small number away."""

    words: str
    times: str


def near_misses(session: Session, service: Service, since: date) -> list[NearMiss]:
    """The commonest searches that found little in the listing's districts and speak of a need it meets."""
    needs = _needs(session, service.id)
    if not needs:
        return []
    said = f"{service.name} {service.summary} {service.description}".casefold()
    found: dict[str, int] = {}
    for district in _districts(session, service.id) or [""]:
        for search in weak_searches(session, since, district):
            if search.words not in said and _speaks_of(search, needs):
                found[search.words] = found.get(search.words, 0) + search.searches
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return [NearMiss(words, "a few times" if times < FEW else f"{times:,} times") for words, times in ranked]


def _speaks_of(search: WeakSearch, needs: Collection[str]) -> bool:
    guesses = needs_model.rank(search.words)
    return bool(guesses) and guesses[0][1] >= SURE and guesses[0][0] in needs


def _needs(session: Session, service_id: UUID) -> set[str]:
    query = (
        select(TaxonomyTerm.code)
        .join(Attribute, Attribute.taxonomy_term_id == TaxonomyTerm.id)
        .where(Attribute.service_id == service_id, Attribute.link_type == LinkType.NEED)
    )
    return set(session.scalars(query))


def _districts(session: Session, service_id: UUID) -> Sequence[str]:
    query = (
        select(Location.district_code)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == service_id, Location.district_code.is_not(None))
        .distinct()
        .order_by(Location.district_code)
    )
    return [code for code in session.scalars(query) if code]

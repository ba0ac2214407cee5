"""The tables that mapping asks through `mapping.context`: terms of other lists, areas, postcodes, register numbers."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.geo.models import Area, AreaType, PostcodePoint
from directory.listings.bulk import chunks
from directory.listings.models import Organization, OrganizationIdentifier
from directory.listings.records import ListingRecord, LocationRecord, OrganizationRecord
from directory.openreferral.mapping.evidence import Evidence, fold
from directory.openreferral.mapping.terms import LocalTerm, slug
from directory.taxonomy.models import Taxonomy, TaxonomyTerm, TermMapping
from directory.taxonomy.queries import term_ids

PREFIX = "feed."  # before the codes of other people's lists, so that none can pass for one of ours
_COUNCIL_WORDS = (
    " city council", " county council", " borough council", " district council", " metropolitan borough council",
    " metropolitan district council", " county borough council", " london borough", " unitary authority", " council",
)  # fmt: skip
_BEFORE_NAME = ("london borough of ", "royal borough of ", "city of ", "county of ", "the ")
_NAMED_KINDS = (AreaType.COUNTRY, AreaType.COUNTY, AreaType.UNITARY, AreaType.DISTRICT, AreaType.ICB, AreaType.CUSTOM)


class TermBook:
    """Terms of other lists, entered when first met, with their mappings to our needs. `created` names new rows."""

    def __init__(self, session: Session, evidence: Evidence) -> None:
        self.needs = term_ids(session, "needs")
        self.cohorts = term_ids(session, "cohorts")
        self.created: list[tuple[str, UUID]] = []
        self._session = session
        self._evidence = evidence
        foreign = select(Taxonomy.code, Taxonomy.id).where(Taxonomy.code.startswith(PREFIX))
        self._lists = {row.code: row.id for row in session.execute(foreign)}
        terms = select(Taxonomy.code, TaxonomyTerm.code.label("term"), TaxonomyTerm.id).join(
            TaxonomyTerm, TaxonomyTerm.taxonomy_id == Taxonomy.id
        )
        rows = session.execute(terms.where(Taxonomy.code.startswith(PREFIX)))
        self._terms = {(row.code, row.term): row.id for row in rows}
        self._by_external_id: dict[str, UUID] = {}

    def local(self, term: LocalTerm) -> UUID:
        """The row of a term of another list."""
        list_code = PREFIX + slug(term.taxonomy, 60 - len(PREFIX))
        known = self._terms.get((list_code, term.code))
        if known is None:
            known = self._terms[list_code, term.code] = self._enter(list_code, term)
        if term.external_id:
            self._by_external_id[term.external_id] = known
        return known

    def _enter(self, list_code: str, term: LocalTerm) -> UUID:
        if list_code not in self._lists:
            taxonomy = Taxonomy(id=new_id(), code=list_code, name=term.taxonomy, description=term.taxonomy)
            self._lists[list_code] = taxonomy.id
            self._add(taxonomy)
        row = TaxonomyTerm(
            id=new_id(),
            taxonomy_id=self._lists[list_code],
            code=term.code,
            name=term.name,
            description=term.description,
            parent_id=self._by_external_id.get(term.parent or ""),
            term_uri=term.uri,
            facts={},
        )
        self._add(row)
        for need in self._evidence.needs_of(term.taxonomy, term.name, term.code):
            if need in self.needs:
                self._session.add(TermMapping(from_term_id=row.id, to_term_id=self.needs[need]))
        self._session.flush()
        return row.id

    def _add(self, row: Taxonomy | TaxonomyTerm) -> None:
        self._session.add(row)
        self._session.flush()
        self.created.append((row.__tablename__, row.id))


class AreaBook:
    """Today's areas by code and, where only one answers to it, by name."""

    def __init__(self, session: Session, today: date) -> None:
        query = select(Area.id, Area.code, Area.name, Area.area_type).where(
            Area.valid_from <= today, Area.valid_to.is_(None) | (Area.valid_to > today)
        )
        rows = session.execute(query.order_by(Area.code)).all()
        self._by_code: dict[str, UUID] = {row.code.upper(): row.id for row in rows}
        self._by_name: dict[str, set[UUID]] = {}
        for row in rows:
            if row.area_type in _NAMED_KINDS:
                for name in {fold(row.name), bare_name(row.name)}:
                    self._by_name.setdefault(name, set()).add(row.id)

    def find(self, name: str, uri: str | None) -> UUID | None:
        """The area with that code, or of that name when there is no doubt which."""
        for words in (uri, name):
            code = (words or "").rstrip("/").rpartition("/")[2].upper()
            if code in self._by_code:
                return self._by_code[code]
        for words in (fold(name), bare_name(name)):
            found = self._by_name.get(words, set())
            if len(found) == 1:
                return next(iter(found))
        return None


def bare_name(name: str) -> str:
    """ "London Borough of Sutton" and "Sutton Council" as "sutton"."""
    words = fold(name)
    for ending in _COUNCIL_WORDS:
        if words.endswith(ending):
            words = words.removesuffix(ending)
            break
    for beginning in _BEFORE_NAME:
        words = words.removeprefix(beginning)
    return words


def locate_by_postcode(session: Session, places: Iterable[LocationRecord]) -> int:
    """Give places without coordinates those of their postcode; how many that were."""
    waiting: dict[str, list[LocationRecord]] = {}
    for place in places:
        if place.values["latitude"] is None and place.values["location_type"] == "physical":
            postcode = next((row["postal_code"] for row in place.addresses if row["postal_code"]), None)
            if postcode:
                waiting.setdefault(postcode.replace(" ", "").upper(), []).append(place)
    located = 0
    for keys in chunks(list(waiting)):
        for point in session.scalars(select(PostcodePoint).where(PostcodePoint.postcode.in_(keys))):
            for place in waiting[point.postcode]:
                place.values["latitude"] = point.latitude_e6 / 1e6
                place.values["longitude"] = point.longitude_e6 / 1e6
                located += 1
    return located


def leave_taken_numbers(session: Session, records: Iterable[ListingRecord], source: str) -> int:
    """Drop register numbers that another organisation has already; how many that were."""
    owners = {record.organization.external_id: record.organization for record in records if record.organization}
    numbers = [row["identifier"] for owner in owners.values() for row in owner.identifiers]
    holder: dict[tuple[str, str], tuple[str, str | None]] = {}
    for keys in chunks(list(dict.fromkeys(numbers))):
        query = (
            select(OrganizationIdentifier.identifier_scheme, OrganizationIdentifier.identifier)
            .add_columns(Organization.source, Organization.external_id)
            .join(Organization, Organization.id == OrganizationIdentifier.organization_id)
            .where(OrganizationIdentifier.identifier.in_(keys))
        )
        for scheme, number, held_by, external_id in session.execute(query):
            holder[scheme, number] = (held_by, external_id)
    return sum(_keep_own_numbers(owner, holder, source) for owner in owners.values())


def _keep_own_numbers(
    owner: OrganizationRecord, holder: dict[tuple[str, str], tuple[str, str | None]], source: str
) -> int:
    me: tuple[str, str | None] = (source, owner.external_id)
    kept = []
    for row in owner.identifiers:
        key = (row["identifier_scheme"], row["identifier"])
        if holder.setdefault(key, me) == me:
            kept.append(row)
    left = len(owner.identifiers) - len(kept)
    owner.identifiers[:] = kept
    return left

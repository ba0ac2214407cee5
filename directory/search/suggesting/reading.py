"""Reads the names that may be offered from the database: findable listings, who runs them, needs, places."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.areas import local_points
from directory.geo.models import PlaceName
from directory.listings.codes import LinkType
from directory.listings.models import Attribute, Organization, Service
from directory.listings.policy import is_public
from directory.search.documents.meanings import read_meanings
from directory.search.need_queries import NEEDS, is_sensitive, terms
from directory.search.suggesting.names import Name, Names, names_of
from directory.taxonomy.models import SynonymKind, TaxonomyTerm

#: `word`: an everyday word of the thesaurus that stands for a need.
KINDS = ("need", "word", "service", "organization", "place")


def read_names(session: Session, today: date) -> dict[str, Names]:
    """Everything that may be offered, by kind."""
    discreet = _discreet(session)
    needs = terms(session, NEEDS)[NEEDS]
    return {
        "need": names_of(Name(need.name, need.name, need.code, need.is_sensitive) for need in needs),
        "word": names_of(_words(session, {need.code: need.name for need in needs})),
        "service": names_of(_services(session, today, discreet)),
        "organization": names_of(_organizations(session, today, discreet)),
        "place": names_of(_places(session)),
    }


def _words(session: Session, labels: Mapping[str, str]) -> Iterator[Name]:
    """The words of each group, for the need that the group is above all about. Misspellings are for finding only."""
    for group in read_meanings(session).synonyms:
        code = str(next(iter(group["needs"]), ""))
        for kind, words in group["words"].items() if code in labels else ():
            yield from (
                Name(each, labels[code], code, is_sensitive(code)) for each in words if kind != SynonymKind.MISSPELLING
            )


def _discreet(session: Session) -> set[object]:
    """The listings about which somebody looking over a shoulder should learn nothing."""
    rows = session.execute(
        select(Attribute.service_id, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.link_type == LinkType.NEED, Attribute.service_id.is_not(None))
    )
    return {row.service_id for row in rows if is_sensitive(row.code)}


def _services(session: Session, today: date, discreet: set[object]) -> Iterable[Name]:
    rows = session.execute(select(Service.id, Service.name).where(is_public(today)).order_by(Service.name, Service.id))
    # What was typed is the larger part of a short name.
    shortest = sorted(rows, key=lambda row: len(row.name))
    return (Name(row.name, row.name, str(row.id), row.id in discreet) for row in shortest)


def _organizations(session: Session, today: date, discreet: set[object]) -> Iterable[Name]:
    """Those that run most first; one that does nothing but what is discreet is discreet too."""
    rows = session.execute(
        select(Organization.id, Organization.name, Service.id.label("service_id"))
        .join(Service, Service.organization_id == Organization.id)
        .where(is_public(today))
        .order_by(Organization.name, Organization.id)
    )
    runs = [(row, list(each)) for row, each in groupby(rows, key=attrgetter("id", "name"))]
    for (key, name), own in sorted(runs, key=lambda pair: -len(pair[1])):
        yield Name(name, name, str(key), all(row.service_id in discreet for row in own))


def _places(session: Session) -> Iterable[Name]:
    """Places in the areas this directory holds before all others, and then the larger first: "wo" is Worksop here."""
    place = PlaceName
    rows = session.execute(
        select(place.folded_name, place.name, place.within, place.latitude, place.longitude).order_by(
            place.population.desc(), place.name, place.within, place.id
        )
    ).all()
    is_ours = local_points(session, [(row.latitude, row.longitude) for row in rows])
    for _, row in sorted(zip(is_ours, rows, strict=True), key=lambda pair: not pair[0]):
        label = row.name if row.within in ("", row.name) else f"{row.name}, {row.within}"
        yield Name(row.folded_name, label, label)

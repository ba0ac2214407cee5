"""The log of changes: labels of our word lists, and the words of listings that everybody may see. Newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from directory.db import Coded
from directory.errors import NotVisible
from directory.listings.models import Service
from directory.listings.models.version import ListingVersion
from directory.listings.policy import is_public
from directory.taxonomy.models import Taxonomy, TaxonomyTerm, TermVersion

SINCE = timedelta(days=180)
MOST = 200  # of each kind: what is older was open for long enough


class Kind(Coded):
    """What was worded."""

    LABEL = "labels", "Label"
    LISTING = "listings", "Listing"


#: What stands for each field, as readers know it.
FIELDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.LABEL: {"name": "People call it", "professional_label": "Professionals call it", "description": "Note"},
    Kind.LISTING: {"name": "Name", "summary": "In short", "description": "Description"},
}


@dataclass(frozen=True)
class Change:
    """One change: what it is about, and for each field the words before and after."""

    kind: Kind
    id: UUID
    about: str
    at: datetime
    words: tuple[tuple[str, str, str], ...]


def changes(session: Session, *, at: datetime, today: date) -> list[Change]:
    """What changed in the last half year, newest first."""
    found = [*_labels(session, at - SINCE), *_listings(session, at - SINCE, today)]
    return sorted(found, key=lambda change: (change.at, str(change.id)), reverse=True)


def change(session: Session, kind: Kind, change_id: UUID, *, at: datetime, today: date) -> Change:
    """One of them. Raises `NotVisible` for another."""
    for each in changes(session, at=at, today=today):
        if (each.kind, each.id) == (kind, change_id):
            return each
    raise NotVisible("There is no such change of words.")


def _labels(session: Session, since: datetime) -> Iterator[Change]:
    rows = session.execute(
        select(TermVersion, TaxonomyTerm.name, Taxonomy.name)
        .join(TaxonomyTerm, TaxonomyTerm.id == TermVersion.term_id)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(TermVersion.at >= since)
        .order_by(TermVersion.at.desc(), TermVersion.id.desc())
        .limit(MOST)
    )
    for version, name, taxonomy in rows:
        words = _differing(Kind.LABEL, version.before, version.after)
        if words:
            yield Change(Kind.LABEL, version.id, f"{name} ({taxonomy})", version.at, words)


def _listings(session: Session, since: datetime, today: date) -> Iterator[Change]:
    earlier = aliased(ListingVersion)
    rows = session.execute(
        select(ListingVersion, earlier.content, Service.name)
        .join(Service, Service.id == ListingVersion.service_id)
        .join(
            earlier, and_(earlier.service_id == ListingVersion.service_id, earlier.number == ListingVersion.number - 1)
        )
        .where(ListingVersion.at >= since, is_public(today))
        .order_by(ListingVersion.at.desc(), ListingVersion.id.desc())
        .limit(MOST)
    )
    for version, before, name in rows:
        words = _differing(Kind.LISTING, before, version.content)
        if words:
            yield Change(Kind.LISTING, version.id, name, version.at, words)


def _differing(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    pairs = ((label, before.get(key) or "", after.get(key) or "") for key, label in FIELDS[kind].items())
    return tuple((label, old, new) for label, old, new in pairs if old != new)

"""Terms of our own word lists as a steward changes them: worded, added, retired. Versioned; a code never changes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from directory import signals
from directory.audit import chain
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.geo.folding import fold
from directory.listings.bulk import chunks
from directory.listings.models import Attribute, Service
from directory.notifications import outbox
from directory.search.operations import REFRESH
from directory.search.suggesting.upkeep import ask_for_names
from directory.taxonomy.models import Taxonomy, TaxonomyTerm, TermSource, TermVersion

#: Lists that stewards keep, and what each is called. Life changes and groups of needs are worded here, not added to.
LISTS = {
    "needs": "Needs",
    "cohorts": "Who help is for",
    "service_types": "Kinds of service",
    "need_groups": "Groups of needs",
    "life_transitions": "Life changes",
}
GROWING = ("needs", "cohorts", "service_types")
WORDED = ("name", "professional_label", "description")


@dataclass(frozen=True)
class Wording:
    """What a term says."""

    name: str
    professional_label: str = ""
    description: str = ""


def list_called(session: Session, code: str) -> Taxonomy:
    """A word list that stewards keep, or `NotVisible`."""
    found = session.scalars(select(Taxonomy).where(Taxonomy.code == code)).first() if code in LISTS else None
    if found is None:
        raise NotVisible("There is no such list of words.")
    return found


def terms_in(session: Session, taxonomy: Taxonomy) -> Sequence[TaxonomyTerm]:
    """All terms of a list, the retired ones last."""
    mine = select(TaxonomyTerm).where(TaxonomyTerm.taxonomy_id == taxonomy.id)
    order = (TaxonomyTerm.retired_at.is_not(None), TaxonomyTerm.position, TaxonomyTerm.code)
    return session.scalars(mine.order_by(*order)).all()


def term_called(session: Session, taxonomy: Taxonomy, code: str) -> TaxonomyTerm:
    """One term of a list, or `NotVisible`."""
    mine = select(TaxonomyTerm).where(TaxonomyTerm.taxonomy_id == taxonomy.id, TaxonomyTerm.code == code)
    found = session.scalars(mine).first()
    if found is None:
        raise NotVisible("There is no such term.")
    return found


def versions_of_term(session: Session, term: TaxonomyTerm) -> Sequence[TermVersion]:
    """What it said before, newest first."""
    mine = select(TermVersion).where(TermVersion.term_id == term.id)
    return session.scalars(mine.order_by(TermVersion.at.desc(), TermVersion.id.desc())).all()


def listings_with(session: Session, term: TaxonomyTerm) -> int:
    """How many listings carry a term."""
    return session.scalar(select(func.count()).select_from(_carriers(term).subquery())) or 0


def word_term(session: Session, term: TaxonomyTerm, wording: Wording, *, by: str, at: datetime) -> bool:
    """Say a term in other words; whether anything differed. Loading the seeds again leaves these words alone."""
    _refuse_wording(session, term.taxonomy_id, wording, term)
    before, after = said_of(_wording_of(term)), said_of(wording)
    differing = [key for key in WORDED if before[key] != after[key]]
    if not differing:
        return False
    for key in differing:
        setattr(term, key, after[key] or (None if key == "professional_label" else ""))
    term.settled_here = sorted({*(term.settled_here or ()), *differing})
    _record(session, term, "term.worded", before, after, by, at)
    return True


def add_term(
    session: Session, taxonomy: Taxonomy, wording: Wording, *, parent: TaxonomyTerm | None, by: str, at: datetime
) -> TaxonomyTerm:
    """A new term at the end of its list. Its code is made once and stays."""
    if taxonomy.code not in GROWING:
        raise Conflict("This list has its terms; they can be worded, not added to.")
    _refuse_wording(session, taxonomy.id, wording, None)
    if taxonomy.code == "needs" and parent is None:
        raise RuleBroken("parent", "Select the group that it belongs to")
    last = session.scalar(select(func.max(TaxonomyTerm.position)).where(TaxonomyTerm.taxonomy_id == taxonomy.id))
    term = TaxonomyTerm(
        taxonomy_id=taxonomy.id,
        code=_free_code(session, taxonomy, wording.name, parent),
        name=wording.name,
        professional_label=wording.professional_label or None,
        description=wording.description,
        parent_id=parent.id if parent else None,
        position=(last or 0) + 1,
        facts={},
        source=TermSource.STEWARD,
        settled_here=list(WORDED),
    )
    session.add(term)
    session.flush()
    _record(session, term, "term.added", {}, said_of(wording), by, at)
    return term


def is_taught(code: str, term: TaxonomyTerm) -> bool:
    """Whether search has learnt to hear this term in people's words: then another has to stand in its place."""
    return code == "needs" and term.source is TermSource.SEED


def may_retire(code: str, term: TaxonomyTerm) -> bool:
    """Whether a term may end. Whom help is for is heard by fixed words, which know the code."""
    return code in GROWING and (term.source is not TermSource.SEED or code in ("needs", "service_types"))


def retire_term(session: Session, term: TaxonomyTerm, successor: TaxonomyTerm | None, *, by: str, at: datetime) -> int:
    """Offer a term no more; its listings carry the successor from now on. How many that were."""
    taxonomy = session.get_one(Taxonomy, term.taxonomy_id)
    if term.retired_at is not None:
        raise Conflict(f"“{term.name}” was retired already.")
    if not may_retire(taxonomy.code, term):
        raise Conflict(f"Search finds “{term.name}” in people’s words by its code: say it in other words instead.")
    carriers = session.scalars(_carriers(term)).all()
    if is_taught(taxonomy.code, term) and successor is None:
        raise RuleBroken("successor", "Select what search hears instead: people’s words lead to it already")
    if carriers and successor is None:
        raise RuleBroken("successor", f"Select what its {len(carriers)} listings say instead")
    if successor is not None:
        if successor.id == term.id or successor.retired_at or successor.taxonomy_id != term.taxonomy_id:
            raise RuleBroken("successor", "Select another term of this list")
        _move(session, term, successor, carriers)
    term.retired_at, term.successor_id = at, successor.id if successor else None
    _record(session, term, "term.retired", {}, {"successor": successor.code if successor else ""}, by, at)
    return len(carriers)


def return_term(session: Session, term: TaxonomyTerm, *, by: str, at: datetime) -> None:
    """Offer a retired term again. Its listings stay with the successor: nobody knows which were whose."""
    if term.retired_at is None:
        raise Conflict(f"“{term.name}” is offered already.")
    term.retired_at, term.successor_id = None, None
    _record(session, term, "term.returned", {}, {}, by, at)


def _move(session: Session, term: TaxonomyTerm, successor: TaxonomyTerm, carriers: Sequence[UUID]) -> None:
    has_both = select(Attribute.service_id).where(Attribute.taxonomy_term_id == successor.id)
    for row in session.scalars(
        select(Attribute).where(Attribute.taxonomy_term_id == term.id, Attribute.service_id.in_(has_both))
    ).all():
        session.delete(row)
    session.flush()
    mine = update(Attribute).where(Attribute.taxonomy_term_id == term.id)
    session.execute(mine.values(taxonomy_term_id=successor.id).execution_options(synchronize_session=False))
    for keys in chunks(list(carriers)):
        counted = update(Service).where(Service.id.in_(keys)).values(version=Service.version + 1)
        session.execute(counted.execution_options(synchronize_session=False))
    session.expire_all()
    if carriers:
        signals.service_changed.send(session, service_ids=sorted(carriers))


def _carriers(term: TaxonomyTerm) -> Select[UUID]:
    return select(Attribute.service_id).where(Attribute.taxonomy_term_id == term.id).distinct()


def _refuse_wording(session: Session, taxonomy_id: UUID, wording: Wording, own: TaxonomyTerm | None) -> None:
    if not wording.name:
        raise RuleBroken("name", "Enter what people call it")
    same = select(TaxonomyTerm).where(
        TaxonomyTerm.taxonomy_id == taxonomy_id, func.lower(TaxonomyTerm.name) == wording.name.lower()
    )
    if own is not None:
        same = same.where(TaxonomyTerm.id != own.id)
    if session.scalars(same).first() is not None:
        raise RuleBroken("name", f"Choose other words: the list has “{wording.name}” already")


def _free_code(session: Session, taxonomy: Taxonomy, name: str, parent: TaxonomyTerm | None) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:40] or "term"
    stem = f"{parent.code}.{plain}" if taxonomy.code == "needs" and parent else plain
    taken = set(session.scalars(select(TaxonomyTerm.code).where(TaxonomyTerm.taxonomy_id == taxonomy.id)))
    return next(code for code in (stem, *(f"{stem}_{number}" for number in range(2, 1000))) if code not in taken)


def _wording_of(term: TaxonomyTerm) -> Wording:
    return Wording(term.name, term.professional_label or "", term.description or "")


def said_of(wording: Wording) -> dict[str, str]:
    """A wording by field."""
    return {key: getattr(wording, key) for key in WORDED}


def _record(
    session: Session,
    term: TaxonomyTerm,
    action: str,
    before: dict[str, Any],
    after: dict[str, Any],
    by: str,
    at: datetime,
) -> None:
    """Keep the version, write it down, and let search know: no listing is named, so the worker looks for itself."""
    session.add(TermVersion(term_id=term.id, at=at, by=by, before=before, after=after))
    session.flush()
    chain.record(session, actor=by, action=action, subject=f"term:{term.code}", detail={}, at=at)
    outbox.put(session, REFRESH, {"services": None}, at=at)
    ask_for_names(session, at=at)

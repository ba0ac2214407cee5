"""A reorganisation of councils: small areas, flags, promises and facts go to what their council became.

Looked at before it is made: what is counted is the same by old and by new areas, or nothing is changed. Boundaries and
what became of them are `geo.boundary_change`'s; addresses that name an old council lead to the new one.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from directory import clock
from directory.audit.chain import record
from directory.db import new_id
from directory.geo.areas import AreaIndex
from directory.geo.boundary_change import became
from directory.geo.models import AreaType
from directory.insight.facts.counting import COLUMNS
from directory.insight.models import InsightFact, SmallArea
from directory.needs.models import Promise, UnmetNeed

_COUNCILS = (AreaType.DISTRICT, AreaType.UNITARY)
_CHUNK = 5_000


class TotalsDiffer(RuntimeError):
    """The counts by old and by new areas are not the same: nothing may be kept."""


@dataclass(frozen=True)
class Moved:
    """What goes from one council to another."""

    before: str
    after: str
    small_areas: int
    flags: int
    facts: int


@dataclass(frozen=True)
class Remap:
    """What a re-map does, and the totals that it leaves as they are."""

    moved: tuple[Moved, ...]
    flags: int
    counted: int
    people: int


def rehearse(session: Session, *, at: datetime) -> Remap:
    """Do it and take it back."""
    trial = session.begin_nested()
    try:
        return _remap(session, at)
    finally:
        trial.rollback()
        session.expire_all()


def remap(session: Session, *, by: str, at: datetime) -> Remap:
    """Move everything that belongs to councils that ended. Raises `TotalsDiffer` rather than lose a count."""
    done = _remap(session, at)
    if done.moved:
        detail = {"moved": len(done.moved), "flags": done.flags, "people": done.people}
        record(session, actor=by, action="areas.remapped", subject="areas:insight", detail=detail, at=at)
    return done


def remap_on_the_day(session: Session, at: datetime) -> str:
    """The nightly job: quick when no council ended."""
    done = remap(session, by="system", at=at)
    return f"{len(done.moved)} councils re-mapped"


def _remap(session: Session, at: datetime) -> Remap:
    today = clock.local(at).date()
    known = set(session.scalars(select(SmallArea.district_code).distinct()))
    known |= {code for code in session.scalars(select(UnmetNeed.district_code).distinct()) if code}
    ended = became(session, known, today=today)
    before = _totals(session)
    moved = _move(session, ended, AreaIndex(session, today)) if ended else ()
    if _totals(session) != before:
        raise TotalsDiffer("Counts by old and by new areas differ")
    return Remap(moved, *before)


def _totals(session: Session) -> tuple[int, int, int]:
    """Flags, everything that is counted, and residents."""
    flags = session.scalar(select(func.coalesce(func.sum(UnmetNeed.people), 0)))
    counted = session.scalar(select(func.coalesce(func.sum(InsightFact.amount), 0)))
    people = session.scalar(select(func.coalesce(func.sum(SmallArea.residents), 0)))
    return int(flags or 0), int(counted or 0), int(people or 0)


def _move(session: Session, ended: Mapping[str, tuple[str, ...]], index: AreaIndex) -> tuple[Moved, ...]:
    wards, areas = _move_small_areas(session, ended, index)
    only = {old: new[0] for old, new in ended.items() if len(new) == 1}
    flags = _move_flags(session, ended, wards, only)
    facts = _move_facts(session, ended, wards, only)
    pairs = sorted({*areas, *flags, *facts})
    return tuple(Moved(*pair, areas[pair], flags[pair], facts[pair]) for pair in pairs)


def _move_small_areas(
    session: Session, ended: Mapping[str, tuple[str, ...]], index: AreaIndex
) -> tuple[dict[str, str], Counter[tuple[str, str]]]:
    """Each goes to the council in which its people's middle lies; a ward to where most of its people went."""
    rows = session.execute(
        select(
            SmallArea.code,
            SmallArea.ward_code,
            SmallArea.district_code,
            SmallArea.latitude,
            SmallArea.longitude,
            SmallArea.residents,
        ).where(SmallArea.district_code.in_(sorted(ended)))
    ).all()
    hits = index.hits([row.latitude for row in rows], [row.longitude for row in rows])
    went: Counter[tuple[str, str]] = Counter()
    of_ward: dict[str, Counter[str]] = defaultdict(Counter)
    for row, found in zip(rows, hits, strict=True):
        council = next((ref.code for ref in index.settled(found) if ref.area_type in _COUNCILS), "")
        after = council if council in ended[row.district_code] else ended[row.district_code][0]
        session.execute(update(SmallArea).where(SmallArea.code == row.code).values(district_code=after))
        went[row.district_code, after] += 1
        of_ward[row.ward_code][after] += row.residents
    return {ward: councils.most_common(1)[0][0] for ward, councils in of_ward.items()}, went


def _move_flags(
    session: Session, ended: Mapping[str, tuple[str, ...]], wards: Mapping[str, str], only: Mapping[str, str]
) -> Counter[tuple[str, str]]:
    """By ward; without one to the only successor, else they stay under the old code, which still has its page."""
    went: Counter[tuple[str, str]] = Counter()
    rows = session.execute(
        select(UnmetNeed.id, UnmetNeed.ward_code, UnmetNeed.district_code).where(
            UnmetNeed.district_code.in_(sorted(ended))
        )
    ).all()
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        after = wards.get(row.ward_code or "", only.get(row.district_code or "", ""))
        if after:
            groups[after].append(row.id)
            went[row.district_code or "", after] += 1
    for after, ids in groups.items():
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            unchanged = {"updated_at": UnmetNeed.updated_at}
            session.execute(update(UnmetNeed).where(UnmetNeed.id.in_(some)).values(district_code=after, **unchanged))
            session.execute(update(Promise).where(Promise.unmet_need_id.in_(some)).values(district_code=after))
    return went


def _move_facts(
    session: Session, ended: Mapping[str, tuple[str, ...]], wards: Mapping[str, str], only: Mapping[str, str]
) -> Counter[tuple[str, str]]:
    """Facts of councils that are joined into one are added up."""
    went: Counter[tuple[str, str]] = Counter()
    summed: Counter[tuple[Any, ...]] = Counter()
    successors = {code for codes in ended.values() for code in codes}
    affected = InsightFact.district_code.in_(sorted({*ended, *successors}))
    for row in session.execute(
        select(*(getattr(InsightFact, name) for name in COLUMNS), InsightFact.amount).where(affected)
    ):
        key = row._asdict()
        amount, old = key.pop("amount"), row.district_code
        after = (wards.get(row.ward_code) or only.get(old, old)) if old in ended else old
        if after != old:
            went[old, after] += 1
        summed[tuple({**key, "district_code": after}.values())] += amount
    session.execute(delete(InsightFact).where(affected))
    rows = [
        {"id": new_id(), **dict(zip(COLUMNS, key, strict=True)), "amount": amount} for key, amount in summed.items()
    ]
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(InsightFact), rows[start : start + _CHUNK])
    return went

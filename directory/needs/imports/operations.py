"""The verbs of an import: looked at, loaded whole, taken back whole, thrown away. None commits."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.db import delete_rows
from directory.errors import Conflict, RuleBroken
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.imports.reading import Row, read_counts
from directory.needs.models import FlagImport, UnmetNeed
from directory.referrals.codes.work import UnmetReason

KEPT = timedelta(days=7)
EARLIEST = 1990
SOURCES = (FlagSource.SURVEY, FlagSource.PANEL)


@dataclass(frozen=True)
class About:
    """What a file is: without year and publisher nobody can say later what its numbers meant."""

    name: str
    source: FlagSource
    year: int
    publisher: str
    usual_reason: UnmetReason


def look_at(session: Session, raw: bytes, about: About, *, by: User, at: datetime) -> FlagImport:
    """Read a file and keep its counts until somebody loads them. Raises `FaultyFile` or `RuleBroken`."""
    _check(session, about, clock.local(at).date())
    rows = read_counts(session, raw, about.usual_reason)
    made = FlagImport(
        name=about.name,
        source=about.source.value,
        year=about.year,
        publisher=about.publisher,
        rows=len(rows),
        people=sum(row.people for row in rows),
        lines=[asdict(row) for row in rows],
        prepared_at=at,
        loaded_by=by.id,
    )
    session.add(made)
    session.flush()
    _record(session, by, "survey.looked_at", made, at)
    return made


def load(session: Session, made: FlagImport, *, by: User, at: datetime) -> None:
    """Bring every count in as a flag of the year it was asked in."""
    if made.loaded_at is not None:
        raise Conflict("This survey is loaded already.")
    if _same(session, made.name, made.publisher, made.year):
        raise Conflict("This survey was loaded from another file meanwhile. Throw this one away.")
    month = date(made.year, 1, 1)
    session.add_all(_flag(made, Row(**line), month, by, at) for line in made.lines)
    made.loaded_at, made.loaded_by = at, by.id
    session.flush()
    _record(session, by, "survey.loaded", made, at)


def undo(session: Session, made: FlagImport, *, by: User, at: datetime) -> None:
    """Take a survey back: its flags stay, and count no longer."""
    if made.loaded_at is None:
        raise Conflict("This survey was not loaded.")
    if made.undone_at is not None:
        raise Conflict("This survey is taken back already.")
    made.undone_at = at
    session.execute(
        update(UnmetNeed).where(UnmetNeed.batch_id == made.id).values(status=FlagStatus.TAKEN_BACK, updated_at=at)
    )
    session.expire_all()
    _record(session, by, "survey.undone", made, at)


def throw_away(session: Session, made: FlagImport, *, by: User, at: datetime) -> None:
    """Keep nothing of a file that was only looked at."""
    if made.loaded_at is not None:
        raise Conflict("This survey is loaded. Take it back instead.")
    _record(session, by, "survey.thrown_away", made, at)
    session.delete(made)


def forget_surveys(session: Session, at: datetime) -> str:
    """Nightly: files that nobody loaded within a week go."""
    old = delete(FlagImport).where(FlagImport.loaded_at.is_(None), FlagImport.prepared_at < at - KEPT)
    return f"{delete_rows(session, old)} surveys forgotten"


def imports(session: Session) -> Sequence[FlagImport]:
    """All of them, the latest first."""
    return session.scalars(select(FlagImport).order_by(FlagImport.prepared_at.desc(), FlagImport.id)).all()


def _check(session: Session, about: About, today: date) -> None:
    if about.source not in SOURCES:
        raise RuleBroken("source", "Select what it is")
    if not EARLIEST <= about.year <= today.year:
        raise RuleBroken("year", f"Enter the year it was asked in, from {EARLIEST} to {today.year}")
    if not about.publisher:
        raise RuleBroken("publisher", "Enter who published it")
    if _same(session, about.name, about.publisher, about.year):
        raise RuleBroken("name", "This survey is loaded already. Take it back first if this file is better")


def _same(session: Session, name: str, publisher: str, year: int) -> bool:
    loaded = select(FlagImport.id).where(
        FlagImport.name == name,
        FlagImport.publisher == publisher,
        FlagImport.year == year,
        FlagImport.loaded_at.is_not(None),
        FlagImport.undone_at.is_(None),
    )
    return session.scalar(loaded.limit(1)) is not None


def _flag(made: FlagImport, row: Row, month: date, by: User, at: datetime) -> UnmetNeed:
    return UnmetNeed(
        need=row.need,
        reason=UnmetReason(row.reason),
        source=FlagSource(made.source),
        cohorts=[row.group] if row.group else [],
        ward_code=row.ward,
        district_code=row.district,
        at=at,
        month=month,
        people=row.people,
        flagged_by=by.id,
        batch_id=made.id,
    )


def _record(session: Session, by: User, action: str, made: FlagImport, at: datetime) -> None:
    facts = {"rows": made.rows, "year": made.year}
    record(session, actor=by.actor, action=action, subject=f"survey:{made.id}", detail=facts, at=at)

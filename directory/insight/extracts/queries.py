"""Which extracts there are, and who asked for and decided about them, by name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.extracts.codes import ExtractState
from directory.insight.extracts.models import ResearchExtract

GONE = "an account that is closed"


def all_extracts() -> Select[ResearchExtract]:
    """The log: every extract, those that wait first, then the latest."""
    waits = (ResearchExtract.state != ExtractState.ASKED).asc()
    return select(ResearchExtract).order_by(waits, ResearchExtract.asked_at.desc(), ResearchExtract.id.desc())


def number_of(session: Session) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(ResearchExtract)) or 0


def names_in(session: Session, extracts: Sequence[ResearchExtract]) -> Mapping[str, str]:
    """Names by actor of everybody who asked or decided."""
    ids = {each.asked_by for each in extracts if each.asked_by}
    ids |= {UUID(each.decided_by.removeprefix("user:")) for each in extracts if each.decided_by}
    return {user.actor: user.name for user in session.scalars(select(User).where(User.id.in_(ids)))}


def asked_for_by(extract: ResearchExtract, names: Mapping[str, str]) -> str:
    """Who asked for it."""
    return names.get(f"user:{extract.asked_by}", GONE)


def decided_by(extract: ResearchExtract, names: Mapping[str, str]) -> str:
    """Who decided, and in which part."""
    return f"{names.get(extract.decided_by, GONE)}, {extract.decided_as}" if extract.decided_by else ""

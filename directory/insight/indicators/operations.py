"""Defining, signing off and publishing indicators. Never commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.chain import record
from directory.errors import RuleBroken
from directory.insight.models import Indicator, IndicatorSet
from directory.insight.models.indicators import Base, Unit


@dataclass(frozen=True)
class Draft:
    """What is written down of an indicator."""

    code: str
    name: str
    unit: Unit
    base: Base = Base.ADULTS
    definition: str = ""
    owner: str = ""
    needs: Sequence[str] = ()


def define(session: Session, draft: Draft, *, by: str, at: datetime) -> Indicator:
    """Begin an indicator. It may lack an owner or a definition until it is published."""
    if not draft.name:
        raise RuleBroken("name", "Enter what it measures")
    if session.scalars(select(Indicator.id).where(Indicator.code == draft.code)).first() is not None:
        raise RuleBroken("code", "Enter another short name: there is one like this")
    made = Indicator(
        code=draft.code,
        name=draft.name,
        unit=draft.unit,
        base=draft.base,
        definition=draft.definition,
        owner=draft.owner,
        needs=list(draft.needs),
    )
    session.add(made)
    session.flush()
    record(session, actor=by, action="indicator.defined", subject=f"indicator:{made.id}", detail={}, at=at)
    return made


def describe(session: Session, indicator: Indicator, *, definition: str, owner: str, by: str, at: datetime) -> None:
    """Say what it is and who answers for it. A changed definition is signed off anew, and hidden until then."""
    if definition != indicator.definition:
        indicator.signed_off_by, indicator.signed_off_at, indicator.published_at = "", None, None
    indicator.definition, indicator.owner = definition, owner
    record(session, actor=by, action="indicator.described", subject=f"indicator:{indicator.id}", detail={}, at=at)


def sign_off(session: Session, indicator: Indicator, *, group: str, by: str, at: datetime) -> None:
    """Note that a group of residents and carers agreed that it says what matters. A group, never a person."""
    if not group:
        raise RuleBroken("group", "Enter the group of residents and carers that agreed")
    if not indicator.definition:
        raise RuleBroken("group", "Write the definition first: nobody can agree to what is not said")
    indicator.signed_off_by, indicator.signed_off_at = group, at
    record(session, actor=by, action="indicator.signed_off", subject=f"indicator:{indicator.id}", detail={}, at=at)


def missing_for_publishing(indicator: Indicator) -> tuple[str, ...]:
    """What stands in the way, one sentence each."""
    gaps = (
        (indicator.definition, "Write a definition: what is counted, of whom, and when"),
        (indicator.owner, "Name the team that answers for it"),
        (indicator.signed_off_at, "Have a group of residents and carers sign it off"),
    )
    return tuple(sentence for known, sentence in gaps if not known)


def publish(session: Session, indicator: Indicator, *, by: str, at: datetime) -> None:
    """Let reports use it. Raises `RuleBroken` without a definition, an owner or a sign-off."""
    for sentence in missing_for_publishing(indicator):
        raise RuleBroken(None, sentence)
    indicator.published_at = at
    record(session, actor=by, action="indicator.published", subject=f"indicator:{indicator.id}", detail={}, at=at)


def undo(session: Session, batch: IndicatorSet, *, by: str, at: datetime) -> None:
    """Take back what was brought in. What it replaced counts again."""
    if batch.undone_at is not None:
        raise RuleBroken(None, "These values were taken back before")
    batch.undone_at = at
    record(session, actor=by, action="indicator.undone", subject=f"indicator_set:{batch.id}", detail={}, at=at)

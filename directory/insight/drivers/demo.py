"""Indicators of what puts people at risk, invented for the demonstration: living alone, dementia, frailty."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.insight.indicators.operations import Draft, define, publish, sign_off
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue, SmallArea
from directory.insight.models.indicators import Base, Unit

SOURCE = "Invented for the demonstration"
OWNER = "Public health intelligence (demonstration)"
GROUP = "Older people's forum (demonstration)"
#: Each with what it is in the first district, in order of codes, and how it differs from one to the next.
DRIVERS: tuple[tuple[Draft, float, float], ...] = (
    (
        Draft(
            "driver.alone",
            "Living alone at 65 and over",
            Unit.PERCENT,
            Base.OLDER,
            "People aged 65 and over who are the only person in their household, as a share of all of that age",
            OWNER,
        ),
        26.0,
        1.7,
    ),
    (
        Draft(
            "driver.dementia",
            "Dementia diagnosed at 65 and over",
            Unit.RATE,
            Base.OLDER,
            "People aged 65 and over whose GP has recorded dementia, for each 1,000 registered of that age",
            OWNER,
        ),
        36.0,
        1.3,
    ),
    (
        Draft(
            "driver.frailty",
            "Living with frailty at 65 and over",
            Unit.COUNT,
            Base.OLDER,
            "People aged 65 and over whom the electronic frailty index of their GP calls moderately or severely frail",
            OWNER,
            ("health.falls",),
        ),
        0.11,
        0.006,
    ),
)
STEPS = 7


def add_drivers(session: Session, *, at: datetime) -> None:
    """All of them, once."""
    older = func.sum(SmallArea.aged_65_79 + SmallArea.aged_80_over)
    counted = select(SmallArea.district_code, older).group_by(SmallArea.district_code).order_by(SmallArea.district_code)
    people = {row[0]: int(row[1]) for row in session.execute(counted)}
    for place, (draft, start, step) in enumerate(DRIVERS):
        if session.scalars(select(Indicator.id).where(Indicator.code == draft.code)).first() is None:
            _add(session, draft, _values(people, place, start, step, draft.unit), at)


def _values(people: dict[str, int], place: int, start: float, step: float, unit: Unit) -> dict[str, float]:
    shares = {code: start + step * ((number * 3 + place) % STEPS) for number, code in enumerate(people)}
    if unit is Unit.COUNT:
        return {code: float(round(people[code] * share)) for code, share in shares.items()}
    return {code: round(share, 1) for code, share in shares.items()}


def _add(session: Session, draft: Draft, values: dict[str, float], at: datetime) -> None:
    made = define(session, draft, by="system", at=at)
    sign_off(session, made, group=GROUP, by="system", at=at)
    publish(session, made, by="system", at=at)
    batch = IndicatorSet(
        indicator_id=made.id, source=SOURCE, year=at.year - 1, vintage=f"made up in {at.year}", loaded_at=at
    )
    session.add(batch)
    session.flush()
    rows = [{"id": new_id(), "set_id": batch.id, "area_code": code, "value": value} for code, value in values.items()]
    session.execute(insert(IndicatorValue), rows)

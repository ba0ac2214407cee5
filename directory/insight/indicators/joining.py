"""Joins an indicator's values to small areas: the most local value there is, as a share of the people it is about.

A number of people, such as a count of frail people on a partner's register, is shared out among the people of its area.
It is joined where it was counted by small area, ward or district: of a larger area not all its people are at hand.
"""

from collections.abc import Mapping

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.gap_map.ground import Ground
from directory.insight.methods.arrays import Numbers
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue
from directory.insight.models.indicators import Unit
from directory.insight.reports.report import Source

ENGLAND = "E92000001"
_FACTOR = {Unit.PERCENT: 0.01, Unit.RATE: 0.001, Unit.COUNT: 1.0, Unit.SCORE: 1.0}


def latest_set(session: Session, indicator: Indicator) -> IndicatorSet | None:
    """The values in force: those of the latest year, brought in last, and not taken back."""
    return session.scalars(
        select(IndicatorSet)
        .where(IndicatorSet.indicator_id == indicator.id, IndicatorSet.undone_at.is_(None))
        .order_by(IndicatorSet.year.desc(), IndicatorSet.loaded_at.desc())
        .limit(1)
    ).first()


def source_of(values: IndicatorSet) -> Source:
    """Where values come from."""
    return Source(values.source, str(values.year), values.vintage, values.licence)


def values_by_small_area(session: Session, values: IndicatorSet, ground: Ground, parents: Mapping[str, str]) -> Numbers:
    """For each small area the value of the most local area that has one; not a number where nothing is known."""
    return _nearest(_said(session, values), ground, parents)


def shares_by_small_area(
    session: Session, indicator: Indicator, values: IndicatorSet, ground: Ground, parents: Mapping[str, str]
) -> Numbers:
    """For each small area the share of the people it is about, or the score; not a number where nothing is known."""
    said = _said(session, values)
    if indicator.unit is Unit.COUNT:
        said = _per_person(said, ground, ground.people[indicator.base])
    return _nearest(said, ground, parents) * _FACTOR[indicator.unit]


def _said(session: Session, values: IndicatorSet) -> dict[str, float]:
    rows = select(IndicatorValue.area_code, IndicatorValue.value).where(IndicatorValue.set_id == values.id)
    return {row.area_code: row.value for row in session.execute(rows)}


def _per_person(counts: Mapping[str, float], ground: Ground, people: Numbers) -> dict[str, float]:
    living: dict[str, float] = {}
    for places in (ground.codes, ground.wards, ground.districts):
        for code, number in zip(places, people, strict=True):
            living[code] = living.get(code, 0.0) + float(number)
    return {code: count / living[code] for code, count in counts.items() if living.get(code)}


def _nearest(values: Mapping[str, float], ground: Ground, parents: Mapping[str, str]) -> Numbers:
    chains = (
        (code, ward, district, parents.get(district, ""), ENGLAND)
        for code, ward, district in zip(ground.codes, ground.wards, ground.districts, strict=True)
    )
    return np.array([next((values[code] for code in chain if code in values), np.nan) for chain in chains])

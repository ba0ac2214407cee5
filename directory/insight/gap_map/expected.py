"""How many people one would expect to need it: published indicators for the need, times the people they are about."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.gap_map.ground import Ground
from directory.insight.methods.arrays import Numbers
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue
from directory.insight.models.indicators import Unit
from directory.insight.reports.report import Source

_SHARE = {Unit.PERCENT: 0.01, Unit.RATE: 0.001}


@dataclass(frozen=True)
class Expected:
    """People by small area, by the first published indicator for the need, and where that comes from."""

    name: str
    people: Numbers
    source: Source


def expected_need(session: Session, needs: Collection[str], ground: Ground, parents: dict[str, str]) -> Expected | None:
    """None where no published indicator speaks of the need, or none has a value for anywhere here."""
    for indicator in session.scalars(
        select(Indicator)
        .where(Indicator.published_at.is_not(None), Indicator.unit.in_(_SHARE))
        .order_by(Indicator.code)
    ):
        if not set(indicator.needs) & set(needs):
            continue
        latest = session.scalars(
            select(IndicatorSet)
            .where(IndicatorSet.indicator_id == indicator.id, IndicatorSet.undone_at.is_(None))
            .order_by(IndicatorSet.year.desc(), IndicatorSet.loaded_at.desc())
            .limit(1)
        ).first()
        if latest is not None:
            found = _people(session, indicator, latest, ground, parents)
            if found is not None:
                return found
    return None


def _people(
    session: Session, indicator: Indicator, latest: IndicatorSet, ground: Ground, parents: dict[str, str]
) -> Expected | None:
    rows = session.execute(
        select(IndicatorValue.area_code, IndicatorValue.value).where(IndicatorValue.set_id == latest.id)
    )
    values = {row.area_code: row.value for row in rows}
    shares = np.array(
        [
            _nearest(values, (code, ward, district, parents.get(district, ""), "E92000001"))
            for code, ward, district in zip(ground.codes, ground.wards, ground.districts, strict=True)
        ]
    )
    if np.isnan(shares).all():
        return None
    people = ground.people[indicator.base] * np.nan_to_num(shares) * _SHARE[indicator.unit]
    return Expected(indicator.name, people, Source(latest.source, str(latest.year), latest.vintage, latest.licence))


def _nearest(values: dict[str, float], codes: tuple[str, ...]) -> float:
    """The value of the most local area that has one."""
    return next((values[code] for code in codes if code in values), float("nan"))

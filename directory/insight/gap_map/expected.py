"""How many people one would expect to need it: published indicators for the need, times the people they are about."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.gap_map.ground import Ground
from directory.insight.indicators.joining import latest_set, shares_by_small_area, source_of
from directory.insight.methods.arrays import Numbers
from directory.insight.models import Indicator
from directory.insight.models.indicators import Unit
from directory.insight.reports.report import Source

__all__ = ["Expected", "expected_need"]
_PEOPLE = (Unit.PERCENT, Unit.RATE, Unit.COUNT)


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
        .where(Indicator.published_at.is_not(None), Indicator.unit.in_(_PEOPLE))
        .order_by(Indicator.code)
    ):
        latest = latest_set(session, indicator) if set(indicator.needs) & set(needs) else None
        if latest is not None:
            shares = shares_by_small_area(session, indicator, latest, ground, parents)
            if not np.isnan(shares).all():
                people = ground.people[indicator.base] * np.nan_to_num(shares)
                return Expected(indicator.name, people, source_of(latest))
    return None

"""Values by area from a sheet saved as CSV: all of it or nothing, and nothing without source, year and vintage."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.audit.chain import record
from directory.db import new_id
from directory.errors import RuleBroken
from directory.geo.models import Area
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue, SmallArea
from directory.insight.models.indicators import Unit
from directory.web.tables import Table, UnreadableTable, decoded, read_table

AREA, VALUE, LOW, HIGH = "area", "value", "low", "high"
OLDEST_YEAR = 1990
MOST_FAULTS = 50
_HIGHEST = {Unit.PERCENT: 100.0, Unit.RATE: 1000.0}


@dataclass(frozen=True)
class Origin:
    """Where values come from. None of it may be missing."""

    source: str
    year: int | None
    vintage: str
    licence: str = ""


class RowsRefused(RuleBroken):
    """Rows that cannot be meant, a sentence each."""

    def __init__(self, faults: Collection[str]) -> None:
        super().__init__("file", "Put these rows right; nothing was brought in")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class _Value:
    area: str
    value: float
    low: float | None
    high: float | None


def bring_in(
    session: Session, indicator: Indicator, raw: bytes, origin: Origin, *, by: str, at: datetime
) -> IndicatorSet:
    """Keep the values of a file. Raises `RuleBroken` without an origin, `RowsRefused` for rows that are wrong."""
    _check(origin, clock.local(at).year)
    try:
        values = _values(session, indicator, read_table(decoded(raw)))
    except UnreadableTable as fault:
        raise RuleBroken("file", str(fault)) from fault
    batch = IndicatorSet(
        indicator_id=indicator.id,
        source=origin.source,
        year=origin.year,
        vintage=origin.vintage,
        licence=origin.licence,
        loaded_at=at,
    )
    session.add(batch)
    session.flush()
    rows = [
        {
            "id": new_id(),
            "set_id": batch.id,
            "area_code": each.area,
            "value": each.value,
            "low": each.low,
            "high": each.high,
        }
        for each in values
    ]
    session.execute(insert(IndicatorValue), rows)
    detail = {"rows": len(rows), "year": origin.year or 0}
    record(session, actor=by, action="indicator.brought_in", subject=f"indicator_set:{batch.id}", detail=detail, at=at)
    return batch


def _check(origin: Origin, this_year: int) -> None:
    if not origin.source:
        raise RuleBroken("source", "Enter who published it and what it is called")
    if origin.year is None or not OLDEST_YEAR <= origin.year <= this_year + 30:
        raise RuleBroken("year", "Enter the year it is of, such as 2023")
    if not origin.vintage:
        raise RuleBroken("vintage", "Enter which edition it is and when it was published")


def _values(session: Session, indicator: Indicator, table: Table) -> list[_Value]:
    columns = {heading.strip().casefold(): number for number, heading in enumerate(table.headings)}
    if AREA not in columns or VALUE not in columns:
        raise RuleBroken("file", "Head one column “area” (a code, such as E07000174) and one “value”")
    known = _known(session)
    found, faults, seen = [], [], dict[str, int]()
    for row, cells in table.rows:
        said = {name: cells[number].strip() for name, number in columns.items()}
        try:
            value = _value(said, indicator.unit, known)
        except ValueError as fault:
            faults.append(f"Row {row}: {fault}")
            continue
        if value.area in seen:
            faults.append(f"Row {row}: {value.area} is in row {seen[value.area]} already")
        seen[value.area] = row
        found.append(value)
    if faults:
        more = [f"… and {len(faults) - MOST_FAULTS:,} more"] if len(faults) > MOST_FAULTS else []
        raise RowsRefused([*faults[:MOST_FAULTS], *more])
    return found


def _known(session: Session) -> set[str]:
    return {*session.scalars(select(Area.code).distinct()), *session.scalars(select(SmallArea.code))}


def _value(said: dict[str, str], unit: Unit, known: set[str]) -> _Value:
    area = said[AREA].upper()
    if area not in known:
        raise ValueError(f"“{said[AREA][:20]}” is no area that is known here")
    value = _number(said[VALUE], "value")
    if value is None:
        raise ValueError("it has no value: leave the row out if it is not known")
    if value < 0 or value > _HIGHEST.get(unit, math.inf):
        raise ValueError(f"{value:g} is no {unit.label[0].lower()}{unit.label[1:]}")
    low, high = _number(said.get(LOW, ""), LOW), _number(said.get(HIGH, ""), HIGH)
    if (low is not None and low > value) or (high is not None and high < value):
        raise ValueError("the value lies outside its own limits")
    return _Value(area, value, low, high)


def _number(words: str, what: str) -> float | None:
    if not words:
        return None
    try:
        number = float(words.removesuffix("%").replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"“{words[:20]}” is no number ({what})")
    return number

"""Works out what puts people at risk in each area of the gap map, and in which areas it does so most.

Age, disability and deprivation are known of every small area. Living alone, dementia, frailty and what else a council
measures come from the library of indicators, once they are published. Numbers of people pass the rule for small ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from directory.errors import NotVisible
from directory.insight.areas import vintages
from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.table import Table
from directory.insight.gap_map.drawing.bands import Band, thirds
from directory.insight.gap_map.ground import means, sums
from directory.insight.gap_map.picture import Picture, parents_of
from directory.insight.indicators.joining import latest_set, shares_by_small_area, source_of
from directory.insight.methods.arrays import Numbers
from directory.insight.models import Indicator, IndicatorSet
from directory.insight.models.indicators import Base, Unit
from directory.insight.reports.report import Source

DEPRIVATION = "deprivation"
#: Shares of people by what is known of every small area: the part, the whole, and the source of both.
OWN: Mapping[str, tuple[str, Base, Base, Source]] = {
    "older_65": ("Aged 65 and over, of adults", Base.OLDER, Base.ADULTS, vintages.AGES),
    "older_80": ("Aged 80 and over, of adults", Base.OLDEST, Base.ADULTS, vintages.AGES),
    "disabled": ("Disabled people, of residents", Base.DISABLED, Base.RESIDENTS, vintages.CENSUS),
}
_DEPRIVED = "Deprivation score: the higher, the more deprived"


@dataclass(frozen=True)
class Laid:
    """One driver laid over the map: what is told of each row, and the rows in the upper third of those known."""

    letter: str
    key: str
    name: str
    told: tuple[str, ...]
    most: frozenset[int]
    source: Source


def offered(session: Session) -> Mapping[str, str]:
    """Every driver that can be laid over the map, by its key."""
    has_values = exists().where(IndicatorSet.indicator_id == Indicator.id, IndicatorSet.undone_at.is_(None))
    published = select(Indicator.code, Indicator.name).where(Indicator.published_at.is_not(None), has_values)
    return {
        **{key: name for key, (name, *_) in OWN.items()},
        DEPRIVATION: _DEPRIVED,
        **{row.code: row.name for row in session.execute(published.order_by(Indicator.name, Indicator.code))},
    }


def lay_over(session: Session, found: Picture, keys: Sequence[str]) -> tuple[Laid, ...]:
    """What was chosen, in the order in which it is offered. Raises `NotVisible` for what is not offered."""
    known = offered(session) if keys else {}
    if not set(keys) <= set(known):
        raise NotVisible("There is nothing of that name to lay over the map.")
    chosen = [key for key in known if key in keys]
    return tuple(_laid(session, found, key, letter) for key, letter in zip(chosen, ascii_uppercase, strict=False))


def _laid(session: Session, found: Picture, key: str, letter: str) -> Laid:
    if key == DEPRIVATION:
        scores: list[float | None] = [row.deprivation if row.people else None for row in found.rows]
        return _by_value(letter, key, _DEPRIVED, scores, "{:.1f}", vintages.DEPRIVATION)
    if key in OWN:
        name, part, whole, source = OWN[key]
        people, count = found.ground.people, len(found.rows)
        shares = _divided(sums(people[part], found.numbers, count), sums(people[whole], found.numbers, count))
        return _by_value(letter, key, name, [_times(share, 100) for share in shares], "{:.0f}%", source)
    return _indicator(session, found, key, letter)


def _indicator(session: Session, found: Picture, key: str, letter: str) -> Laid:
    indicator = session.scalars(select(Indicator).where(Indicator.code == key)).one()
    values = latest_set(session, indicator)
    if values is None:
        raise NotVisible("Its values were taken back.")
    shares = shares_by_small_area(session, indicator, values, found.ground, parents_of(found.question))
    known = ~np.isnan(shares)
    weights = found.ground.people[indicator.base] * known
    count = len(found.rows)
    living = sums(weights, found.numbers, count)
    mean = means(np.nan_to_num(shares), weights, found.numbers, count)
    rows = [float(share) if people else None for share, people in zip(mean, living, strict=True)]
    source = source_of(values)
    if indicator.unit is Unit.COUNT:
        people = np.rint(mean * living).astype(int)
        return Laid(letter, key, indicator.name, _counts(found, rows, people), _most(rows), source)
    form, times = {Unit.PERCENT: ("{:.0f}%", 100), Unit.RATE: ("{:.1f} of 1,000", 1000)}.get(
        indicator.unit, ("{:.1f}", 1)
    )
    return _by_value(letter, key, indicator.name, [_times(row, times) for row in rows], form, source)


def _counts(found: Picture, rows: Sequence[float | None], people: Numbers) -> tuple[str, ...]:
    """Numbers of people by the rule for small ones; the areas of most stand by their share."""
    numbers = tuple((int(number),) for number in people)
    table = Table(found.counted.names, ("People",), numbers, has_row_totals=False, has_column_totals=False)
    cells = protect(table, found.rule).cells
    return tuple("not known" if row is None else cell[0].text for row, cell in zip(rows, cells, strict=True))


def _by_value(letter: str, key: str, name: str, values: Sequence[float | None], form: str, source: Source) -> Laid:
    told = tuple("not known" if value is None else form.format(value) for value in values)
    return Laid(letter, key, name, told, _most(values), source)


def _most(values: Sequence[float | None]) -> frozenset[int]:
    """Rows in the upper third; none where all are alike."""
    return frozenset(number for number, band in enumerate(thirds(values)) if band is Band.HIGH)


def _divided(part: Numbers, whole: Numbers) -> list[float | None]:
    return [float(one) / float(every) if every else None for one, every in zip(part, whole, strict=True)]


def _times(value: float | None, times: float) -> float | None:
    return None if value is None else value * times

"""Who lives where: the small areas of a county or district as columns of numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.areas.neighbourhoods import neighbourhood_of
from directory.insight.gap_map.question import Level
from directory.insight.methods.arrays import Numbers
from directory.insight.methods.catchments import Places
from directory.insight.models import SmallArea
from directory.insight.models.indicators import Base

_COLUMNS = (
    SmallArea.code,
    SmallArea.ward_code,
    SmallArea.district_code,
    SmallArea.latitude,
    SmallArea.longitude,
    SmallArea.is_rural,
    SmallArea.residents,
    SmallArea.disabled,
    SmallArea.aged_0_17,
    SmallArea.aged_18_64,
    SmallArea.aged_65_79,
    SmallArea.aged_80_over,
    SmallArea.imd_score,
    SmallArea.imd_decile,
)
#: Groups of people whose number is known by small area; of the others nobody has counted how many live where.
PEOPLE_OF: Mapping[str, Base] = {
    "older_65": Base.OLDER,
    "older_80": Base.OLDEST,
    "physical_disability": Base.DISABLED,
}
MOST_DEPRIVED = 1  # the tenth of England


@dataclass(frozen=True)
class Ground:
    """One entry for each small area, in the order of codes."""

    codes: tuple[str, ...]
    wards: tuple[str, ...]
    districts: tuple[str, ...]
    neighbourhoods: tuple[str, ...]  # empty where none is built
    latitudes: Numbers
    longitudes: Numbers
    rural: NDArray[np.bool_]
    people: Mapping[Base, Numbers]
    imd_score: Numbers
    imd_decile: Numbers

    @cached_property
    def points(self) -> Places:
        """Where people live, by the middle of each small area's people."""
        return Places(self.latitudes, self.longitudes)

    def of_rows(self, codes: Collection[str], level: Level) -> NDArray[np.intp]:
        """For each small area the number of its row among these codes; -1 outside them."""
        numbers = {code: number for number, code in enumerate(codes)}
        held = {
            Level.WARD: self.wards, Level.NEIGHBOURHOOD: self.neighbourhoods, Level.DISTRICT: self.districts
        }[level]  # fmt: skip
        return np.array([numbers.get(code, -1) for code in held], dtype=np.intp)


def ground(session: Session, districts: Collection[str]) -> Ground:
    """The small areas of these districts."""
    rows = session.execute(
        select(*_COLUMNS).where(SmallArea.district_code.in_(sorted(districts))).order_by(SmallArea.code)
    ).all()
    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    numbers = [np.array(column, dtype=np.float64) for column in columns[3:]]
    north, east, rural, residents, disabled, _children, adults, older, oldest, score, decile = numbers
    homes = neighbourhood_of(session, districts)
    return Ground(
        codes=tuple(columns[0]),
        wards=tuple(columns[1]),
        districts=tuple(columns[2]),
        neighbourhoods=tuple(homes.get(code, "") for code in columns[0]),
        latitudes=north,
        longitudes=east,
        rural=rural.astype(np.bool_),
        people={
            Base.RESIDENTS: residents,
            Base.ADULTS: adults + older + oldest,
            Base.OLDER: older + oldest,
            Base.OLDEST: oldest,
            Base.DISABLED: disabled,
        },
        imd_score=score,
        imd_decile=decile,
    )


def sums(values: Numbers, rows: NDArray[np.intp], count: int) -> Numbers:
    """Values added up by row; small areas outside all rows are left out."""
    inside = rows >= 0
    return np.bincount(rows[inside], weights=values[inside], minlength=count).astype(np.float64)


def means(values: Numbers, weights: Numbers, rows: NDArray[np.intp], count: int) -> Numbers:
    """Means by row, each small area weighted by its people; nought where nobody lives."""
    people = sums(weights, rows, count)
    return np.divide(sums(values * weights, rows, count), people, out=np.zeros(count), where=people > 0)

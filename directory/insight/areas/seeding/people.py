"""Reads who lives in each small area from census and deprivation files. Knows no outline and no database."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

#: First and last year of age of each band; the file's last column is "90+".
BANDS: Mapping[str, tuple[int, int]] = {
    "aged_0_17": (0, 17),
    "aged_18_64": (18, 64),
    "aged_65_79": (65, 79),
    "aged_80_over": (80, 90),
}
GROUPS = {
    "Asian, Asian British or Asian Welsh": "asian",
    "Black, Black British, Black Welsh, Caribbean or African": "black",
    "Mixed or Multiple ethnic groups": "mixed",
    "Other ethnic group": "other",
    "White": "white",
}


@dataclass(frozen=True)
class Deprivation:
    """Where a small area stands in the Index of Multiple Deprivation 2025."""

    rank: int
    decile: int
    score: float


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a packed file of comma-separated values."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def ages(folder: Path) -> dict[str, dict[str, int]]:
    """People by band of age, mid-2020, by the small areas of 2011."""
    return {row["lsoa11_code"]: _bands(row) for row in rows_of(folder / "population20_lsoa11.csv.gz")}


def _bands(row: dict[str, str]) -> dict[str, int]:
    years = [float(row["90+" if year == 90 else str(year)] or 0) for year in range(91)]
    return {band: round(sum(years[first : last + 1])) for band, (first, last) in BANDS.items()}


def residents_and_disabled(folder: Path) -> dict[str, tuple[int, int]]:
    """Usual residents, and those disabled under the Equality Act, at the census of 2021."""
    return {
        row["lsoa21_code"]: (round(float(row["total_residents"])), round(float(row["n"])))
        for row in rows_of(folder / "disability21_lsoa21_ew.csv.gz")
        if row["disability"].startswith("Disabled")
    }


def ethnic_groups(folder: Path) -> dict[str, dict[str, int]]:
    """Residents by five broad groups, at the census of 2021."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(sorted(GROUPS.values()), 0))
    for row in rows_of(folder / "ethnicity21_lsoa21.csv.gz"):
        found[row["lsoa21_code"]][GROUPS[row["ethnic_group"]]] = round(float(row["n"]))
    return found


def deprivation(folder: Path) -> dict[str, Deprivation]:
    """The Index of Multiple Deprivation 2025; rank 1 of 33,755 and decile 1 are the most deprived."""
    return {
        row["lsoa21_code"]: Deprivation(
            rank=round(float(row["IMD_rank"])), decile=round(float(row["IMD_decile"])), score=float(row["IMD_score"])
        )
        for row in rows_of(folder / "imd2025_england_lsoa21.csv.gz")
    }

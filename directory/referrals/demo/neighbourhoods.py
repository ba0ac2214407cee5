"""Where the people of the demonstration live: real small areas of Nottinghamshire, by how many people live there."""

import csv
import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from directory.referrals.demo.chance import Chance
from directory.settings import ROOT

FILE = ROOT / "seeds" / "areas" / "small_areas.csv.gz"

ASHFIELD, BASSETLAW, BROXTOWE, GEDLING = "E07000170", "E07000171", "E07000172", "E07000173"
MANSFIELD, NEWARK, RUSHCLIFFE = "E07000174", "E07000175", "E07000176"

#: Contacts for each resident, beside the others. From Rushcliffe nobody has ever rung, and no report should hide it.
REACHED: Mapping[str, float] = MappingProxyType(
    {MANSFIELD: 1.6, ASHFIELD: 1.2, BASSETLAW: 1.1, NEWARK: 0.9, GEDLING: 0.6, BROXTOWE: 0.5, RUSHCLIFFE: 0.0}
)
TOWNS: Mapping[str, str] = MappingProxyType(
    {
        MANSFIELD: "Mansfield",
        ASHFIELD: "Kirkby-in-Ashfield",
        BASSETLAW: "Worksop",
        NEWARK: "Newark-on-Trent",
        GEDLING: "Arnold",
        BROXTOWE: "Beeston",
    }
)
#: One ward of each district is silent as well: the last in the list.
SILENT_WARDS = 1


@dataclass(frozen=True)
class Neighbourhood:
    """One small area."""

    lsoa: str
    ward: str
    district: str
    residents: int


@lru_cache(maxsize=1)
def neighbourhoods(path: Path = FILE) -> Sequence[Neighbourhood]:
    """All of the districts that the demonstration is played in."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return tuple(
            Neighbourhood(row["lsoa_code"], row["ward_code"], row["district_code"], int(row["residents"]))
            for row in csv.DictReader(lines)
            if row["district_code"] in REACHED
        )


def weights(districts: Sequence[str], chance: Chance) -> dict[Neighbourhood, float]:
    """How likely somebody lives in each small area of these districts: by residents, uneven by ward."""
    here = [each for each in neighbourhoods() if each.district in districts]
    uneven = {ward: 0.4 + 1.2 * chance.random.random() for ward in sorted({each.ward for each in here})}
    for district in districts:
        of_it = sorted({each.ward for each in here if each.district == district})
        uneven.update(dict.fromkeys(of_it[-SILENT_WARDS:], 0.0))
    return {each: each.residents * REACHED[each.district] * uneven[each.ward] for each in here}

"""Short and everyday names of places that no register lists: "Notts", "Brum", "Donny". Read once a process."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from directory.geo.folding import fold
from directory.settings import ROOT

FILE = ROOT / "seeds" / "places" / "aliases.csv"


@lru_cache(maxsize=1)
def aliases() -> Mapping[str, str]:
    """The place each folded alias means, as it can be asked for: "tun wells" → "Tunbridge Wells"."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({fold(row["alias"]): row["place"] for row in csv.DictReader(lines)})

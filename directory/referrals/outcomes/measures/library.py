"""All measures of an installation: which there are, which may be asked, in which order, and what the council loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

from directory.referrals.outcomes.measures.capability import Capability
from directory.referrals.outcomes.measures.council import LOADABLE, faults_in
from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.own_words import Goals, Helped, NetworkMap
from directory.referrals.outcomes.measures.scales import Company, DirectLoneliness, PersonalWellbeing, SumScale
from directory.referrals.outcomes.measures.service_use import Imported, ServiceUse
from directory.referrals.outcomes.measures.sheets import read_file, shipped, with_council
from directory.referrals.outcomes.measures.values import Sheet

#: Every measure and how it is scored, in the order in which they are asked: what matters first, the direct question
#: about loneliness after the indirect ones, services and money last.
KINDS: Mapping[str, type[Measure]] = MappingProxyType(
    {
        "goal": Goals,
        "network": NetworkMap,
        "ons4": PersonalWellbeing,
        "swemwbs": SumScale,
        "wemwbs": SumScale,
        "icecap_a": Capability,
        "icecap_o": Capability,
        "ucla3": Company,
        "lonely_direct": DirectLoneliness,
        "service_use": ServiceUse,
        "helped": Helped,
        "ascot": Imported,
        "eq5d5l": Imported,
        "pam": Imported,
    }
)
#: Never asked without the one that goes before it.
AFTER = MappingProxyType({"lonely_direct": "ucla3"})
ENDINGS = (".yaml", ".yml", ".json")


class CannotLoad(ValueError):
    """The council's files cannot be used; `faults` names each file and row to mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("Mend the files of WAYPOST_MEASURES_DIR:\n" + "\n".join(f"  - {fault}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Library:
    """The measures of this installation by their code."""

    measures: Mapping[str, Measure]

    def __getitem__(self, code: str) -> Measure:
        return self.measures[code]

    def __contains__(self, code: str) -> bool:
        return code in self.measures

    @property
    def offered(self) -> tuple[Measure, ...]:
        """Those that may be asked here and now, in order."""
        return tuple(one for one in self.measures.values() if not one.is_imported and not one.missing)

    def sitting(self, codes: Iterable[str]) -> tuple[Measure, ...]:
        """The chosen measures as they are asked. The direct question brings the indirect ones, and comes after them."""
        chosen = set(codes)
        chosen |= {AFTER[code] for code in chosen if code in AFTER}
        return tuple(one for one in self.offered if one.code in chosen)


def library(folder: str = "") -> Library:
    """The measures with what the council's folder adds. Raises `CannotLoad` with every fault at once."""
    sheets = dict(_shipped())
    if folder:
        sheets |= _of_council(Path(folder), sheets)
    return Library(MappingProxyType({code: kind(sheets[code]) for code, kind in KINDS.items()}))


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Sheet]:
    return {code: shipped(code) for code in KINDS}


def _of_council(folder: Path, sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    if not folder.is_dir():
        raise CannotLoad([f"{folder} is no folder"])
    added: dict[str, Sheet] = {}
    faults: list[str] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix in ENDINGS):
        written, found = _look_at(path, sheets)
        faults += [f"{path.name}: {fault}" for fault in found]
        if path.stem in added:
            faults.append(f"{path.name}: there are two files for {path.stem}; keep one")
        if not found and isinstance(written, Mapping):
            added[path.stem] = with_council(sheets[path.stem], written)
    if faults:
        raise CannotLoad(faults)
    return added


def _look_at(path: Path, sheets: Mapping[str, Sheet]) -> tuple[object, list[str]]:
    """What a file says, and its faults."""
    if path.stem not in sheets:
        return None, [f"name it for the measure it is about: {', '.join(LOADABLE)}"]
    try:
        written = read_file(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        return None, [
            f"cannot be read{f' from line {mark.line + 1} on' if mark else ''}; check its brackets and colons"
        ]
    return written, faults_in(sheets[path.stem], written)

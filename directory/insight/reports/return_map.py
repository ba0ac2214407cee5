"""How what was done and what was needed are told in the national return: a map in seeds/national_return.yaml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from directory.referrals.codes.work import ActionKind
from directory.settings import ROOT

MAP_FILE = ROOT / "seeds" / "national_return.yaml"
NONE = "none"


class CannotMap(ValueError):
    """The map cannot be used; the message lists each line that has to be mended."""


@dataclass(frozen=True)
class ReturnMap:
    """The return's own lists, and where each of ours goes."""

    edition: str
    headings: Mapping[str, str]
    reasons: Mapping[str, str]
    unknown: str
    contacts: Mapping[str, str]
    by_need: Mapping[str, Mapping[str, str]]
    needs: Mapping[str, str]

    def outcome_of(self, kind: ActionKind, need: str | None) -> str:
        """The code of the heading that a contact comes to."""
        return self.by_need.get(kind.value, {}).get(need or "", self.contacts[kind.value])

    def reason_of(self, need: str | None) -> str:
        """The code of the reason that a need names; empty where it names none."""
        code = self.needs.get(need or "", NONE)
        return "" if code == NONE else code


def faults_in(found: ReturnMap, needs: Collection[str]) -> list[str]:
    """What is mapped to nothing, or to something that the return does not know; a sentence each."""
    faults = [f"{kind.value}: no outcome" for kind in ActionKind if kind.value not in found.contacts]
    faults += [f"{need}: no reason, and not “{NONE}”" for need in needs if need not in found.needs]
    exceptions = {need: code for each in found.by_need.values() for need, code in each.items()}
    for lines, known in (
        (found.contacts, {*found.headings}),
        (exceptions, {*found.headings}),
        (found.needs, {*found.reasons, NONE}),
    ):
        faults += [f"{ours}: the return has no “{theirs}”" for ours, theirs in lines.items() if theirs not in known]
    faults += [f"{need}: there is no such need" for need in {*exceptions, *found.needs} if need not in needs]
    return sorted(faults)


def read_map(path: Path = MAP_FILE) -> ReturnMap:
    """The map of a file."""
    said: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return ReturnMap(
        edition=said["edition"],
        headings=said["headings"],
        reasons=said["reasons"],
        unknown=said["unknown_reason"],
        contacts=said["contacts"],
        by_need=said["by_need"],
        needs=said["needs"],
    )


@lru_cache(maxsize=1)
def return_map() -> ReturnMap:
    """The map in force. Raises `CannotMap` where a way of acting goes nowhere."""
    found = read_map()
    faults = faults_in(found, found.needs)
    if faults:
        raise CannotMap("Mend seeds/national_return.yaml:\n" + "\n".join(faults))
    return found

"""What a council may load and Waypost may not bring: licensed wording, tariffs, unit costs. Each fault is a sentence.

One file a measure, named for it (`swemwbs.yaml`), in the folder of WAYPOST_MEASURES_DIR.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from directory.referrals.outcomes.measures.sheets import exactly
from directory.referrals.outcomes.measures.values import Sheet

WORDING = frozenset({"licence", "intro", "items", "responses"})
#: What each file may hold. Measures that are not here bring everything themselves.
LOADABLE: Mapping[str, frozenset[str]] = {
    "swemwbs": WORDING,
    "wemwbs": WORDING,
    "icecap_a": WORDING | {"tariff"},
    "icecap_o": WORDING | {"tariff"},
    "service_use": frozenset({"unit_costs"}),
}
NEAR = Decimal("0.005")  # published tariffs add up to 0 and 1 within rounding
YEAR = re.compile(r"\d{4}/\d{2}")


def faults_in(sheet: Sheet, written: object) -> list[str]:
    """What has to be mended in a council's file for this measure, row by row."""
    if sheet.code not in LOADABLE:
        return [f"take this file away: Waypost brings all there is of {sheet.name}"]
    if not isinstance(written, Mapping) or not written:
        return [f"write what it holds, such as {_listed(LOADABLE[sheet.code])}, each with a colon after it"]
    allowed = LOADABLE[sheet.code]
    found = [f"take “{key}” away; the file may hold {_listed(allowed)}" for key in written if key not in allowed]
    for key, check in CHECKS.items():
        if key in written and key in allowed:
            found += check(sheet, written)
    return found


def _wording_faults(sheet: Sheet, written: Mapping[str, Any]) -> list[str]:
    """One row for each item of the measure, with as many answers as the score counts."""
    rows = written["items"]
    if not isinstance(rows, list):
        return ["items: write them as a list, a dash before each"]
    found = [] if _words(written.get("licence")) else ["licence: say who let the council use the wording, and when"]
    wanted = {item.code: len(item.responses) for item in sheet.items}
    seen: list[str] = []
    for number, row in enumerate(rows, 1):
        found += [f"items, row {number}: {sentence}" for sentence in _row_faults(row, written, wanted, seen)]
    lacking = [code for code in wanted if code not in seen]
    return found + ([f"items: add {_listed(lacking)}"] if lacking else [])


def _row_faults(row: object, written: Mapping[str, Any], wanted: Mapping[str, int], seen: list[str]) -> list[str]:
    if not isinstance(row, Mapping):
        return ["write it as {code: …, ask: …}"]
    code = str(row.get("code", ""))
    if code not in wanted:
        return [f"“{code}” is none of the codes {_listed(wanted)}"]
    found = ["this code stands above already"] if code in seen else []
    seen.append(code)
    if not _words(row.get("ask")):
        found.append("write what is asked (ask)")
    responses = row.get("responses") or written.get("responses")
    if not _is_list_of(responses, wanted[code], _words):
        found.append(f"write its {wanted[code]} answers (responses), the one that counts 1 first")
    return found


def _tariff_faults(sheet: Sheet, written: Mapping[str, Any]) -> list[str]:
    """Four values for each attribute, none lower than the one before, that add up to 0 and to 1."""
    rows = written["tariff"]
    attributes = [item.code for item in sheet.items]
    if not isinstance(rows, Mapping):
        return ["tariff: write a line for each attribute, with its four values in brackets"]
    found = [f"tariff: “{name}” is none of {_listed(attributes)}" for name in rows if name not in attributes]
    for name in attributes:
        found += [f"tariff, {name}: {sentence}" for sentence in _values_faults(rows.get(name))]
    return found or _sum_faults([rows[name] for name in attributes])


def _values_faults(values: object) -> list[str]:
    if not isinstance(values, list) or not _is_list_of(values, 4, _is_number):
        return ["write four numbers, level 1 first"]
    if sorted(values) != values:
        return ["a higher level has a lower value; check the order"]
    return []


def _sum_faults(rows: list[list[float]]) -> list[str]:
    lowest = sum((exactly(row[0]) for row in rows), Decimal(0))
    highest = sum((exactly(row[-1]) for row in rows), Decimal(0))
    found = []
    if abs(lowest) > NEAR:
        found.append(f"tariff: the values of level 1 add up to {lowest} and have to come to 0")
    if abs(highest - 1) > NEAR:
        found.append(f"tariff: the values of level 4 add up to {highest} and have to come to 1")
    return found


def _cost_faults(sheet: Sheet, written: Mapping[str, Any]) -> list[str]:
    """A year, a source and an amount for each service, so that no figure stands without them."""
    rows = written["unit_costs"]
    if not isinstance(rows, list) or not rows:
        return ["unit_costs: write one row a year, a dash before each"]
    services = [item.code for item in sheet.items]
    return [
        f"unit_costs, row {number}: {sentence}"
        for number, row in enumerate(rows, 1)
        for sentence in _cost_row_faults(row, services)
    ]


def _cost_row_faults(row: object, services: list[str]) -> list[str]:
    if not isinstance(row, Mapping):
        return ["write its year, source and amounts"]
    found = []
    if not isinstance(row.get("year"), str) or not YEAR.fullmatch(row["year"]):
        found.append("write the year as 2025/26")
    if not _words(row.get("source")):
        found.append("say where the costs are from (source)")
    amounts = row.get("amounts")
    known = amounts if isinstance(amounts, Mapping) else {}
    found += [f"“{name}” is none of {_listed(services)}" for name in known if name not in services]
    return found + [
        f"write the pounds for {service}, 0 or more"
        for service in services
        if not _is_number(known.get(service)) or known[service] < 0
    ]


def _words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and exactly(value).is_finite()


def _is_list_of(values: object, count: int, check: Callable[[object], bool]) -> bool:
    return isinstance(values, list) and len(values) == count and all(map(check, values))


def _listed(names: Any) -> str:
    return ", ".join(sorted(names) if isinstance(names, frozenset) else names)


CHECKS: Mapping[str, Callable[[Sheet, Mapping[str, Any]], list[str]]] = {
    "items": _wording_faults,
    "tariff": _tariff_faults,
    "unit_costs": _cost_faults,
}

"""Reading what is written about a measure: Waypost's own sheets, and what a council's file adds to one.

What a council wrote has been looked at by `council.faults_in` before it comes here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from directory.referrals.outcomes.measures.values import Item, Kind, Response, Sheet, UnitCosts
from directory.settings import ROOT

SHEETS = ROOT / "seeds" / "measures"


def shipped(code: str) -> Sheet:
    """What Waypost brings of a measure."""
    written = yaml.safe_load((SHEETS / f"{code}.yaml").read_text("utf-8"))
    common = written.get("responses", ())
    return Sheet(
        code=code,
        name=written["name"],
        title=written["title"],
        source=written["source"],
        intro=written.get("intro", ""),
        items=tuple(_item(row, common) for row in written["items"]),
        is_worded=written.get("is_worded", True),
        tariff=_tariff(written.get("tariff", {})),
        conversion={raw: exactly(metric) for raw, metric in written.get("conversion", {}).items()},
    )


def with_council(sheet: Sheet, written: Mapping[str, Any]) -> Sheet:
    """The sheet with the wording, tariff and unit costs of the council's file; what it leaves out stays."""
    if written.get("items"):
        sheet = replace(sheet, items=_worded(sheet, written), intro=written.get("intro", ""), is_worded=True)
    if written.get("licence"):
        sheet = replace(sheet, source=f"{sheet.source}. {written['licence']}")
    if written.get("tariff"):
        sheet = replace(sheet, tariff=_tariff(written["tariff"]))
    if written.get("unit_costs"):
        sheet = replace(sheet, unit_costs=_unit_costs(written["unit_costs"]))
    return sheet


def exactly(number: object) -> Decimal:
    """The number as it is written, not as a computer halves it."""
    return Decimal(str(number))


def _item(row: Mapping[str, Any], common: Sequence[Any]) -> Item:
    return Item(
        code=row["code"],
        ask=row["ask"],
        kind=Kind(row.get("kind", Kind.CHOICE)),
        hint=row.get("hint", ""),
        responses=_responses(row.get("responses", common)),
        most=row.get("most", 10),
        low=row.get("low", ""),
        high=row.get("high", ""),
    )


def _responses(rows: Sequence[Any]) -> tuple[Response, ...]:
    """Answers from the lowest up; those written as words alone count 1, 2, 3 …"""
    return tuple(
        Response(row["code"], row["words"], row["value"])
        if isinstance(row, Mapping)
        else Response(str(value), str(row), value)
        for value, row in enumerate(rows, 1)
    )


def _worded(sheet: Sheet, written: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items in the order of the sheet, whatever order the council wrote them in."""
    rows = {str(row["code"]): row for row in written["items"]}
    return tuple(
        replace(
            item,
            ask=rows[item.code]["ask"],
            responses=_responses(rows[item.code].get("responses") or written["responses"]),
        )
        for item in sheet.items
    )


def _tariff(rows: Mapping[str, Any]) -> dict[str, tuple[Decimal, ...]]:
    return {attribute: tuple(exactly(value) for value in values) for attribute, values in rows.items()}


def _unit_costs(rows: Sequence[Mapping[str, Any]]) -> tuple[UnitCosts, ...]:
    """The newest year first: years are written as 2025/26, which sorts."""
    costs = [
        UnitCosts(row["year"], row["source"], {code: exactly(amount) for code, amount in row["amounts"].items()})
        for row in rows
    ]
    return tuple(sorted(costs, key=lambda one: one.year, reverse=True))


def read_file(path: Path) -> object:
    """What a council's file says. JSON is YAML too. Raises `yaml.YAMLError` where it cannot be read."""
    return yaml.safe_load(path.read_text("utf-8"))

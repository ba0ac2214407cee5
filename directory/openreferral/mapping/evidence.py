"""What a listing's own words and its list's terms allow us to say: asset type, ways in, needs. Rules are data."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory.listings.codes import AssetType
from directory.settings import ROOT

_TYPES = {kind.value: kind for kind in AssetType}
RULES = ROOT / "seeds" / "taxonomy" / "mappings.yaml"


@dataclass(frozen=True)
class WordRule:
    """Words that, found in a listing, say something of it."""

    where: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs_place: bool | None
    asset_type: AssetType | None
    access_routes: tuple[str, ...]
    needs: tuple[str, ...]

    def holds(self, name: str, text: str, *, has_place: bool) -> bool:
        """Whether the rule speaks of this listing."""
        if self.needs_place is not None and self.needs_place != has_place:
            return False
        words = name if self.where == "name" else text
        return bool(self.pattern.search(words)) and not (self.unless and self.unless.search(words))


@dataclass
class Conclusion:
    """What the rules say together."""

    asset_type: AssetType = AssetType.SERVICE
    access_routes: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Evidence:
    """All rules, and what each known list's terms stand for: (list, term) folded, to codes of needs."""

    lists: dict[tuple[str, str], tuple[str, ...]]
    rules: tuple[WordRule, ...]

    def needs_of(self, taxonomy: str, *terms: str) -> tuple[str, ...]:
        """Our needs for a term, by its name or its code."""
        keys = ((fold(taxonomy), fold(term)) for term in terms)
        return next((self.lists[key] for key in keys if key in self.lists), ())

    def conclude(self, name: str, description: str, *, has_place: bool) -> Conclusion:
        """What the words of a listing allow us to say."""
        result, text, typed = Conclusion(), f"{name}\n{description}", False
        for rule in self.rules:
            if typed and rule.asset_type:
                continue
            if rule.holds(name, text, has_place=has_place):
                result.needs += [code for code in rule.needs if code not in result.needs]
                result.access_routes += [code for code in rule.access_routes if code not in result.access_routes]
                if rule.asset_type:
                    result.asset_type, typed = rule.asset_type, True
        return result


@cache
def read_evidence(path: Path = RULES) -> Evidence:
    """The rules in seeds/taxonomy/mappings.yaml."""
    document = yaml.safe_load(path.read_text("utf-8"))
    lists = {
        (fold(name), fold(term)): tuple(needs)
        for row in document["lists"]
        for name in row["names"]
        for term, needs in row["terms"].items()
    }
    return Evidence(lists, tuple(_rule(row) for row in document["words"]))


def fold(words: str) -> str:
    """Words as they are compared."""
    return " ".join(words.casefold().split())


def _rule(row: dict[str, Any]) -> WordRule:
    return WordRule(
        where=row["in"],
        pattern=_any_of(row["any"]),
        unless=_any_of(row["unless"]) if row.get("unless") else None,
        needs_place=row.get("needs_place"),
        asset_type=_TYPES[row["asset_type"]] if row.get("asset_type") else None,
        access_routes=tuple(row.get("access_routes") or ()),
        needs=tuple(row.get("needs") or ()),
    )


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.IGNORECASE)

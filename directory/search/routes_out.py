"""What a directory of clubs is no answer to: cards that lead to those whose job it is, above the listings.

The cards and the words that show them are in seeds/search/routes_out.yaml.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from directory.geo.folding import fold
from directory.settings import ROOT
from directory.web.urgent_help import Line

CARDS_FILE = ROOT / "seeds" / "search" / "routes_out.yaml"


@dataclass(frozen=True)
class WayOut:
    """A link to somewhere else."""

    words: str
    href: str


@dataclass(frozen=True)
class RouteOut:
    """One card; `with_council` adds the council's own number."""

    code: str
    heading: str
    says: tuple[str, ...]
    lines: tuple[Line, ...]
    links: tuple[WayOut, ...]
    with_council: bool


def routes_out(words: str) -> tuple[RouteOut, ...]:
    """The cards that words ask for, each once, in the order of the list."""
    text = fold(words)
    return tuple(card for card, pattern in _known() if pattern.search(text))


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[RouteOut, re.Pattern[str]], ...]:
    rows: list[dict[str, Any]] = yaml.safe_load(CARDS_FILE.read_text("utf-8"))
    return tuple((_card(row), _pattern(row["words"])) for row in rows)


def _card(row: dict[str, Any]) -> RouteOut:
    return RouteOut(
        code=row["code"],
        heading=row["heading"],
        says=tuple(row["says"]),
        lines=tuple(Line(line["name"], line["number"], line["says"]) for line in row["lines"]),
        links=tuple(WayOut(link["words"], link["href"]) for link in row["links"]),
        with_council=bool(row.get("council")),
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")

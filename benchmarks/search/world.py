"""A made-up directory of any size: documents as search reads them, straight from a seed, without a database.

One to four venues round Britain's towns and villages, help by phone and at home among them, weekly hours, areas, and
codes of the real filters. Nobody visits from a base without naming an area, and the thesaurus is left out: no other
engine here has either, and an answer has to be the same for all.
"""

import csv
import gzip
import json
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from benchmarks.search.words import shares, vocabulary
from directory.geo.models import AreaType
from directory.geo.point import Point
from directory.listings.codes import AssetType, CommissioningStatus, CostType, DeliveryMode, Feature, Tier
from directory.search.documents import Library, Reach, SearchDocument, VenuePoint
from directory.search.documents.areas import AreaBook, KnownArea
from directory.search.documents.meanings import COHORTS, NEEDS, Meanings, Term
from directory.search.documents.record import WeeklyHours
from directory.settings import ROOT

#: The day the benchmark takes place, in days since the epoch: 22 November 2026.
TODAY = 20_779
COUNTIES = 24
_LENGTHS = {"name": 4, "summary": 12, "organization": 3, "description": 62}
_PARTS = ((0, 720, "morning"), (720, 1020, "afternoon"), (1020, 1440, "evening"))
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_REACH = {"phone": Reach.PHONE, "video": Reach.VIDEO, "online": Reach.ONLINE, "post": Reach.POST, "home": Reach.HOME}
_FEATURES = [f.value for f in Feature if f not in (Feature.FIRST_VISIT_BUDDY, Feature.TRANSPORT_PROVIDED)]
_COSTS = [cost.value for cost in CostType if cost is not CostType.UNKNOWN]


@dataclass(frozen=True)
class Spot:
    """A place to search near, as `geo` answers it."""

    label: str
    point: Point
    areas: tuple[str, ...]


def spots() -> list[Spot]:
    """Towns and villages with the code of their county, the largest first."""
    with gzip.open(ROOT / "seeds" / "places" / "places.csv.gz", "rt", encoding="utf-8") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: -int(row["population"] or 0))
    return [
        Spot(
            row["name"],
            Point(float(row["latitude"]), float(row["longitude"])),
            (_county(row["within"]), "E92000001"),
        )
        for row in rows
    ]


def _county(name: str) -> str:
    """One of two dozen codes, the same for all places within a real county."""
    return f"E1099{sum(name.encode()) % COUNTIES:04d}"


class WorldMaker:
    """Draws documents. The same size and seed make the same directory."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self.chance = np.random.default_rng(seed)
        self.words = np.array(vocabulary(), dtype=object)
        self.spots = spots()
        self.needs, self.cohorts = _terms(NEEDS, "needs.json"), _terms(COHORTS, "cohorts.json")

    def library(self) -> Library:
        """All documents in order of name, with the areas and terms they speak of."""
        texts = {name: self._sentences(length) for name, length in _LENGTHS.items()}
        documents = [self._document(number, texts) for number in range(self.size)]
        documents.sort(key=lambda document: (document.name, document.service_id.bytes))
        terms = {UUID(int=number): term for number, term in enumerate([*self.needs, *self.cohorts])}
        areas = [
            KnownArea(UUID(int=number), f"E1099{number:04d}", f"County {number}", AreaType.COUNTY, None)
            for number in range(COUNTIES)
        ]
        return Library(documents, AreaBook(areas), Meanings(terms, {}, ()))

    def _sentences(self, length: int) -> list[str]:
        lengths = self.chance.integers(max(length // 2, 1), length * 3 // 2 + 1, size=self.size)
        drawn = self.chance.choice(len(self.words), size=int(lengths.sum()), p=shares(len(self.words)))
        written = self.words[drawn]
        ends = np.cumsum(lengths)
        return [" ".join(written[end - n : end]) for end, n in zip(ends.tolist(), lengths.tolist(), strict=True)]

    def _some(self, values: list[str], most: int, least: int = 0) -> set[str]:
        """A few of some values, the first of them the likeliest."""
        count = int(self.chance.integers(least, most + 1))
        return {values[int(len(values) * self.chance.random() ** 2)] for _ in range(count)}

    def _document(self, number: int, texts: dict[str, list[str]]) -> SearchDocument:
        made = SearchDocument(
            service_id=UUID(int=(number << 64) + 0x7000_8000 + number),
            name=texts["name"][number],
            texts={name: sentences[number] for name, sentences in texts.items()},
            facets={},
            verified_day=TODAY - int(self.chance.integers(0, 900)),
        )
        made.freshness_day = made.verified_day
        if self.chance.random() < 0.3:
            made.minimum_age = int(self.chance.choice([16, 18, 50, 65]))
        self._give_codes(made)
        self._give_places(made)
        self._give_hours(made)
        return made

    def _give_codes(self, made: SearchDocument) -> None:
        facets = made.facets
        needs = sorted(self._some([need.code for need in self.needs], 3, 1))
        facets["need"], facets["need_first"] = set(needs), set(needs[:1])
        facets["for"] = self._some([cohort.code for cohort in self.cohorts], 2)
        facets["for_open"] = set() if facets["for"] else {"yes"}
        facets["type"] = self._some([each.value for each in AssetType], 1, 1)
        facets["status"] = self._some([each.value for each in CommissioningStatus], 1, 1)
        facets["tier"] = self._some([each.value for each in Tier], 1, 1)
        facets["cost"] = self._some(_COSTS, 1) or {"?"}
        facets["access"] = self._some(_FEATURES, 5)
        facets["access_no"] = self._some(_FEATURES, 2) - facets["access"]
        facets["language"] = self._some(["cy", "pl", "ur", "pa", "bn", "gu", "so", "bfi"], 1) or {"?"}
        for key in ("meet", "transport"):
            facets[key] = {("yes", "no", "?", "?")[int(self.chance.integers(4))]}
        facets["public"] = {"yes"}
        made.texts["needs"] = ". ".join(term.label for term in self.needs if term.code in facets["need"])
        made.texts["facts"] = ". ".join(Feature(code).label for code in sorted(facets["access"]))

    def _give_places(self, made: SearchDocument) -> None:
        home = self.spots[int(len(self.spots) * self.chance.random() ** 2)]
        ways = {"venue"} if self.chance.random() < 0.85 else self._some([way.value for way in DeliveryMode], 2, 1)
        made.facets["how"] = ways
        for way in ways:
            made.reach |= _REACH.get(way, 0)
        if "venue" in ways or self.chance.random() < 0.5:
            away = self.chance.normal(0.0, 0.06, size=(int(self.chance.choice(4, p=[0.7, 0.2, 0.06, 0.04])) + 1, 2))
            made.venues = tuple(
                VenuePoint(
                    UUID(int=made.service_id.int + (n << 100)), home.point.latitude + n_s, home.point.longitude + e_w
                )
                for n, (n_s, e_w) in enumerate(away.tolist(), 1)
            )
            made.reach |= Reach.VENUE
        if "home" in ways or "outreach" in ways or self.chance.random() < 0.1:
            made.areas = (home.areas[0],)
            made.reach |= Reach.AREAS_GIVEN
        made.facets["area"], made.facets["area_wide"] = {home.areas[0]}, set()
        made.texts["place"] = home.label

    def _give_hours(self, made: SearchDocument) -> None:
        slots = set()
        for _ in range(int(self.chance.integers(0, 4))):
            day, start = int(self.chance.integers(7)), int(self.chance.integers(16, 40)) * 30
            end = start + 30 * int(self.chance.integers(2, 8))
            made.weekly.append(WeeklyHours(day * 1440 + start, day * 1440 + end))
            slots |= {f"{_WEEK[day]}-{name}" for first, last, name in _PARTS if start < last and end > first}
        made.facets["slot"] = slots or {"?"}


def _terms(taxonomy: str, file: str) -> list[Term]:
    raw = json.loads((ROOT / "seeds" / "taxonomy" / file).read_text("utf-8"))
    rows = raw["needs"] if isinstance(raw, dict) else raw
    return [Term(taxonomy, row["code"], row["label_resident"], row["label_resident"], None) for row in rows]

"""Rules about the demonstration as a whole: that every list is used, nothing reads as a template, places are where they
say, and nothing shown is past its check.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from directory.listings import codes
from directory.listings.freshness import review_days
from tests.listings.demo_rules import POSTCODE, WORDS, County, Row, as_list

SHINGLE, AT_MOST = 5, 3  # five words running, in no more than three listings
TOWN_KM = 7.0  # from the middle of Nottingham to Bulwell, which is in it
SAFETY = re.compile(r"999|111|demonstration|emergency", re.IGNORECASE)  # said alike on purpose
EVERY = {
    "asset_type": codes.AssetType,
    "tiers": codes.Tier,
    "commissioning_status": codes.CommissioningStatus,
    "capacity.status": codes.CapacityStatus,
    "costs.type": codes.CostType,
    "delivery_modes": codes.DeliveryMode,
    "access_routes": codes.AccessRoute,
    "crisis_timing": codes.CrisisTiming,
    "delivery_scale": codes.DeliveryScale,
    "spend_class": codes.SpendClass,
}


def _values(row: Row, field: str) -> set[str]:
    outer, _, inner = field.partition(".")
    parts = as_list(row.get(outer))
    return {part[inner] for part in parts} if inner else set(parts)


def thin_needs(county: County, needs: Iterable[str], at_least: int = 3) -> list[str]:
    """Needs that too few shown listings have first or second."""
    counted = Counter(need for row in county.shown() for need in row["needs"][:2])
    return [f"{need}: {counted[need]}" for need in needs if counted[need] < at_least]


def unused_cohorts(county: County, cohorts: Iterable[str]) -> list[str]:
    used = {code for row in county.shown() for key in ("welcomed", "required") for code in row.get(key) or []}
    return [code for code in cohorts if code not in used]


def unused_codes(county: County) -> list[str]:
    """Codes that no shown listing has; for the listing's status, that no listing has."""
    faults = []
    for field, known in EVERY.items():
        used = set().union(*(_values(row, field) for row in county.shown()))
        faults += [f"{field}: {code.value}" for code in known if code.value not in used]
    statuses = {row.get("status", "published") for row in county.listings}
    return faults + [f"status: {code.value}" for code in codes.ListingStatus if code.value not in statuses]


def repeated_phrases(listings: Iterable[Row]) -> list[str]:
    """Runs of words that too many listings share, apart from sentences about emergencies."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in listings:
        texts = [str(row.get(key) or "") for key in WORDS]
        for sentence in (sentence for text in texts for sentence in re.split(r"(?<=[.?!:;])\s+", text)):
            words = re.findall(r"[\w'’£]+", sentence.lower())
            for start in range(0 if SAFETY.search(sentence) is None else len(words), len(words) - SHINGLE + 1):
                found[" ".join(words[start : start + SHINGLE])].add(row["key"])
    return [f"{phrase}: {', '.join(sorted(keys))}" for phrase, keys in found.items() if len(keys) > AT_MOST]


def out_of_place(county: County, points: Mapping[str, tuple[float, float]]) -> list[str]:
    """Postcodes ill-formed, without a point, or far from the same town's other venues."""
    faults = [
        f"{row['key']}: {row['postal_code']}" for row in county.venues if not POSTCODE.fullmatch(row["postal_code"])
    ]
    faults += [f"{row['key']}: no point" for row in county.venues if row["postal_code"] not in points]
    towns = defaultdict(list)
    for row in county.venues:
        if row.get("address_visibility") != "hidden" and row["postal_code"] in points:
            towns[row["city"]].append(points[row["postal_code"]])
    return faults + [town for town, places in towns.items() if _spread_km(places) > TOWN_KM]


def _spread_km(places: list[tuple[float, float]]) -> float:
    return max(
        math.hypot((a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * math.cos(math.radians(a[0])))
        for a in places
        for b in places
    )


def stale_while_published(county: County) -> list[str]:
    """Published listings whose check has run out, and ones being confirmed whose check has not."""
    faults = []
    for row in county.listings:
        status = row.get("status", "published")
        if status not in ("published", "review_due"):
            continue
        capacity = codes.CapacityStatus(row["capacity"]["status"]) if "capacity" in row else None
        holds = review_days(codes.AssetType(row["asset_type"]), frozenset(row["needs"]), capacity)
        if (row["verified"]["days_ago"] > holds) is (status == "published"):
            faults.append(f"{row['key']}: {status}, checked {row['verified']['days_ago']} days ago")
    return faults


def unsaid_endings(county: County) -> list[str]:
    """Closing without a date, published without a check, unpublished with one."""
    faults = []
    for row in county.listings:
        status = row.get("status", "published")
        if (status == "closing") is not ("closing_in_days" in row):
            faults.append(f"{row['key']}: {status}, but when does it close?")
        if (status in ("draft", "submitted", "returned", "rejected")) is ("verified" in row):
            faults.append(f"{row['key']}: {status}, but who checked it?")
    return faults

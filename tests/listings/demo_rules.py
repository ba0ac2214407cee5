"""The rules a demonstration file keeps. Each rule takes what a county's files say and returns faults in words, so that
a test can show the rule failing on a bad example as well as passing on the real files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from directory.listings import codes
from directory.listings.languages import LANGUAGES
from directory.listings.schedules import DAYS

Row = dict[str, Any]

NAMES = {"nottinghamshire": "Nottinghamshire", "kent": "Kent"}
SHOWN = {"published", "published_paused", "review_due", "closing"}
NUMBER = re.compile(r"0115 496 0\d{3}|01632 960\d{3}")  # kept by Ofcom for stories: they ring nowhere
NUMBER_LIKE = re.compile(r"\b0\d{2,4}[ \d]{5,}\d")
ADDRESS = re.compile(r"(?:https?://|@)([\w.-]+)")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NTH_DAY = re.compile(rf"(-1|[1-4])({'|'.join(DAYS)})")
BANNED = re.compile(
    r"the elderly|the disabled|suffer(?:ing|s)? from|wheelchair-bound|service users?|hard to reach|vulnerable"
    r"|you are entitled|tertiary|lonely people|invalid|handicap|social prescribing|lived experience|signpost|empower"
    r"|co-produc|holistic|self-advocacy|peer group|multi-disciplinary|pathway(?! plan)",
    re.IGNORECASE,
)
CRISIS = {"mind.crisis": ("999", "111"), "safe.abuse": ("999",), "safe.domestic": ("999",)}
WORDS = ("name", "summary", "description", "eligibility", "excluded", "how_to_join", "alert")

SCHEDULE = "opens closes from_in_days until_in_days note term_time"
KEYS = {
    "organizations": "key name description sector email website",
    "venues": "key name description address_1 city postal_code address_visibility transport_note phone access "
    "access_details",
    "listings": "key organization name asset_type summary description needs welcomed required excluded tiers "
    "crisis_timing delivery_scale delivery_modes access_routes commissioning_status commissioner "
    "contract_ends_in_days status closing_in_days temporarily_closed capacity minimum_age maximum_age eligibility "
    "how_to_join alert phones email url at schedules exceptions areas costs languages funding bring first_visit "
    "spend_class visibility verified who_pays access easy_read bsl_video_url bsl_captions",
    "at": "venue note phone schedules exceptions",
    "phones": "number description extension kind languages",
    "schedules": f"weekly fortnightly monthly once_in_days starting_in_days day {SCHEDULE}",
    "exceptions": "in_days reason opens closes",
    "costs": "type amount description",
    "capacity": "status note places as_of_days_ago next_intake_in_days",
    "temporarily_closed": "from_in_days to_in_days reason",
    "first_visit": "someone_will_meet_you companion_free transport_provided",
    "verified": "days_ago by method",
    "access": " ".join(feature.value for feature in codes.Feature),
    "access_details": " ".join(feature.value for feature in codes.Feature),
}
REQUIRED = {
    "organizations": "key name description sector",
    "venues": "key name address_1 city postal_code",
    "listings": "key name asset_type summary needs tiers delivery_scale delivery_modes commissioning_status",
}
LISTS: dict[str, Iterable[Any]] = {
    "asset_type": codes.AssetType,
    "tiers": codes.Tier,
    "crisis_timing": codes.CrisisTiming,
    "delivery_scale": codes.DeliveryScale,
    "delivery_modes": codes.DeliveryMode,
    "access_routes": codes.AccessRoute,
    "commissioning_status": codes.CommissioningStatus,
    "status": codes.ListingStatus,
    "spend_class": codes.SpendClass,
    "visibility": codes.Visibility,
    "sector": codes.Sector,
    "address_visibility": codes.AddressVisibility,
    "costs.type": codes.CostType,
    "capacity.status": codes.CapacityStatus,
    "phones.kind": codes.PhoneKind,
    "verified.method": codes.VerificationMethod,
    "languages": LANGUAGES,
    "phones.languages": LANGUAGES,
}


@dataclass(frozen=True)
class County:
    """What the files of one county say, repeated keys and all."""

    name: str
    organizations: list[Row]
    venues: list[Row]
    listings: list[Row]

    def rows(self) -> Iterator[tuple[str, Row]]:
        for kind in ("organizations", "venues", "listings"):
            for row in getattr(self, kind):
                yield kind, row

    def shown(self) -> list[Row]:
        """The listings that a member of the public sees."""
        return [row for row in self.listings if is_shown(row)]

    def with_listings(self, *rows: Row) -> "County":
        return replace(self, listings=[*self.listings, *rows])


def read_county(folder: Path) -> County:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    documents = [yaml.load(path.read_text("utf-8"), Loader=loader) for path in sorted(folder.glob("*.yaml"))]  # noqa: S506 -- a safe loader, in C where built
    rows = {kind: [row for each in documents for row in each.get(kind) or []] for kind in REQUIRED}
    return County(NAMES.get(folder.name, folder.name), **rows)


def is_shown(row: Row) -> bool:
    return row.get("visibility", "public") == "public" and row.get("status", "published") in SHOWN


def as_list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def words_of(row: Row) -> str:
    return " ".join(str(row.get(key) or "") for key in WORDS)


def unknown_keys(county: County) -> list[str]:
    """A key nobody reads, or one without a value: mostly a comma inside {...} that wanted quotes."""
    return [fault for kind, row in county.rows() for fault in _strays(row["key"], kind, row)]


def _strays(where: str, kind: str, row: Row) -> Iterator[str]:
    known = set(KEYS[kind].split())
    for key, value in row.items():
        if key not in known:
            yield f"{where}: {kind} has no {key!r}"
        elif value is None:
            yield f"{where}: {key} has no value"
        elif key in KEYS:
            for part in as_list(value):
                yield from _strays(where, key, part)


def missing_keys(county: County) -> list[str]:
    return [
        f"{row['key']}: {key} is missing"
        for kind, row in county.rows()
        for key in REQUIRED[kind].split()
        if not row.get(key)
    ]


def unknown_codes(county: County, needs: Iterable[str], cohorts: Iterable[str], areas: Iterable[str]) -> list[str]:
    lists: dict[str, Iterable[Any]] = LISTS | {
        "needs": set(needs),
        "welcomed": set(cohorts),
        "required": set(cohorts),
        "areas": set(areas),
    }
    faults = []
    for _, row in county.rows():
        for field, known in lists.items():
            outer, _, inner = field.partition(".")
            values = [part.get(inner) for part in as_list(row.get(outer))] if inner else [row.get(outer)]
            known_codes = {getattr(one, "value", one) for one in known}
            faults += [
                f"{row['key']}: {field} {code!r} is not in the list"
                for value in values
                for code in as_list(value)
                if code not in known_codes
            ]
    return faults


def repeated_keys(county: County) -> list[str]:
    seen: dict[str, int] = defaultdict(int)
    for _, row in county.rows():
        seen[row["key"]] += 1
    return [f"{key} is used {count} times" for key, count in seen.items() if count > 1]


def loose_ends(county: County) -> list[str]:
    """References to nothing, and organisations and venues that no listing mentions."""
    owners, places = ({row["key"] for row in rows} for rows in (county.organizations, county.venues))
    named = {row["organization"] for row in county.listings if "organization" in row}
    visited = {part["venue"] for row in county.listings for part in row.get("at") or []}
    return [f"{key}: nothing by this key" for key in (named - owners) | (visited - places)] + [
        f"{key}: no listing mentions it" for key in (owners - named) | (places - visited)
    ]


def bad_numbers(county: County) -> list[str]:
    """Anything that looks like a phone number and is not one of those kept for stories."""
    return [
        f"{row['key']}: {found}"
        for _, row in county.rows()
        for found in NUMBER_LIKE.findall(str(row))
        if not NUMBER.fullmatch(found)
    ]


def shared_numbers(county: County) -> list[str]:
    """A number that two organisations answer. A listing without an organisation counts as its own."""
    answered = defaultdict(set)
    owners: dict[str, set[str]] = defaultdict(set)
    for row in county.listings:
        owner = row.get("organization") or row["key"]
        for found in NUMBER.findall(str(row)):
            answered[found].add(owner)
        for part in row.get("at") or []:
            owners[part["venue"]].add(owner)
    for row in county.venues:
        mine = owners[row["key"]]
        for found in NUMBER.findall(str(row)):
            answered[found] |= mine if len(mine) == 1 else {row["key"]}
    return [f"{number}: {', '.join(sorted(who))}" for number, who in answered.items() if len(who) > 1]


def real_addresses(county: County) -> list[str]:
    """Mail and web addresses outside example.org."""
    return [
        f"{row['key']}: {host}"
        for _, row in county.rows()
        for host in ADDRESS.findall(str(row))
        if not host.endswith(".example.org")
    ]


def long_summaries(county: County) -> list[str]:
    counted = {row["key"]: len(row["summary"].split()) for row in county.listings}
    return [f"{key}: {count} words" for key, count in counted.items() if count > 40]


def banned_words(county: County) -> list[str]:
    """Words we do not use of people, and the trade's own. Listings for workers may use the trade's."""
    return [
        f"{row['key']}: {found}"
        for _, row in county.rows()
        if row.get("visibility") != "professional"
        for found in BANNED.findall(str({key: value for key, value in row.items() if key != "key"}))
    ]


def faulty_schedules(county: County) -> list[str]:
    parts = [
        (row["key"], schedule)
        for row in county.listings
        for source in [row, *(row.get("at") or [])]
        for schedule in source.get("schedules") or []
    ]
    return [f"{key}: {fault}" for key, schedule in parts for fault in _schedule_faults(schedule)]


def _schedule_faults(schedule: Row) -> Iterator[str]:
    kinds = [kind for kind in ("weekly", "fortnightly", "monthly", "once_in_days") if kind in schedule]
    if len(kinds) != 1:
        yield f"one kind of schedule, not {kinds}"
    days = schedule.get("weekly", []) + schedule.get("fortnightly", []) + as_list(schedule.get("day"))
    yield from (f"{day!r} is no day" for day in days if day not in DAYS)
    if "fortnightly" in schedule and "starting_in_days" not in schedule:
        yield "fortnightly from when?"
    if "monthly" in schedule and not NTH_DAY.fullmatch(str(schedule["monthly"])):
        yield f"{schedule['monthly']!r} is no day of a month"
    opens, closes = str(schedule.get("opens")), str(schedule.get("closes"))
    if not (TIME.fullmatch(opens) and TIME.fullmatch(closes) and opens < closes):
        yield f"opens {opens}, closes {closes}"


def crisis_without_warning(county: County) -> list[str]:
    """Crisis and safeguarding listings for the public say above the rest that they are made up, and what is real."""
    faults = []
    for row in filter(is_shown, county.listings):
        for need in CRISIS.keys() & set(row["needs"]):
            first = f"{row['name']} {row['summary']} {row.get('alert') or ''}"
            missing = [number for number in CRISIS[need] if number not in words_of(row)]
            if "demonstration" not in first.lower() or "999" not in first or missing:
                faults.append(f"{row['key']}: {need} without a warning")
    return faults


def told_places(county: County) -> list[str]:
    """Hidden venues that give away where they are: by town, way there, or in the words of the listing."""
    towns = {row["city"] for row in county.venues if row.get("address_visibility") != "hidden"} - {county.name}
    hidden = {row["key"]: row for row in county.venues if row.get("address_visibility") == "hidden"}
    faults = [f"{key}: says {row['city']}" for key, row in hidden.items() if row["city"] != county.name]
    faults += [f"{key}: says how to get there" for key, row in hidden.items() if "transport_note" in row]
    for row in county.listings:
        if row.get("at") and all(part["venue"] in hidden for part in row["at"]):
            told = [town for town in sorted(towns) if re.search(rf"\b{town}\b", words_of(row))]
            faults += [f"{row['key']}: says {town}" for town in told]
    return faults

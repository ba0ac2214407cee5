"""The demonstration directory keeps its rules; and each rule catches a listing that breaks it."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.listings.demo import SEEDS
from directory.listings.demo_schedules import exception_values, schedule_values
from directory.settings import ROOT
from tests.listings import demo_coverage, demo_rules
from tests.listings.demo_rules import County, read_county

AREAS = {
    "England", "Nottinghamshire", "Kent", "Medway", "Nottingham", "Ashfield", "Bassetlaw", "Broxtowe", "Gedling",
    "Mansfield", "Newark and Sherwood", "Rushcliffe", "Ashford", "Canterbury", "Dartford", "Dover",
    "Folkestone and Hythe", "Gravesham", "Maidstone", "Sevenoaks", "Swale", "Thanet", "Tonbridge and Malling",
    "Tunbridge Wells",
}  # fmt: skip
NEEDS = [need["code"] for need in json.loads((ROOT / "seeds/taxonomy/needs.json").read_text("utf-8"))["needs"]]
COHORTS = [cohort["code"] for cohort in json.loads((ROOT / "seeds/taxonomy/cohorts.json").read_text("utf-8"))]
COUNTIES = {folder.name: read_county(folder) for folder in sorted(SEEDS.iterdir()) if folder.is_dir()}
EVERYWHERE = [row for county in COUNTIES.values() for row in county.listings]


def points(path: Path = SEEDS / "points.csv") -> dict[str, tuple[float, float]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["postcode"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}


POINTS = points()
RULES: dict[str, Callable[[County], list[str]]] = {
    "keys": demo_rules.unknown_keys,
    "required": demo_rules.missing_keys,
    "codes": lambda county: demo_rules.unknown_codes(county, NEEDS, COHORTS, AREAS),
    "repeats": demo_rules.repeated_keys,
    "references": demo_rules.loose_ends,
    "numbers": demo_rules.bad_numbers,
    "shared numbers": demo_rules.shared_numbers,
    "addresses": demo_rules.real_addresses,
    "summaries": demo_rules.long_summaries,
    "words": demo_rules.banned_words,
    "schedules": demo_rules.faulty_schedules,
    "crisis": demo_rules.crisis_without_warning,
    "refuges": demo_rules.told_places,
    "places": lambda county: demo_coverage.out_of_place(county, POINTS),
    "checks": demo_coverage.stale_while_published,
    "endings": demo_coverage.unsaid_endings,
}
COVERAGE: dict[str, Callable[[County], list[str]]] = {
    "needs": lambda county: demo_coverage.thin_needs(county, NEEDS),
    "cohorts": lambda county: demo_coverage.unused_cohorts(county, COHORTS),
    "lists": demo_coverage.unused_codes,
}


@pytest.mark.parametrize("rule", [*RULES, *(f"all {name}" for name in COVERAGE)])
@pytest.mark.parametrize("county", COUNTIES)
def test_the_demonstration_keeps_the_rule(county: str, rule: str) -> None:
    check = RULES[rule] if rule in RULES else COVERAGE[rule.removeprefix("all ")]
    assert check(COUNTIES[county]) == []


def test_there_are_two_counties_and_at_least_three_hundred_listings() -> None:
    assert set(COUNTIES) == {"kent", "nottinghamshire"}
    assert len([row for county in COUNTIES.values() for row in county.shown()]) >= 300


def test_no_listing_reads_as_filled_into_a_template() -> None:
    assert demo_coverage.repeated_phrases(EVERYWHERE) == []


def test_points_are_those_of_the_postcodes_used_in_order() -> None:
    used = {row["postal_code"] for county in COUNTIES.values() for row in county.venues}
    assert list(POINTS) == sorted(used)


def test_every_kind_of_contradiction_has_a_rule_that_sees_it() -> None:
    assert set(BAD) == {*RULES, *(f"all {name}" for name in COVERAGE)}


def listing(**changes: Any) -> demo_rules.Row:
    """A listing that breaks no rule until something is changed."""
    return {
        "key": "soup",
        "name": "Soup",
        "asset_type": "group",
        "summary": "Soup on Mondays.",
        "needs": ["connect.lunch"],
        "tiers": ["prevent"],
        "delivery_scale": "community",
        "delivery_modes": ["venue"],
        "commissioning_status": "citizen_led",
        "at": [{"venue": "ven-hall", "schedules": [{"weekly": ["MO"], "opens": "10:00", "closes": "12:00"}]}],
        "verified": {"days_ago": 5, "by": "Kent stewards", "method": "steward_called"},
    } | changes


def county(*rows: demo_rules.Row, **changes: Any) -> County:
    """One hall and, unless rows are given, one listing in it."""
    hall = {"key": "ven-hall", "name": "Hall", "address_1": "Street", "city": "Elham", "postal_code": "CT4 6TB"}
    return County("Kent", [], [hall | changes], list(rows) or [listing()])


HIDDEN = {"address_visibility": "hidden", "transport_note": "Buses stop outside"}
BAD: dict[str, County] = {
    "keys": county(listing(phones=[{"number": "01632 960001", "description": "Ann", "mornings": None}])),
    "required": county(listing(tiers=[])),
    "codes": county(listing(needs=["connect.soup"])),
    "repeats": county(listing(), listing()),
    "references": county(listing(organization="org-nobody")),
    "numbers": county(listing(how_to_join="Ring 020 7946 0018 first.")),
    "shared numbers": county(
        listing(phones=[{"number": "01632 960001"}]), listing(key="stew", phones=[{"number": "01632 960001"}])
    ),
    "addresses": county(listing(email="soup@gmail.com")),
    "summaries": county(listing(summary="soup " * 41)),
    "words": county(listing(summary="A place for the elderly.")),
    "schedules": county(
        listing(at=[{"venue": "ven-hall", "schedules": [{"monthly": "5MO", "opens": "9", "closes": "10:00"}]}])
    ),
    "crisis": county(listing(needs=["mind.crisis"], alert="Demonstration. Ring 999.")),
    "refuges": county(listing(), **HIDDEN),
    "places": county(postal_code="CT46TB"),
    "checks": county(listing(verified={"days_ago": 93, "by": "Kent stewards", "method": "steward_called"})),
    "endings": county(listing(status="closing")),
    "all needs": county(),
    "all cohorts": county(),
    "all lists": county(),
}


@pytest.mark.parametrize("rule", BAD)
def test_the_rule_catches_its_bad_example(rule: str) -> None:
    check = RULES[rule] if rule in RULES else COVERAGE[rule.removeprefix("all ")]
    assert check(BAD[rule])


@pytest.mark.parametrize("rule", RULES)
def test_the_good_example_breaks_no_rule(rule: str) -> None:
    assert RULES[rule](county()) == []


def test_a_phrase_in_four_listings_is_caught_and_one_about_emergencies_is_not() -> None:
    alike = [
        listing(key=f"soup-{n}", summary="Come in and sit down.", alert="In danger now ring 999.") for n in range(4)
    ]
    assert [fault.partition(":")[0] for fault in demo_coverage.repeated_phrases(alike)] == ["come in and sit down"]
    assert demo_coverage.repeated_phrases(alike[:3]) == []


def test_a_hidden_place_is_not_told_by_its_listing_either() -> None:
    told = county(listing(summary="A house in Elham."), **HIDDEN | {"city": "Kent"})
    elsewhere = {**told.venues[0], "key": "ven-other", "city": "Elham", "address_visibility": "full"}
    assert "soup: says Elham" in demo_rules.told_places(County("Kent", [], [*told.venues, elsewhere], told.listings))


def test_a_town_split_between_two_ends_of_the_county_is_caught() -> None:
    far = {**county().venues[0], "key": "ven-far", "postal_code": "DA1 1AB"}
    assert demo_coverage.out_of_place(County("Kent", [], [*county().venues, far], []), POINTS) == ["Elham"]


def test_a_closure_falls_on_a_day_with_a_session() -> None:
    monday = date(2026, 1, 5)
    wednesdays = schedule_values({"weekly": ["WE"], "opens": "10:00", "closes": "12:00"}, monday)
    assert exception_values({"in_days": 3, "reason": "Snow"}, monday, [wednesdays])["on_date"] == date(2026, 1, 14)
    assert exception_values({"in_days": 3, "reason": "Snow"}, monday, [])["on_date"] == date(2026, 1, 8)


def test_a_one_off_falls_on_the_day_it_names() -> None:
    event = {"once_in_days": 12, "day": "SA", "opens": "10:00", "closes": "12:00"}
    assert schedule_values(event, date(2026, 1, 5))["dtstart"] == date(2026, 1, 17)
    assert schedule_values({**event, "once_in_days": 13}, date(2026, 1, 5))["dtstart"] == date(2026, 1, 24)

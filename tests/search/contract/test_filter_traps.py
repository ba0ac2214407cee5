"""Filters never take not known for no, nor for free; each says what it means by its choices."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.roles import Permission
from directory.listings.asset_types import CARE_ACT_WORDS, CareActWord
from directory.listings.codes import (
    AssetType,
    CommissioningStatus,
    CostType,
    Feature,
    Known,
    LinkType,
    Visibility,
)
from directory.search.engine import FacetChoice, Results
from tests.factories.listings import (
    access,
    area,
    closed_that_day,
    costs,
    covers,
    held_at,
    language,
    location,
    once,
    service,
    tag,
    term,
    tier,
    weekly,
)
from tests.search.conftest import Searching


def choice(results: Results, key: str, value: str) -> FacetChoice:
    """What a search says of one choice of a filter."""
    return next(each for each in results.facets[key].choices if each.value == value)


def test_free_gives_only_what_is_free_and_counts_what_does_not_say(searching: Searching, session: Session) -> None:
    free, paid, silent = (service(session, name) for name in ("Free", "Paid", "Silent"))
    costs(session, free, CostType.FREE)
    costs(session, paid, CostType.FREE, CostType.FIXED)
    costs(session, silent, CostType.UNKNOWN)
    found = searching.reindex()
    assert found.ids(cost="free") == [free.id]
    facet = found.search().facets["cost"]
    assert facet.not_known == 1
    assert [hit.cost_not_known for hit in found.search("silent").hits] == [True]


def test_for_someone_of_70_a_service_with_no_age_stays_and_is_labelled(searching: Searching, session: Session) -> None:
    older = service(session, "Older", minimum_age=65)
    young = service(session, "Young", minimum_age=16, maximum_age=25)
    ageless = service(session, "Ageless")
    found = searching.reindex()
    results = found.search(age="65")
    assert {hit.service_id: hit.age_not_stated for hit in results.hits} == {older.id: False, ageless.id: True}
    assert results.facets["age"].not_known == 1
    assert young.id in found.ids(age="17")
    assert older.id not in found.ids(age="17")


@pytest.mark.requirement("A019")
def test_for_someone_of_17_what_is_for_16_to_25_answers_and_nothing_for_older_people(
    searching: Searching, session: Session
) -> None:
    young = service(session, "Young", minimum_age=16, maximum_age=25)
    for low, high in ((18, None), (65, None), (18, 25), (None, 16), (26, 64)):
        service(session, f"From {low} to {high}", minimum_age=low, maximum_age=high)
    into_adulthood = term(session, "needs", "plan.adulthood", "Growing up and leaving school")
    tag(session, young, into_adulthood)
    found = searching.reindex()
    assert found.ids(age="17") == found.ids(age="17", need="plan.adulthood") == [young.id]


def test_access_asks_for_every_feature_and_counts_not_known_apart(searching: Searching, session: Session) -> None:
    both, one, refused, silent = (service(session, name) for name in ("Both", "One", "Refused", "Silent"))
    hall = location(session, 53.1, -1.2)
    held_at(session, both, hall)
    access(session, Feature.STEP_FREE, Known.YES, place=hall)
    access(session, Feature.HEARING_LOOP, Known.YES, listing=both)
    access(session, Feature.STEP_FREE, Known.YES, listing=one)
    access(session, Feature.STEP_FREE, Known.NO, listing=refused)
    found = searching.reindex()
    assert found.ids(access=["step_free", "hearing_loop"]) == [both.id]
    step_free = choice(found.search(), "access", "step_free")
    assert (step_free.count, step_free.not_known) == (2, 1)
    assert silent.id not in found.ids(access="step_free")


def test_for_carers_keeps_what_is_open_to_everyone(searching: Searching, session: Session) -> None:
    carers, men, any_adult = (
        term(session, "cohorts", code, label)
        for code, label in (("carer", "Carers"), ("men", "Men"), ("any_adult", "Any adult"))
    )
    named, other, everyone, unsaid, barred = (service(session, f"Group {letter}") for letter in "abcde")
    tag(session, named, carers, LinkType.COHORT_REQUIRED)
    tag(session, other, men, LinkType.COHORT_REQUIRED)
    tag(session, everyone, any_adult, LinkType.COHORT_WELCOMED)
    tag(session, barred, carers, LinkType.EXCLUSION)
    found = searching.reindex()
    assert set(found.ids(**{"for": "carer"})) == {named.id, everyone.id, unsaid.id}
    assert barred.id in found.ids(**{"for": "men"})


def test_needs_add_up(searching: Searching, session: Session) -> None:
    falls, food = term(session, "needs", "health.falls", "Falls"), term(session, "needs", "money.food", "Food")
    steady, lunch, other = service(session, "Steady"), service(session, "Lunch"), service(session, "Other")
    tag(session, steady, falls)
    tag(session, lunch, food)
    found = searching.reindex()
    assert set(found.ids(need=["health.falls", "money.food"])) == {steady.id, lunch.id}
    assert choice(found.search(need="health.falls"), "need", "money.food").count == 1
    assert other.id in found.ids()


def test_saturday_and_evening_mean_a_saturday_evening(searching: Searching, session: Session) -> None:
    wanted, split, unsaid = service(session, "Wanted"), service(session, "Split"), service(session, "Unsaid")
    weekly(session, wanted, "SA", "18:00", "20:00")
    weekly(session, split, "SA", "09:00", "11:00")
    weekly(session, split, "TU", "18:00", "20:00")
    found = searching.reindex()
    assert found.ids(day="sat", time="evening") == [wanted.id]
    results = found.search(day="sat")
    assert choice(results, "time", "evening").count == 1
    assert found.search().facets["day"].not_known == 1
    assert unsaid.id not in found.ids(day="sat")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 1, 5, 9, 30, tzinfo=UTC), False),
        (datetime(2026, 1, 5, 10, 0, tzinfo=UTC), True),
        (datetime(2026, 1, 5, 11, 59, tzinfo=UTC), True),
        (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 1, 12, 11, 0, tzinfo=UTC), False),
        (datetime(2026, 1, 12, 15, 0, tzinfo=UTC), True),
        (datetime(2026, 1, 8, 20, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 9, 30, tzinfo=UTC), True),
    ],
    ids=["before", "opening", "last minute", "closing", "changed day", "new hours", "once", "summer time"],
)
def test_open_now_knows_patterns_exceptions_and_summer_time(
    searching: Searching, session: Session, moment: datetime, is_open: bool
) -> None:
    club = service(session, "Club")
    weekly(session, club, "MO", "10:00", "12:00")
    closed_that_day(session, club, date(2026, 1, 12), is_closed=False, opens_at="14:00", closes_at="16:00")
    once(session, club, date(2026, 1, 8), "19:00", "21:00")
    assert bool(searching.reindex().ids(open="yes", at=moment)) is is_open


def test_what_is_closed_for_a_while_is_found_but_not_open_now(searching: Searching, session: Session) -> None:
    club = service(session, "Club", closed_from=date(2026, 1, 1), closed_to=date(2026, 1, 20))
    weekly(session, club, "MO", "00:00", "23:59")
    found = searching.reindex()
    assert found.ids(open="yes") == []
    assert [hit.closed_now for hit in found.search("club").hits] == [True]


@pytest.mark.requirement("A084")
def test_transport_provided_may_be_said_of_the_listing_or_the_place(searching: Searching, session: Session) -> None:
    said, noted, silent = service(session, "Said", transport_provided=Known.YES), service(session, "Noted"), "Silent"
    access(session, Feature.TRANSPORT_PROVIDED, Known.YES, listing=noted)
    service(session, silent)
    assert set(searching.reindex().ids(transport="yes")) == {said.id, noted.id}


@pytest.mark.requirement("A085")
def test_someone_will_meet_you(searching: Searching, session: Session) -> None:
    kind = service(session, "Kind", someone_will_meet_you=Known.YES)
    service(session, "Other", someone_will_meet_you=Known.NO)
    found = searching.reindex()
    assert found.ids(meet="yes") == [kind.id]


def test_language_delivery_and_kind_of_help(searching: Searching, session: Session) -> None:
    line = service(session, "Polish line", delivery_modes=["phone"], asset_type="helpline")
    language(session, line, "pl", "Polish")
    service(session, "Other")
    found = searching.reindex()
    assert found.ids(language="pl") == found.ids(how="phone") == found.ids(type="helpline") == [line.id]


def test_checked_lately_means_by_a_person(searching: Searching, session: Session) -> None:
    lately = service(session, "Lately", verified_at=datetime(2025, 12, 20, tzinfo=UTC))
    service(session, "Long ago", verified_at=datetime(2024, 12, 20, tzinfo=UTC))
    service(session, "Copied", verified_at=datetime(2025, 12, 20, tzinfo=UTC), verification_method="imported")
    assert searching.reindex().ids(verified="30") == [lately.id]


def test_council_area_means_based_there_or_covering_it(searching: Searching, session: Session) -> None:
    district = area(session, "E07000174", "Mansfield")
    based, serving, national, elsewhere = (service(session, f"Group {letter}") for letter in "abcd")
    held_at(session, based, location(session, 53.144, -1.196, district_code="E07000174"))
    covers(session, serving, district)
    covers(session, national, "England")
    held_at(session, elsewhere, location(session, 51.389, 1.386, district_code="E07000114"))
    assert set(searching.reindex().ids(area="E07000174")) == {based.id, serving.id, national.id}


@pytest.mark.requirement("A023")
@pytest.mark.parametrize("payer", list(CommissioningStatus))
def test_a_wheelchair_loan_is_listed_once_under_its_need_whoever_pays(
    searching: Searching, session: Session, payer: CommissioningStatus
) -> None:
    wheelchair = term(session, "needs", "equip.wheelchair", "Wheelchairs")
    loan = service(session, "Wheelchair loan", commissioning_status=payer, who_pays="Council and NHS")
    tag(session, loan, wheelchair)
    costs(session, loan, CostType.FREE, CostType.DEPOSIT)
    found = searching.reindex()
    assert found.ids("wheelchair") == found.ids(need="equip.wheelchair") == [loan.id]
    assert [each.value for each in found.search().facets["need"].choices] == ["equip.wheelchair"]


@pytest.mark.requirement("A001")
def test_tiers_are_for_staff(searching: Searching, session: Session) -> None:
    delay = service(session, "Delay")
    tier(session, delay, "delay")
    service(session, "Other")
    found = searching.reindex()
    assert found.ids(tier="delay", audience=Permission.SEE_PROFESSIONAL) == [delay.id]
    assert len(found.ids(tier="delay")) == 2
    assert "tier" not in found.search().facets
    assert "status" not in found.search().facets


@pytest.mark.requirement("A002")
def test_a_listing_of_three_tiers_is_once_in_each_and_once_in_all(searching: Searching, session: Session) -> None:
    listing = service(session, "Across the tiers")
    for each in ("prevent", "reduce", "delay"):
        tier(session, listing, each)
    found = searching.reindex()
    for each in ("prevent", "reduce", "delay"):
        assert found.ids(tier=each, audience=Permission.SEE_PROFESSIONAL) == [listing.id]
    assert found.ids(audience=Permission.SEE_PROFESSIONAL) == [listing.id]


@pytest.mark.requirement("A008")
def test_each_asset_type_is_found_by_its_filter_and_has_a_word_of_the_care_act(
    searching: Searching, session: Session
) -> None:
    listings = {kind: service(session, kind.label, asset_type=kind) for kind in AssetType}
    found = searching.reindex()
    assert {kind: found.ids(type=kind.value) for kind in AssetType} == {
        kind: [listing.id] for kind, listing in listings.items()
    }
    assert set(CARE_ACT_WORDS) == set(AssetType)
    assert set(CARE_ACT_WORDS.values()) == set(CareActWord)


@pytest.mark.requirement("A034")
def test_a_listing_for_professionals_is_not_there_for_the_public(searching: Searching, session: Session) -> None:
    hidden = service(session, "For workers", visibility=Visibility.PROFESSIONAL)
    found = searching.reindex()
    assert found.ids("workers") == []
    assert found.ids("workers", audience=Permission.SEE_PROFESSIONAL) == [hidden.id]


@pytest.mark.requirement("A009")
def test_listings_that_differ_only_in_who_pays_tie(searching: Searching, session: Session) -> None:
    for status in CommissioningStatus:
        service(session, "Lunch club", commissioning_status=status)
    assert len({hit.score for hit in searching.reindex().search("lunch").hits}) == 1

"""The prevention picture: each tier once, all once, blanks pointed at, money to the penny."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from directory.errors import RuleBroken
from directory.insight.methods.spend import SpendClass
from directory.insight.reports.asking import Asked
from directory.insight.reports.prevention import prevention
from directory.insight.reports.report import Report, Section
from directory.insight.reports.spending import add_spend, number_in
from directory.listings.codes import AssetType, CommissioningStatus, Sector
from tests.cast import DISTRICT
from tests.factories import listings as make

Ask = Callable[..., Asked]


def section(report: Report, key: str) -> Section:
    return next(each for each in report.sections if each.key == key)


def rows(report: Report, key: str) -> dict[str, tuple[str, ...]]:
    return {line[0]: line[1:] for line in list(section(report, key).lines())[1:]}


@pytest.mark.requirement("A002")
@pytest.mark.requirement("A043")
def test_a_listing_in_three_tiers_counts_once_in_each_and_once_in_all(session: Session, ask: Ask) -> None:
    club = make.service(session)
    for tier in ("prevent", "reduce", "delay"):
        make.tier(session, club, tier)
    make.tier(session, make.service(session, "Walk"), "prevent")
    found = [cells[0] for cells in rows(prevention(ask()), "triangle").values()]
    assert found == ["2", "1", "1", "0", "2"]


@pytest.mark.requirement("A004")
def test_a_district_without_delay_gets_an_alert_row(session: Session, ask: Ask) -> None:
    report = prevention(ask())
    assert rows(report, "districts")["Mansfield"] == ("0", "0", "0", "Look here")
    for number in range(3):
        club = make.service(session, f"Club {number}")
        make.tier(session, club, "delay")
        make.held_at(session, club, make.location(session, 53.1, -1.2, district_code=DISTRICT))
    assert rows(prevention(ask(DISTRICT)), "districts")["Mansfield"] == ("0", "0", "3", "")


@pytest.mark.requirement("A007")
def test_services_per_need_ignore_information_which_is_counted_apart(session: Session, ask: Ask) -> None:
    make.term(session, "need_groups", "connect", "Social connection")
    lunch, groups = (make.term(session, "needs", f"connect.{code}", code) for code in ("lunch", "groups"))
    club, visits = make.service(session), make.service(session, "Visits")
    for need in (lunch, groups):
        make.tag(session, club, need)
        make.tag(session, visits, need)
    make.tag(session, make.service(session, "Eating well", asset_type=AssetType.INFORMATION), lunch)
    make.tag(session, make.service(session, "Walk"), groups)
    assert rows(prevention(ask()), "needs") == {
        "Social connection": ("2.5", "1", "3", "2"),
        "All": ("2.5", "1", "3", "2"),
    }


def test_a_need_for_which_there_is_only_something_to_read_has_no_service(session: Session, ask: Ask) -> None:
    make.term(session, "need_groups", "connect", "Social connection")
    leaflet = make.service(session, "Eating well", asset_type=AssetType.INFORMATION)
    make.tag(session, leaflet, make.term(session, "needs", "connect.lunch", "Lunch clubs"))
    report = prevention(ask())
    assert rows(report, "needs")["Social connection"] == ("0.0", "1", "0", "1")
    assert section(report, "needs").words[-1] == "Look here: for 1 need there is something to read and no service."


@pytest.mark.requirement("A005")
def test_a_time_around_a_crisis_without_help_is_flagged(session: Session, ask: Ask) -> None:
    make.service(session, crisis_timing=["before"])
    assert rows(prevention(ask()), "timing")["All"] == ("1", "None: look here", "None: look here")


def test_who_pays_and_who_runs_it_are_shares_of_all_listings(session: Session, ask: Ask) -> None:
    home = make.organization(session, sector=Sector.VCSE)
    make.service(session, commissioning_status=CommissioningStatus.COUNCIL_GRANT, organization_id=home.id)
    make.service(session, "Walk", commissioning_status=CommissioningStatus.PRIVATE)
    report = prevention(ask())
    assert section(report, "commissioned").words[0].startswith("50 %")
    assert rows(report, "sectors")["Charity or community group"] == ("1", "50 %")


def test_contracts_that_end_come_in_order_with_how_soon(session: Session, ask: Ask) -> None:
    for name, end in (("Later", date(2027, 6, 1)), ("Soon", date(2026, 2, 28)), ("Over", date(2025, 12, 31))):
        make.service(session, name, contract_end=end)
    found = rows(prevention(ask()), "expiries")
    assert [(name, cells[1]) for name, cells in found.items()] == [
        ("Over", "Over already"),
        ("Soon", "Within 3 months"),
    ]
    assert "1 more listing" in section(prevention(ask()), "expiries").words[0]


def test_what_the_public_cannot_find_is_not_counted(session: Session, ask: Ask) -> None:
    make.tier(session, make.service(session, visibility="private"), "prevent")
    assert rows(prevention(ask()), "triangle")["All listings"] == ("0",)


@pytest.mark.requirement("A157")
def test_shares_that_do_not_add_up_to_100_are_refused(session: Session) -> None:
    shares = {SpendClass.PREVENT: Decimal(60), SpendClass.REACTIVE: Decimal(39)}
    with pytest.raises(RuleBroken, match="add up to 100"):
        add_spend(session, name="Grants", year=2026, amount=Decimal(10), shares=shares, source="Outturn")


@pytest.mark.requirement("A158")
def test_money_is_shown_by_tier_and_year_and_adds_up_to_the_penny(session: Session, ask: Ask) -> None:
    thirds = {
        SpendClass.PREVENT: Decimal("33.3"),
        SpendClass.REDUCE: Decimal("33.3"),
        SpendClass.DELAY: Decimal("33.4"),
    }
    for year in (2024, 2025):
        add_spend(session, name="Grants", year=year, amount=Decimal("100.01"), shares=thirds, source="Outturn")
    report = prevention(ask())
    assert rows(report, "spend")["Total"] == ("£100.01", "100.0 %")
    assert list(rows(report, "spend-years")) == ["2024/25", "2025/26"]
    assert rows(report, "spend-years")["2025/26"][-1] == "100 %"


@pytest.mark.parametrize("typed", ["ten", "1e99", "NaN"])
def test_what_is_no_number_is_asked_for_again(typed: str) -> None:
    with pytest.raises(RuleBroken, match="Enter a number"):
        number_in(typed, "amount")

"""How true the directory is: one report, told as a page and as a file."""

import csv
import io
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area, AreaType
from directory.listings.codes import (
    CommissioningStatus,
    DeliveryScale,
    LinkType,
    ListingStatus,
    VerificationMethod,
)
from directory.moderation.desk.truth.building import build_report
from directory.moderation.desk.truth.report import Report, Row, Section, verified_sentence
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import open_finding
from directory.moderation.freshness.owners import give
from directory.web.spreadsheets import as_csv, safe
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.desk.conftest import TODAY, Listed, in_district


def section(report: Report, key: str) -> dict[str, Row]:
    (found,) = [section for section in report.sections if section.key == key]
    return {row.label: row for row in found.rows}


@pytest.mark.parametrize(("share", "percent"), [(0.0, 0), (0.5, 50), (0.996, 99), (1.0, 100), (None, None)])
def test_all_but_all_is_never_a_hundred(share: float | None, percent: int | None) -> None:
    assert Row("", (), share).percent == percent


def test_the_headline_is_a_sentence() -> None:
    assert verified_sentence(349, 380).startswith("92% of 380 listings were checked by somebody in the last 92 days")
    assert verified_sentence(0, 0) == "Nothing is listed yet."


def test_checked_in_time_overdue_never_and_hidden(session: Session, listed: Listed, steward: User) -> None:
    listed("In time", late=-30)
    listed("Overdue", late=30)
    listed("Never", verified_at=None, review_due_on=None)
    listed("Copied", late=-30, verification_method=VerificationMethod.IMPORTED)
    listed("Hidden", late=99, listing_status=ListingStatus.STALE)
    rows = section(build_report(session, steward, TODAY), "all")
    assert rows["Checked in time"].figures == (1, 4)
    assert rows["A new check is overdue"].figures == (1, 4)
    assert rows["Never checked"].figures == (1, 4)
    assert rows["Hidden until somebody confirms them"].figures == (1,)


def test_by_area_and_need_the_least_true_first(
    session: Session, listed: Listed, steward: User, mansfield: Area
) -> None:
    good, bad = listed("Good", late=-30), listed("Bad", late=30)
    in_district(session, bad, DISTRICT)
    term = factory.term(session, "needs", "connect.groups", "Clubs")
    for service in (good, bad):
        factory.tag(session, service, term)
    report = build_report(session, steward, TODAY)
    areas = section(report, "area")
    assert list(areas) == ["Mansfield", "By phone, online or at home"]
    assert areas["Mansfield"].figures == (0, 1)
    assert section(report, "need")["Clubs"].figures == (1, 2)


def test_overdue_by_owner_with_nobodys_first(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    mine = listed("Mine", late=5)
    listed("Nobody's", late=-5)
    give(session, [mine], steward.id, by="user:1", at=at)
    rows = section(build_report(session, steward, TODAY), "owner")
    assert {label: row.figures for label, row in rows.items()} == {"Nobody": (0, 1), "Stella Steward": (1, 1)}


@pytest.mark.requirement("A017")
def test_a_gap_at_the_scale_of_families_is_a_row_of_its_own(session: Session, listed: Listed, steward: User) -> None:
    circle = listed("Family meetings", delivery_scale=DeliveryScale.FAMILY_NETWORK, crisis_timing=["before"])
    factory.tier(session, circle, "delay")
    rows = section(build_report(session, steward, TODAY), "coverage")
    assert rows["Living well with support, family and close network"].figures[0] == 1
    assert rows["Staying well, family and close network"].figures[0] == 0


def test_coverage_counts_each_tier_scale_and_time(session: Session, listed: Listed, steward: User) -> None:
    tea = listed("Tea", delivery_scale=DeliveryScale.COMMUNITY, crisis_timing=["before", "after"])
    factory.tier(session, tea, "prevent")
    listed("Untold")
    rows = section(build_report(session, steward, TODAY), "coverage")
    assert rows["Staying well, neighbourhood or group"].figures == (1, 0, 1)
    assert len(rows) == 12


@pytest.mark.requirement("A029")
def test_new_listings_by_source_and_who_stands_behind_them(session: Session, listed: Listed, steward: User) -> None:
    listed("Ours", commissioning_status=CommissioningStatus.VCSE_INDEPENDENT)
    listed("Theirs", source="library", external_id="1", commissioning_status=CommissioningStatus.COUNCIL_DIRECT)
    report = build_report(session, steward, TODAY)
    assert {label: row.figures for label, row in section(report, "sources").items()} == {
        "Added here": (1,),
        "The list “library”": (1,),
    }
    (commissioning,) = [each for each in report.sections if each.key == "commissioning"]
    assert commissioning.sentence == "50% are not paid for by the council or the NHS."


@pytest.mark.requirement("A018")
def test_districts_without_anything_for_young_carers_or_care_leavers_are_named(
    session: Session, listed: Listed, steward: User
) -> None:
    county = factory.area(session, "E10000024", "Nottinghamshire", AreaType.COUNTY)
    for code, name in (("E07000174", "Mansfield"), ("E07000170", "Ashfield")):
        factory.area(session, code, name).parent_id = county.id
        in_district(session, listed(f"Tea in {name}"), code)
    young = factory.term(session, "cohorts", "carer_young", "Young carers")
    left = factory.term(session, "cohorts", "care_leaver", "People who have left care")
    drop_in, everywhere = listed("Young carers, Mansfield"), listed("Moving on")
    in_district(session, drop_in, "E07000174")
    factory.tag(session, drop_in, young, LinkType.COHORT_REQUIRED)
    factory.tag(session, everywhere, left, LinkType.COHORT_WELCOMED)
    factory.covers(session, everywhere, county)
    (missed,) = [each for each in build_report(session, steward, TODAY).sections if each.key == "missed"]
    assert missed.sentence == "Nothing is listed for: Young carers, Ashfield."
    assert {row.label: row.figures for row in missed.rows} == {
        "Young carers, Ashfield": (0,),
        "Young carers, Mansfield": (1,),
        "People who have left care, Ashfield": (1,),
        "People who have left care, Mansfield": (1,),
    }


@pytest.mark.requirement("A010")
def test_a_district_where_only_what_is_paid_for_is_listed_is_warned_of(
    session: Session, listed: Listed, steward: User
) -> None:
    for code, name, status in (
        ("E07000174", "Mansfield", CommissioningStatus.COUNCIL_DIRECT),
        ("E07000170", "Ashfield", CommissioningStatus.CITIZEN_LED),
    ):
        factory.area(session, code, name)
        in_district(session, listed(f"Tea in {name}", commissioning_status=status), code)
    in_district(session, listed("Bus", commissioning_status=CommissioningStatus.NHS_COMMISSIONED), "E07000170")
    (beyond,) = [each for each in build_report(session, steward, TODAY).sections if each.key == "beyond"]
    assert [(row.label, row.figures, row.percent) for row in beyond.rows] == [
        ("Mansfield", (0, 1), 0),
        ("Ashfield", (1, 2), 50),
    ]
    assert beyond.sentence.endswith("nothing but what councils and the NHS pay for is listed in Mansfield.")


def test_findings_that_are_open(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    open_finding(session, listed().id, FindingKind.LINK_BROKEN, "https://gone.example.org", at=at)
    rows = section(build_report(session, steward, TODAY), "findings")
    assert rows["The website does not answer"].figures == (1,)


def test_an_area_steward_reads_of_the_area_only(
    session: Session, listed: Listed, area_steward: User, mansfield: Area
) -> None:
    in_district(session, listed("Here", late=-5), DISTRICT)
    listed("Elsewhere")
    assert section(build_report(session, area_steward, TODAY), "all")["Checked in time"].figures == (1, 1)


def test_an_empty_directory_has_a_report(session: Session, steward: User) -> None:
    assert build_report(session, steward, TODAY).sections[0].sentence == "Nothing is listed yet."


def test_page_and_file_say_the_same(client: CheckedClient, listed: Listed, commissioner: User) -> None:
    listed("In time", late=-30)
    client.sign_in(commissioner)
    page = client.page("/staff/truth")
    assert page.h1 == "How true the directory is"
    assert "100% of 1 listing were checked" in page.text or "100% of 1 listing" in page.text
    answer = client.get(page.links["All figures as a file (CSV)"])
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[1] == ["The whole directory", "Checked in time", "listings", "1"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@x", "\t=1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_the_file_quotes_what_needs_it() -> None:
    rows = (Row('Tea, "and" talk', (3,)),)
    report = Report(date(2026, 1, 5), (Section("x", "X", "", ("n",), rows),))
    assert '"Tea, ""and"" talk"' in as_csv(report.lines())


def test_who_may_not_see_it(client: CheckedClient, contributor: User, provider: User) -> None:
    for user in (contributor, provider):
        client.sign_in(user)
        assert client.get("/staff/truth").status_code == 403
        assert client.get("/staff/truth.csv").status_code == 403

"""Contacts, equality, years, charges, indicators for the board: counted, protected, never by halves."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue, ReportFact
from directory.insight.models.facts import FactKind
from directory.insight.models.indicators import Base, Unit
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import TOO_FEW, Asked
from directory.insight.reports.characteristics import CHARACTERISTICS, NOT_SAID_WORDS, groups_of
from directory.insight.reports.charges import charges
from directory.insight.reports.contacts import contacts
from directory.insight.reports.counting import recount_reports
from directory.insight.reports.equality import equality
from directory.insight.reports.maturity import maturity
from directory.insight.reports.years import years
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind
from tests.cast import DISTRICT
from tests.factories import listings as make
from tests.factories import referrals as helped
from tests.insight.reports.conftest import fact, report_fact
from tests.insight.reports.test_prevention import rows, section

Ask = Callable[..., Asked]


@pytest.mark.requirement("A058")
def test_contacts_are_split_by_channel_and_small_ones_are_hidden(session: Session, ask: Ask) -> None:
    for channel, number in ((Channel.PHONE, 42), (Channel.ONLINE, 21), (Channel.EMAIL, 3), (Channel.VIDEO, 4)):
        report_fact(session, Kind.CHANNEL, channel.value, number)
    found = rows(contacts(ask()), "channels")
    assert found["By phone"][0] == "40"
    assert found["By email"][0] == found["By video"][0] == "fewer than 8"


def test_ways_that_shut_people_out_are_told_in_a_sentence(session: Session, ask: Ask) -> None:
    for channel, number in ((Channel.PHONE, 40), (Channel.EMAIL, 10)):
        report_fact(session, Kind.CHANNEL, channel.value, number)
    words = section(contacts(ask()), "channels").words
    assert words[1] == "Of ways that need a device or the internet: by email 20 %."


@pytest.mark.requirement("A171")
def test_early_help_never_stands_without_the_assessments_asked_for(session: Session, ask: Ask) -> None:
    report_fact(session, Kind.ACTION, "signpost", 100)
    report_fact(session, Kind.ACTION, "unmet", 50)
    report_fact(session, Kind.ASSESSMENT, "done", 20)
    report_fact(session, Kind.ASSESSMENT, "open", 10)
    *_, last = rows(contacts(ask()), "early-help").values()
    assert last == ("100", "20", "10")


@pytest.mark.requirement("A092")
def test_pointing_without_asking_back_is_counted(session: Session, ask: Ask) -> None:
    report_fact(session, Kind.SIGNPOST, "asked", 20)
    report_fact(session, Kind.SIGNPOST, "not_asked", 60)
    *_, last = rows(contacts(ask()), "pointed").values()
    assert last == ("20", "60", "80")


def test_a_year_in_which_nothing_was_counted_yet_is_no_year_without_anybody(session: Session, ask: Ask) -> None:
    report_fact(session, Kind.ACTION, "signpost", 100)
    report_fact(session, Kind.SIGNPOST, "asked", 20)
    for key in ("early-help", "pointed"):
        assert list(rows(contacts(ask()), key)) == ["Year to December 2025"]
    report_fact(session, Kind.CHANNEL, "phone", 10, month=date(2024, 3, 1))
    assert list(rows(contacts(ask()), "early-help")) == ["Year to December 2024", "Year to December 2025"]


@pytest.mark.requirement("A165")
def test_the_equality_report_covers_nine_characteristics() -> None:
    assert len(CHARACTERISTICS) == 9


@pytest.mark.requirement("A164")
def test_everybody_is_in_one_group_of_each_characteristic_or_did_not_say() -> None:
    assert set(groups_of(["older_80", "older_65", "men"])) == {
        "age:80",
        "disability:not_said",
        "race:not_said",
        "sex:men",
        "orientation:not_said",
        "pregnancy:not_said",
        "marriage:not_said",
    }


@pytest.mark.requirement("A130")
def test_groups_with_those_who_did_not_say_add_up_to_all_and_reach_is_told(session: Session, ask: Ask) -> None:
    for group, number in (("80", 50), ("65", 50), ("18", 100), ("not_said", 20)):
        report_fact(session, Kind.EQUALITY, f"age:{group}", number, came_of_it="positive")
        report_fact(session, Kind.EQUALITY, f"age:{group}", number, came_of_it="open")
    report = equality(ask())
    found = rows(report, "age")
    assert found["Total"][-1] == "440"
    assert found[NOT_SAID_WORDS][-1] == "40"
    by_age = next(each for each in report.sections if "Reach" in each.heading)
    people, reach = ({line[0]: line[column] for line in by_age.lines()} for column in (1, 3))
    assert people["65 to 79"] == "200"  # the 100 of 80 and over stand in their own line
    assert "65 and over, and not as 80" in by_age.words[0]
    assert float(reach["80 and over"]) == pytest.approx((100 / 400) / (100 / 1200), abs=0.01)


def test_a_breakdown_that_would_have_to_hide_its_total_is_left_out(session: Session, ask: Ask) -> None:
    report_fact(session, Kind.EQUALITY, "age:80", 3, came_of_it="positive")
    assert section(equality(ask()), "age").words == (TOO_FEW,)


@pytest.mark.requirement("A120")
def test_three_years_stand_beside_each_other_with_intervals_from_what_is_told(session: Session, ask: Ask) -> None:
    for year, number in ((2023, 12), (2024, 20), (2025, 33)):
        fact(session, FactKind.REFERRALS, number, month=date(year, 9, 1))
    report = years(ask())
    assert rows(report, "activity")["Referrals"] == ("10", "20", "35")
    assert rows(report, "rates")["Referrals"][2].startswith("23.33 (16.")
    drawn = section(report, "rates").drawing
    assert drawn.count("wp-gradient__bar") == 3 * 3  # three years of conversations, referrals and what was missing
    assert "Referrals at 3 times with intervals" in drawn


def test_years_before_counting_began_are_not_nought(session: Session, ask: Ask) -> None:
    fact(session, FactKind.REFERRALS, 33)
    report = years(ask())
    assert rows(report, "rates")["Referrals"][:2] == ("not counted", "not counted")
    assert section(report, "activity").words[0].startswith("Counting began in September 2025")
    assert section(report, "rates").drawing == ""


def indicator(session: Session, unit: Unit, at: datetime, *values: float | None) -> None:
    """One that is published, with a value of Mansfield and its limits."""
    made = Indicator(code="lives", name="Living alone", unit=unit, base=Base.OLDER, published_at=at)
    session.add(made)
    session.flush()
    batch = IndicatorSet(indicator_id=made.id, source="Census", year=2021, vintage="March", loaded_at=at)
    session.add(batch)
    session.flush()
    value, low, high = values
    session.add(IndicatorValue(set_id=batch.id, area_code=DISTRICT, value=value, low=low, high=high))
    session.flush()


@pytest.mark.requirement("A120")
@pytest.mark.parametrize(
    ("unit", "values", "cell", "words"),
    [
        (Unit.PERCENT, (37.3, None, None), "37.3", "Per cent of the people it is about: people aged 65 and over. Its"),
        (Unit.COUNT, (3093.0, 2950.0, 3241.0), "3,093 (2,950 to 3,241)", "A number of people. In brackets"),
    ],
)
def test_an_indicator_says_what_its_values_are_of_whom_and_how_sure(
    session: Session, ask: Ask, at: datetime, unit: Unit, values: tuple[float | None, ...], cell: str, words: str
) -> None:
    indicator(session, unit, at, *values)
    for area, comes_first in (("", False), (DISTRICT, True)):
        found = next(each for each in years(ask(area)).sections if each.heading == "Living alone")
        assert list(found.lines())[1] == ("Mansfield", cell)
        assert found.words[0].startswith(words)
        assert found.words[0].endswith("This area first, then others to compare it with.") is comes_first


@pytest.mark.requirement("A159")
def test_charges_stand_beside_those_who_went_without_because_of_them(session: Session, ask: Ask) -> None:
    make.term(session, "need_groups", "connect", "Social connection")
    need = make.term(session, "needs", "connect.groups", "Groups")
    club = make.service(session)
    make.tag(session, club, need)
    fact(session, FactKind.REASONS, 20, detail="cost")
    fact(session, FactKind.REASONS, 30, detail="too_far")
    fact(session, FactKind.REASONS, 40, detail="declined")
    fact(session, FactKind.FLAGS, 50, detail="access_barrier")  # a choice is no flag that counts
    report = charges(ask())
    assert rows(report, "cost")["Social connection"] == ("20", "30", "50")
    assert rows(report, "priced")["Social connection"] == ("1", "0", "0 %")


@pytest.mark.requirement("A173")
def test_both_indicators_for_the_board_are_counted_from_the_data(session: Session, ask: Ask) -> None:
    make.tag(session, make.service(session), make.term(session, "needs", "connect.groups", "Groups"))
    assert rows(maturity(ask()), "maturity")["Unmet need is noticed"][1] == "0 of 1"
    fact(session, FactKind.FLAGS, 1)
    found = rows(maturity(ask()), "maturity")
    assert found["Unmet need is noticed"][1] == "1 of 1"
    assert found["Services are mapped"][1] == "0 of 1"


def test_counting_twice_changes_nothing_and_keeps_no_person(session: Session, connector: User, at: datetime) -> None:
    talk = helped.conversation(session, connector, None, at)
    helped.action(session, talk, ActionKind.SIGNPOST)
    for _ in range(2):
        recount_reports(session, at=at)
    found = {(row.kind, row.detail): row.amount for row in session.scalars(select(ReportFact))}
    assert found[Kind.CHANNEL, "phone"] == found[Kind.SIGNPOST, "not_asked"] == 1

"""What somebody wrote with a flag goes in time, of a record or of none; a hold keeps it, and every number stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import Area
from directory.insight.facts.counting import recount
from directory.insight.models import InsightFact
from directory.needs.cases.operations import open_case
from directory.needs.cases.queries import counted
from directory.needs.codes import FlagSource
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import UnmetNeed
from directory.needs.promises.operations import erase_contacts, promise
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.conversations.operations import add_action
from directory.referrals.privacy.ageing import Periods
from directory.referrals.privacy.retention import months_before, plan, run_retention
from directory.referrals.totals import totals
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.needs.conftest import DISTRICT, WARD
from tests.referrals.privacy.scanning import everything, where_found

PERIODS = Periods(person=24, unmet=12)
SAID = "Aunt Hepzibah cannot climb the stairs"


def said(session: Session, at: datetime, months: int, by: User | None = None, **values: Any) -> UnmetNeed:
    """A flag of so many months ago, with words, that belongs to nobody's record."""
    then = months_before(at, months)
    facts = {"source": FlagSource.RESIDENT, "ward": WARD, "district": DISTRICT, "words": SAID, "cohorts": ("carer",)}
    flag = Flag("connect.lunch", UnmetReason.COST, **(facts | values), flagged_by=by.id if by else None)  # type: ignore[arg-type]  # a plain dict of facts
    return raise_flag(session, flag, by="public", at=then)


def of_somebody(session: Session, connector: User, at: datetime, months: int, **values: Any) -> UnmetNeed:
    """A flag of so many months ago that came of a talk with somebody."""
    edith = people.helped_person(session, connector, last_contact_at=at, **values)
    then = months_before(at, months)
    add_action(
        session, None, ActionKind.UNMET, by=connector, at=then, need="connect.lunch", person=edith,
        unmet_reason=UnmetReason.FULL, note="Edith would love it",
    )  # fmt: skip
    return session.scalars(select(UnmetNeed).order_by(UnmetNeed.id.desc()).limit(1)).one()


def numbers(session: Session, at: datetime) -> list[tuple[Any, ...]]:
    """Everything that reports count, made anew from the flags."""
    session.query(InsightFact).delete()
    recount(session, at=at)
    columns = ("month", "kind", "district_code", "ward_code", "need", "cohort", "detail", "amount")
    return sorted(tuple(str(getattr(fact, name)) for name in columns) for fact in session.scalars(select(InsightFact)))


def test_words_of_nobodys_record_go_after_a_year_and_every_number_stays(
    session: Session, connector: User, commissioner: User, town: Area, at: datetime
) -> None:
    old, recent = said(session, at, 13, connector), said(session, at, 11, words="Nobody to talk to in the village")
    case = open_case(session, "connect.lunch", DISTRICT, "Lunch, Mansfield", by=commissioner, at=at)
    before = numbers(session, at), totals(session), counted(session, case, clock.today())
    done = run_retention(session, PERIODS, by="system", at=at)
    session.expire_all()
    assert (done.others["flags"], old.words, old.flagged_by) == (1, None, None)
    assert (clock.local(old.at).day, old.cohorts, old.ward_code) == (1, ["carer"], WARD)
    assert recent.words == "Nobody to talk to in the village"
    assert where_found(session, "Hepzibah") == []
    assert (numbers(session, at), totals(session), counted(session, case, clock.today())) == before
    assert run_retention(session, PERIODS, by="system", at=at).others == {"flags": 0, "quotes": 0}


@pytest.mark.parametrize(("hold", "is_kept"), [("court", True), (None, False)])
def test_a_hold_keeps_the_words_of_a_record_whatever_the_day(
    session: Session, connector: User, town: Area, at: datetime, hold: str | None, *, is_kept: bool
) -> None:
    flag = of_somebody(session, connector, at, 13, hold_reason=hold)
    said(session, at, 13)
    erase_contacts(session, at)
    run_retention(session, PERIODS, by="system", at=at)
    session.expire_all()
    assert (flag.words is not None, flag.action_id is not None) == (is_kept, is_kept)
    assert where_found(session, "Hepzibah") == []


def test_a_quote_stays_as_long_as_a_record_and_no_longer(session: Session, town: Area, at: datetime) -> None:
    young, old = said(session, at, 23), said(session, at, 25)
    young.quote = old.quote = "The stairs are too much"
    done = run_retention(session, PERIODS, by="system", at=at)
    session.expire_all()
    assert (done.others["quotes"], [young.quote, old.quote]) == (1, ["The stairs are too much", None])


def test_a_plan_counts_what_is_due_and_changes_nothing(
    session: Session, connector: User, town: Area, at: datetime
) -> None:
    said(session, at, 30).quote = "The stairs are too much"
    of_somebody(session, connector, at, 13, hold_reason="court")
    session.commit()
    rows = sorted(everything(session))
    assert plan(session, PERIODS, at).others == {"flags": 1, "quotes": 1}
    assert sorted(everything(session)) == rows


def test_what_was_left_to_ring_somebody_back_goes_though_its_flag_is_nobodys(
    session: Session, town: Area, at: datetime
) -> None:
    promise(session, said(session, at, 0), "07700 900872", "Hepzi", by="public", at=at)
    erase_contacts(session, at + timedelta(days=366))
    run_retention(session, PERIODS, by="system", at=at + timedelta(days=366))
    assert where_found(session, "07700 900872", "Hepzi") == []
    assert session.scalar(select(func.count()).select_from(UnmetNeed)) == 1


def test_the_page_says_how_many_are_due_and_what_the_last_run_did(
    client: CheckedClient, session: Session, administrator: User, town: Area, at: datetime
) -> None:
    said(session, at, 13)
    client.sign_in(administrator)
    text = client.page("/staff/retention").text
    assert "Flags of unmet needs older than 12 months: emptied of words and of who raised them 1" in text
    assert "Quotes older than 24 months, without names: erased 0" in text
    run_retention(session, PERIODS, by="system", at=at)
    assert "1 flag emptied, 0 quotes erased" in client.page("/staff/retention").text

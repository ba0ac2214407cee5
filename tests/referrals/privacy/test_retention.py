"""When somebody's time is up: the totals stay, the person is gone from every table, and a hold keeps them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import verify
from directory.listings.models import Service
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import put
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.models import (
    Agreement,
    ContactAction,
    Conversation,
    FollowUp,
    Person,
    PersonMark,
    ReadingGrant,
    Referral,
    ReferralEvent,
)
from directory.referrals.people.opening import ReadingReason, give_reason
from directory.referrals.policy import visible_conversations, visible_follow_ups, visible_referrals
from directory.referrals.privacy.ageing import Periods
from directory.referrals.privacy.retention import months_before, plan, run_retention
from directory.referrals.totals import Period, totals
from tests.factories import listings as make
from tests.factories import referrals as help_by
from tests.referrals.privacy.generated import help_given
from tests.referrals.privacy.scanning import everything, where_found

PERIODS = Periods(person=24, unmet=12)
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=1000)


@pytest.fixture
def services(session: Session) -> list[Service]:
    return [make.service(session, f"Club {number}") for number in range(3)]


def test_two_thousand_referrals_lose_their_people_and_no_total(
    session: Session, connector: User, supervisor: User, services: list[Service], at: datetime
) -> None:
    made = help_given(session, connector, services, LONG_AGO, people=250, referrals_each=9)
    kept = help_given_lately(session, connector, services)
    put(session, "referrals.sent", {"referral": str(made.referrals[0])}, at=at)
    put(session, "referrals.sent", {"referral": str(kept.referrals[0])}, at=at)
    session.commit()
    before = totals(session)
    assert sum(before.referrals.values()) > 1600  # drafts and errors count nowhere
    assert where_found(session, "Quilliam Testperson7") != []

    done = run_retention(session, PERIODS, by="system", at=at)

    assert (done.people, done.held) == (250, 0)
    after = totals(session)
    assert after == before
    assert totals(session, Period(last=at.date())) == before
    assert where_found(session, "Quilliam") == []
    assert session.scalars(select(Person.id)).all() == kept.people
    for model in (PersonMark, Agreement, ReferralEvent):
        assert session.scalar(select(func.count()).select_from(model)) == 0, model
    assert [message.payload for message in session.scalars(select(OutboxMessage))] == [
        {"referral": str(kept.referrals[0])}
    ]
    _nothing_left_to_link(session)
    for visible in (visible_referrals, visible_conversations, visible_follow_ups):
        for user in (connector, supervisor):
            found = session.scalars(visible(user)).unique().all()
            assert all(row.person_id in kept.people for row in found)
    assert verify(session).whole


def help_given_lately(session: Session, connector: User, services: list[Service]) -> "Kept":
    """Somebody whose last contact was yesterday."""
    person = help_by.helped_person(session, connector, "Kept Kate", last_contact_at=NOW - timedelta(days=1))
    help_by.conversation(session, connector, person, NOW - timedelta(days=1))
    referral = help_by.referral(session, connector, person, services[0], NOW - timedelta(days=1), is_agreed=False)
    return Kept([person.id], [referral.id])


class Kept:
    """Who and what must still be there."""

    def __init__(self, people: list[object], referrals: list[object]) -> None:
        self.people, self.referrals = people, referrals


def _nothing_left_to_link(session: Session) -> None:
    """No id tells a moment, no day is more exact than its month, no link leads from row to row."""
    models: tuple[Any, ...] = (Conversation, ContactAction, Referral)
    for model in models:
        for row in session.scalars(select(model).where(model.person_id.is_(None))):
            assert row.id.version == 4, "an id that tells when it was made"
            assert clock.local(row.created_at).day == 1
            assert (row.navigator_id, row.team_id, row.lsoa_code) == (None, None, None)
    orphans = select(ContactAction).where(ContactAction.person_id.is_(None))
    assert all((each.conversation_id, each.referral_id) == (None, None) for each in session.scalars(orphans))
    alone = select(FollowUp).where(FollowUp.person_id.is_(None))
    assert all(
        (each.action_id, each.referral_id, each.due_on.day) == (None, None, 1) for each in session.scalars(alone)
    )


def test_a_second_run_does_nothing_more(
    session: Session, connector: User, services: list[Service], at: datetime
) -> None:
    help_given(session, connector, services, LONG_AGO, people=3, referrals_each=2)
    run_retention(session, PERIODS, by="system", at=at)
    rows = sorted(everything(session))
    again = run_retention(session, PERIODS, by="system", at=at)
    assert (again.people, again.unmet, again.nameless) == (0, 0, 0)
    assert sorted(everything(session)) == rows


def test_a_hold_keeps_everything_of_somebody(
    session: Session, connector: User, services: list[Service], at: datetime
) -> None:
    made = help_given(session, connector, services, LONG_AGO, people=2, referrals_each=6)
    held = session.get_one(Person, made.people[0])
    held.hold_reason = "court"
    session.commit()
    unmet = select(func.count()).where(ContactAction.person_id == held.id)
    before = session.scalar(unmet)
    done = run_retention(session, PERIODS, by="system", at=at)
    assert (done.people, done.held) == (1, 1)
    assert session.scalars(select(Person.id)).all() == [held.id]
    assert session.scalar(unmet) == before


@pytest.mark.parametrize("what", ["talk", "action", "referral", "task", "noted"])
def test_any_contact_since_keeps_somebody(
    session: Session, connector: User, services: list[Service], at: datetime, what: str
) -> None:
    person = help_by.helped_person(session, connector, last_contact_at=LONG_AGO)
    recent = at - timedelta(days=30)
    if what == "talk":
        help_by.conversation(session, connector, person, recent)
    if what == "action":
        talk = help_by.conversation(session, connector, person, LONG_AGO)
        help_by.action(session, talk, ActionKind.SIGNPOST).at = recent
    if what == "referral":
        help_by.referral(session, connector, person, services[0], recent, is_agreed=False)
    if what == "task":
        task = FollowUp(kind="ring_back", person_id=person.id, due_on=LONG_AGO.date(), first_due_on=LONG_AGO.date())
        task.done_at = recent
        session.add(task)
    if what == "noted":
        person.last_contact_at = recent
    session.commit()
    assert run_retention(session, PERIODS, by="system", at=at).people == 0


def test_an_unmet_need_loses_its_person_after_a_year_and_stays_counted(
    session: Session, connector: User, at: datetime
) -> None:
    person = help_by.helped_person(session, connector, last_contact_at=at)
    made = {}
    for months in (13, 11):
        when = months_before(at, months)
        talk = help_by.conversation(session, connector, person, when)
        action = help_by.action(
            session, talk, ActionKind.UNMET, need="money.debt", unmet_reason=UnmetReason.FULL, note="about her"
        )
        made[months] = action.id
        task = FollowUp(kind="ring_back", person_id=person.id, action_id=action.id, due_on=when.date())
        task.first_due_on = when.date()
        session.add(task)
    session.commit()
    before = totals(session)
    assert run_retention(session, PERIODS, by="system", at=at).unmet == 1
    assert totals(session) == before
    tied = select(ContactAction.id).where(ContactAction.person_id.is_not(None))
    assert session.scalars(tied).all() == [made[11]]
    loose = session.scalars(select(ContactAction).where(ContactAction.person_id.is_(None))).one()
    assert (loose.conversation_id, loose.note, loose.unmet_reason) == (None, None, UnmetReason.FULL)


def test_the_flag_of_an_unmet_need_lets_go_as_well_and_keeps_what_counts(
    session: Session, connector: User, at: datetime
) -> None:
    person = help_by.helped_person(session, connector, last_contact_at=at)
    when = months_before(at, 13)
    talk = help_by.conversation(session, connector, person, when)
    action = help_by.action(session, talk, ActionKind.UNMET, need="money.debt", unmet_reason=UnmetReason.FULL)
    flag = UnmetNeed(
        need="money.debt", reason=UnmetReason.FULL, source=FlagSource.NAVIGATOR, at=when, month=when.date()
    )
    flag.words, flag.action_id, flag.cohorts, flag.lsoa_code = "about her", action.id, ["carers"], "E01028300"
    session.add(flag)
    session.commit()
    run_retention(session, PERIODS, by="system", at=at)
    cut = session.execute(select(UnmetNeed.words, UnmetNeed.action_id, UnmetNeed.flagged_by)).one()
    assert tuple(cut) == (None, None, None)
    kept = session.execute(select(UnmetNeed.cohorts, UnmetNeed.lsoa_code, UnmetNeed.need, UnmetNeed.at)).one()
    assert tuple(kept[:3]) == (["carers"], "E01028300", "money.debt")
    assert clock.local(kept.at).day == 1


def test_contacts_in_which_nobody_was_named_lose_their_words(
    session: Session, connector: User, services: list[Service], at: datetime
) -> None:
    talk = help_by.conversation(session, connector, None, LONG_AGO, note="a man from Kirkby Street")
    help_by.action(session, talk, ActionKind.SIGNPOST, service_id=services[0].id, note="Kirkby Street")
    session.commit()
    before = totals(session)
    assert run_retention(session, PERIODS, by="system", at=at).nameless == 1
    assert totals(session) == before
    assert where_found(session, "Kirkby Street") == []


def test_a_plan_counts_and_changes_nothing(
    session: Session, connector: User, services: list[Service], at: datetime
) -> None:
    help_given(session, connector, services, LONG_AGO, people=3, referrals_each=1)
    session.commit()
    rows = sorted(everything(session))
    found = plan(session, PERIODS, at)
    assert (found.people, found.held, found.before) == (3, 0, datetime(2024, 1, 5).date())  # noqa: DTZ001
    assert sorted(everything(session)) == rows


@pytest.mark.parametrize(
    ("moment", "months", "day"),
    [
        (datetime(2026, 3, 31, 12, tzinfo=UTC), 1, (2026, 2, 28)),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), 24, (2022, 2, 28)),
        (datetime(2026, 1, 5, 12, tzinfo=UTC), 12, (2025, 1, 5)),
    ],
)
def test_months_are_counted_as_people_count_them(moment: datetime, months: int, day: tuple[int, int, int]) -> None:
    found = months_before(moment, months)
    assert (found.year, found.month, found.day) == day


def test_reading_grants_go_with_the_record(session: Session, connector: User, colleague: User, at: datetime) -> None:
    person = help_by.helped_person(session, connector, last_contact_at=LONG_AGO)
    give_reason(session, person, ReadingReason.COVER, by=colleague, at=LONG_AGO)
    run_retention(session, PERIODS, by="system", at=at)
    assert session.scalars(select(ReadingGrant)).all() == []

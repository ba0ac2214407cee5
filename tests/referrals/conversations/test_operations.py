"""Conversations and actions as they are written down."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import signals
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.conversations.codes import PassedTo, TechnologyAnswer
from directory.referrals.conversations.operations import (
    add_action,
    answer_technology,
    attach_person,
    open_conversation,
    pass_worry_on,
    undo_action,
)
from directory.referrals.conversations.talk import Area, FamilyHelp, Talk
from directory.referrals.models import FollowUp, Person
from tests.cast import DISTRICT
from tests.referrals.conversations.conftest import ALARMS, LSOA, LUNCH, WARD

K = ActionKind
WORDS = Talk(what_matters="Company at the table", strengths="Plays the piano", needs=(LUNCH,))


def follow_ups(session: Session) -> list[FollowUp]:
    return list(session.scalars(select(FollowUp).order_by(FollowUp.id)))


def test_a_conversation_with_somebody_is_counted_where_they_live(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    later = at + timedelta(days=3)
    talk = open_conversation(session, WORDS, by=connector, at=later, person=edith)
    assert (talk.what_matters, talk.needs, talk.month) == ("Company at the table", [LUNCH], date(2026, 1, 1))
    assert (talk.ward_code, talk.lsoa_code, talk.district_code) == (WARD, LSOA, DISTRICT)
    assert edith.last_contact_at == later


def test_a_conversation_with_nobody_named_counts_by_area_and_need(
    session: Session, connector: User, at: datetime
) -> None:
    talk = open_conversation(session, Talk(needs=(LUNCH,), area=Area(district=DISTRICT)), by=connector, at=at)
    action = add_action(session, talk, K.INFORMATION, by=connector, at=at, need=LUNCH)
    assert (talk.person_id, talk.district_code) == (None, DISTRICT)
    assert (action.person_id, action.district_code, action.team_id) == (None, DISTRICT, connector.team_id)
    assert follow_ups(session) == []


@pytest.mark.requirement("A066")
def test_help_by_family_is_kept_only_once_they_agreed(session: Session, connector: User, at: datetime) -> None:
    with pytest.raises(RuleBroken, match="willing and agree") as refused:
        open_conversation(session, Talk(family_help=FamilyHelp("Her son", "shops", False)), by=connector, at=at)
    assert refused.value.field == "family_agreed"
    agreed = FamilyHelp("Her son", "shops", True, "He works nights")
    talk = open_conversation(session, Talk(family_help=agreed), by=connector, at=at)
    assert talk.family_help == {"who": "Her son", "what": "shops", "agreed": True, "impact": "He works nights"}


@pytest.mark.requirement("A100")
def test_one_conversation_leads_to_many_actions(
    session: Session, connector: User, edith: Person, tea: Service, at: datetime
) -> None:
    talk = open_conversation(session, WORDS, by=connector, at=at, person=edith)
    add_action(session, talk, K.INFORMATION, by=connector, at=at, need="money.energy")
    add_action(session, talk, K.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id)
    add_action(session, talk, K.SUPPORTED_INTRO, by=connector, at=at, need=LUNCH, service_id=tea.id, accompanied=True)
    add_action(session, talk, K.UNMET, by=connector, at=at, need=LUNCH, unmet_reason=UnmetReason.COST)
    add_action(session, talk, K.ASSESSMENT_REQUEST, by=connector, at=at)
    assert [action.kind for action in talk.actions] == [
        K.INFORMATION,
        K.SIGNPOST,
        K.SUPPORTED_INTRO,
        K.UNMET,
        K.ASSESSMENT_REQUEST,
    ]
    assert {action.person_id for action in talk.actions} == {edith.id}


@pytest.mark.requirement("A060")
def test_somebody_known_is_rung_two_weeks_after_they_were_pointed_somewhere(
    session: Session, connector: User, edith: Person, tea: Service, at: datetime
) -> None:
    talk = open_conversation(session, WORDS, by=connector, at=at, person=edith)
    add_action(session, talk, K.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id)
    assert [task.due_on for task in follow_ups(session)] == [date(2026, 1, 19)]


def test_an_unmet_need_is_told_on_with_its_reason(session: Session, connector: User, at: datetime) -> None:
    told: list[tuple[UUID, bool]] = []

    def hear(_session: Session, *, action_id: UUID, is_follow_up: bool) -> None:
        told.append((action_id, is_follow_up))

    with signals.need_unmet.connected_to(hear):
        action = add_action(
            session,
            None,
            K.UNMET,
            by=connector,
            at=at,
            need=LUNCH,
            unmet_reason=UnmetReason.TOO_FAR,
            severity=Severity.HIGH,
        )
    assert told == [(action.id, False)]


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        (K.SIGNPOST, {"need": LUNCH}, "service"),
        (K.SUPPORTED_INTRO, {}, "service"),
        (K.UNMET, {"unmet_reason": UnmetReason.COST}, "need"),
        (K.UNMET, {"need": LUNCH}, "unmet_reason"),
    ],
)
def test_what_an_action_needs_is_asked_for(
    session: Session, connector: User, at: datetime, kind: ActionKind, facts: dict[str, str], field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        add_action(session, None, kind, by=connector, at=at, **facts)  # type: ignore[arg-type]  # as they come
    assert refused.value.field == field


def test_naming_somebody_later_gives_them_what_was_done_and_its_ring_back(
    session: Session, connector: User, edith: Person, tea: Service, at: datetime
) -> None:
    talk = open_conversation(session, Talk(needs=(LUNCH,)), by=connector, at=at)
    action = add_action(session, talk, K.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id)
    session.refresh(talk)
    attach_person(session, talk, edith, by=connector, at=at)
    assert (talk.person_id, action.person_id, action.ward_code) == (edith.id, edith.id, WARD)
    assert [task.due_on for task in follow_ups(session)] == [date(2026, 1, 19)]


def test_a_mistake_is_taken_back_on_its_day_and_by_its_maker_only(
    session: Session, connector: User, colleague: User, edith: Person, tea: Service, at: datetime
) -> None:
    def told() -> object:
        return add_action(session, None, K.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id, person=edith)

    action = told()
    with pytest.raises(Conflict):
        undo_action(session, action, by=colleague, at=at)  # type: ignore[arg-type]  # an action
    with pytest.raises(Conflict):
        undo_action(session, action, by=connector, at=at + timedelta(days=1))  # type: ignore[arg-type]  # an action
    undo_action(session, action, by=connector, at=at)  # type: ignore[arg-type]  # an action
    assert follow_ups(session) == []


def test_interest_in_technology_is_a_need_and_setting_it_aside_is_not(
    session: Session, connector: User, at: datetime
) -> None:
    talk = open_conversation(session, WORDS, by=connector, at=at)
    answer_technology(session, talk, TechnologyAnswer.COST)
    assert (talk.technology, talk.needs) == ("cost", [LUNCH])
    answer_technology(session, talk, TechnologyAnswer.OFFERED)
    assert talk.needs == [LUNCH, ALARMS]


def test_a_worry_is_passed_on_without_a_word_of_it(session: Session, connector: User, at: datetime) -> None:
    talk = open_conversation(session, Talk(), by=connector, at=at)
    pass_worry_on(session, talk, PassedTo.ADULTS, by=connector, at=at)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "safeguarding.passed")).one()
    assert (talk.passed_to, event.detail) == ("adults", {"to": "adults"})

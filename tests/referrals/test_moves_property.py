"""No sequence of moves by anybody leaves the table; a refused move changes nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import WaypostError
from directory.listings.models import Organization
from directory.referrals.codes.referral import ClosureReason, Declined, Mover, NotTakenUp, ReferralStatus
from directory.referrals.models import Referral
from directory.referrals.moves import move
from directory.referrals.states import EXCEPTIONS, MOVES
from directory.referrals.told import Told
from tests.factories import listings as make
from tests.factories import referrals as people

AT = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
S = ReferralStatus

#: The table, written out once more by hand: who may move it from where to where.
TABLE: dict[tuple[str, str], set[str]] = {
    ("draft", "submitted"): {"navigator", "resident"},
    ("draft", "error"): {"navigator", "resident"},
    ("submitted", "acknowledged"): {"provider", "system"},
    ("submitted", "withdrawn"): {"navigator", "resident"},
    ("acknowledged", "info_needed"): {"provider"},
    ("acknowledged", "accepted"): {"provider"},
    ("acknowledged", "waiting"): {"provider"},
    ("acknowledged", "not_accepted"): {"provider"},
    ("acknowledged", "redirected"): {"provider"},
    ("acknowledged", "withdrawn"): {"navigator", "resident"},
    ("info_needed", "acknowledged"): {"navigator", "resident"},
    ("info_needed", "withdrawn"): {"navigator", "resident"},
    ("accepted", "started"): {"provider", "navigator"},
    ("accepted", "waiting"): {"provider"},
    ("accepted", "not_taken_up"): {"provider", "navigator"},
    ("accepted", "withdrawn"): {"navigator", "resident"},
    ("waiting", "started"): {"provider", "navigator"},
    ("waiting", "not_accepted"): {"provider"},
    ("waiting", "not_taken_up"): {"provider", "navigator"},
    ("waiting", "withdrawn"): {"navigator", "resident"},
    ("started", "completed"): {"provider"},
    ("started", "not_taken_up"): {"provider", "navigator"},
    ("completed", "closed"): {"navigator", "system"},
    ("not_accepted", "redirected"): {"navigator"},
    ("not_accepted", "closed"): {"navigator"},
    ("not_taken_up", "closed"): {"navigator"},
    ("not_taken_up", "accepted"): {"provider", "navigator"},
    ("withdrawn", "closed"): {"navigator", "system"},
    ("closed", "acknowledged"): {"supervisor"},
    **{
        (status, "closed"): {"navigator", "supervisor"}
        for status in ("submitted", "acknowledged", "info_needed", "accepted", "waiting", "started")
    },
}

_SAYS = st.fixed_dictionaries(
    {},
    optional={
        "reason": st.sampled_from(["changed_mind", "no_response", ""]),
        "words": st.sampled_from(["", "Some words"]),
        "day": st.sampled_from([AT.date(), AT.date() + timedelta(days=20), AT.date() - timedelta(days=900)]),
        "weeks": st.integers(-1, 300),
        "declined": st.sampled_from(Declined),
        "not_taken_up": st.sampled_from(NotTakenUp),
        "closure": st.sampled_from(ClosureReason),
        "new_referral_id": st.just(UUID(int=1)),
        "service_id": st.just(UUID(int=2)),
        "is_agreed": st.booleans(),
        "is_follow_up_done": st.booleans(),
        "is_need_unmet": st.sampled_from([None, True, False]),
    },
)
_STEPS = st.lists(
    st.tuples(st.sampled_from(S), st.sampled_from(Mover), _SAYS, st.integers(0, 40)), min_size=1, max_size=12
)


def test_the_table_is_the_one_of_the_domain() -> None:
    assert {(line.frm.value, line.to.value): {who.value for who in line.who} for line in MOVES} == TABLE


@pytest.fixture
def at_work(app: Flask, session: Session, connector: User, organization: Organization) -> Referral:
    service = make.service(session, "Tea on Tuesdays", organization=organization)
    edith = people.helped_person(session, connector)
    return people.referral(session, connector, edith, service, AT, status=S.DRAFT)


def _columns(referral: Referral) -> dict[str, Any]:
    return {column.key: getattr(referral, column.key) for column in inspect(Referral).column_attrs}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS, start=st.sampled_from([*S]))
def test_no_sequence_of_moves_leaves_the_table(
    session: Session, at_work: Referral, steps: list[tuple[S, Mover, dict[str, Any], int]], start: S
) -> None:
    outer = session.begin_nested()
    referral, at = at_work, AT
    referral.status = start
    if start is S.CLOSED:
        referral.closure_reason = ClosureReason.GOAL_MET
    session.flush()
    for to, mover, said, days in steps:
        at += timedelta(days=days)
        frm, before, events = referral.status, _columns(referral), len(_events(session, referral))
        try:
            with session.begin_nested():
                move(session, referral, to, mover=mover, actor="user:x", at=at, told=Told(**said))
        except WaypostError:
            assert _columns(referral) == before
            assert len(_events(session, referral)) == events
            continue
        assert mover.value in TABLE[frm.value, to.value]
        made = _events(session, referral)[events]
        assert (made.frm, made.to, made.mover) == (frm, to, mover)
        _holds(referral, frm, to, said)
    outer.rollback()
    session.expire_all()


def _holds(referral: Referral, frm: S, to: S, said: dict[str, Any]) -> None:
    """What a move that was made must have left."""
    if to is S.CLOSED:
        assert referral.closure_reason is not None
    if frm.value in ("submitted", "acknowledged", "info_needed", "accepted", "waiting", "started") and to is S.CLOSED:
        assert said["closure"] in EXCEPTIONS
    if to is S.STARTED:
        assert referral.started_on == said["day"]
    if to is S.NOT_ACCEPTED:
        assert referral.declined == said["declined"]


def _events(session: Session, referral: Referral) -> list[Any]:
    session.flush()
    session.expire(referral, ["events"])
    return list(referral.events)


def test_the_clock_decides_whether_somebody_may_come_back(session: Session, at_work: Referral) -> None:
    at_work.status, at_work.status_since = S.NOT_TAKEN_UP, AT
    session.flush()
    late = AT + timedelta(days=29)
    with pytest.raises(WaypostError, match="28 days"):
        move(session, at_work, S.ACCEPTED, mover=Mover.NAVIGATOR, actor="x", at=late, told=Told(day=late.date()))
    with clock.stopped_at(AT):
        told = Told(day=AT.date())
        move(session, at_work, S.ACCEPTED, mover=Mover.NAVIGATOR, actor="x", at=AT + timedelta(days=28), told=told)

"""A flag is one need, one area, one reason, and names nobody."""

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.needs.codes import FAMILY_OF, SAID_BY_RESIDENT, FlagSource
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.conversations.operations import add_action
from tests.factories import referrals as people


def test_every_reason_has_a_family_and_words_for_residents() -> None:
    assert set(FAMILY_OF) == set(SAID_BY_RESIDENT) == set(UnmetReason)


@pytest.mark.requirement("A111")
def test_a_flag_has_no_room_for_a_person() -> None:
    columns = {column.key for column in inspect(UnmetNeed).column_attrs}
    assert not columns & {"person_id", "name", "phone", "email", "postcode", "conversation_id"}


def test_a_need_that_stays_unmet_in_a_conversation_becomes_a_flag_at_once(session: Session, connector: User) -> None:
    edith = people.helped_person(session, connector, ward_code="E05009876", district_code="E07000174")
    action = add_action(
        session,
        None,
        ActionKind.UNMET,
        by=connector,
        at=clock.now(),
        need="connect.lunch",
        person=edith,
        unmet_reason=UnmetReason.TRANSPORT,
        severity=Severity.HIGH,
    )
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.reason, flag.severity) == ("connect.lunch", UnmetReason.TRANSPORT, Severity.HIGH)
    assert (flag.ward_code, flag.action_id, flag.source) == ("E05009876", action.id, FlagSource.NAVIGATOR)


def test_three_groups_are_one_too_many(session: Session) -> None:
    flag = Flag("connect.lunch", UnmetReason.COST, FlagSource.PARTNER, cohorts=("men", "carer", "rural"))
    with pytest.raises(RuleBroken, match="at most two"):
        raise_flag(session, flag, by="user:x", at=clock.now())

"""The same thing said twice is marked, never deleted; two neighbours who miss the same are two."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.flags.doubles import alike
from directory.needs.flags.operations import Flag, mark_double, put_further, raise_flag, set_apart, take_back
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.conversations.operations import add_action, undo_action
from tests.factories import listings as make
from tests.factories import referrals as people

WORDS = "No lunch club on Tuesdays that a wheelchair gets into"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (WORDS, WORDS.upper() + "!", True),
        (WORDS, "On Tuesdays no lunch club that a wheelchair gets into", True),
        (WORDS, "Nobody mends gates round here, not for money either", False),
        ("lunch club", "lunch club", False),
        (WORDS, None, False),
        (None, None, False),
    ],
)
def test_words_are_alike_when_they_are_somebodys_own(one: str | None, other: str | None, *, expected: bool) -> None:
    assert alike(one, other) is expected


def flagged(session: Session, **values: Any) -> UnmetNeed:
    facts = {
        "need": "connect.lunch",
        "reason": UnmetReason.NO_SERVICE,
        "source": FlagSource.PARTNER,
        "ward": "E05009876",
        "district": "E07000174",
        "words": WORDS,
    }
    at = values.pop("at", clock.now())
    return raise_flag(session, Flag(**(facts | values)), by="user:x", at=at)


def test_the_same_words_of_the_same_month_are_one_need(session: Session, at: Any) -> None:
    first, second = flagged(session), flagged(session, at=at + timedelta(days=2))
    assert (first.status, second.status) == (FlagStatus.OPEN, FlagStatus.DUPLICATE)
    assert second.double_of_id == first.id
    third = flagged(session, at=at + timedelta(days=3))
    assert third.double_of_id == first.id


@pytest.mark.parametrize(
    "difference",
    [
        {"ward": "E05009877"},
        {"ward": None},
        {"reason": UnmetReason.COST},
        {"source": FlagSource.NAVIGATOR},
        {"need": "connect.groups"},
        {"words": ""},
        {"people": 4},
    ],
)
def test_what_differs_counts_by_itself(session: Session, at: Any, difference: dict[str, Any]) -> None:
    flagged(session)
    assert flagged(session, **difference).status is FlagStatus.OPEN


def test_another_month_is_another_need(session: Session, at: Any) -> None:
    flagged(session)
    assert flagged(session, at=at + timedelta(days=40)).status is FlagStatus.OPEN


def test_a_double_is_set_apart_again(session: Session, at: Any) -> None:
    flagged(session)
    second = flagged(session)
    set_apart(session, second, by="user:x", at=at)
    assert (second.status, second.double_of_id) == (FlagStatus.OPEN, None)
    with pytest.raises(Conflict):
        set_apart(session, second, by="user:x", at=at)


def test_what_repeated_a_flag_that_was_taken_back_counts_in_its_place(session: Session, at: Any) -> None:
    first, second, third = flagged(session), flagged(session), flagged(session)
    take_back(session, first, by="user:x", at=at)
    session.refresh(third)
    assert (first.status, second.status) == (FlagStatus.TAKEN_BACK, FlagStatus.OPEN)
    assert (third.status, third.double_of_id) == (FlagStatus.DUPLICATE, second.id)
    with pytest.raises(Conflict):
        take_back(session, first, by="user:x", at=at)
    with pytest.raises(Conflict):
        put_further(session, third, FlagStatus.UNDER_REVIEW, by="user:x", at=at)


def test_two_flags_of_one_referral_are_one_need_whatever_the_words(session: Session, connector: User, at: Any) -> None:
    edith = people.helped_person(session, connector)
    referral = people.referral(session, connector, edith, make.service(session), at)
    first = flagged(session, referral_id=referral.id, words="")
    second = flagged(session, referral_id=referral.id, words="", reason=UnmetReason.FULL)
    assert second.double_of_id == first.id


def test_a_note_taken_back_takes_its_flag_along(session: Session, connector: User, at: Any) -> None:
    edith = people.helped_person(session, connector)
    action = add_action(
        session,
        None,
        ActionKind.UNMET,
        by=connector,
        at=at,
        need="connect.lunch",
        person=edith,
        unmet_reason=UnmetReason.COST,
    )
    undo_action(session, action, by=connector, at=at)
    session.expire_all()
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.status, flag.action_id) == (FlagStatus.TAKEN_BACK, None)


def test_a_flag_that_was_explained_may_turn_out_to_repeat(session: Session, at: Any) -> None:
    first, second = flagged(session), flagged(session, reason=UnmetReason.NOT_FOUND)
    second.reason = UnmetReason.NO_SERVICE
    session.flush()
    mark_double(session, second, at=at)
    assert second.double_of_id == first.id

"""What opened between two looks at a listing: only what helps somebody who waits."""

from typing import Any

import pytest

from directory.needs.codes import PromiseCause
from directory.needs.promises.openness import EVERYWHERE, Known, Opened, Openness, opened

NEEDS, AREAS = frozenset({"connect.lunch"}), frozenset({"E07000174"})


def now(**values: Any) -> Openness:
    return Openness(**({"is_open": True, "needs": NEEDS, "areas": AREAS} | values))


def before(**values: Any) -> Known:
    facts = {"is_open": True, "was_open": True, "has_room": False, "needs": NEEDS, "areas": AREAS}
    return Known(**(facts | values))


@pytest.mark.parametrize(
    ("then", "today", "causes"),
    [
        (None, now(), [PromiseCause.PUBLISHED]),
        (None, now(is_open=False), []),
        (None, now(is_full=True), []),
        (before(), now(), []),
        (before(is_open=False, was_open=False), now(), [PromiseCause.PUBLISHED]),
        (before(is_open=False), now(), [PromiseCause.REOPENED]),
        (before(is_open=False), now(is_full=True), []),
        (before(), now(has_room=True), [PromiseCause.PLACES]),
        (before(has_room=True), now(has_room=True), []),
        (before(), now(areas=AREAS | {"E07000171"}), [PromiseCause.WIDER]),
        (before(), now(areas=frozenset()), []),
        (before(), now(needs=NEEDS | {"connect.groups"}), [PromiseCause.PUBLISHED]),
        (before(), now(is_open=False), []),
    ],
)
def test_what_opened(then: Known | None, today: Openness, causes: list[PromiseCause]) -> None:
    assert [each.cause for each in opened(then, today)] == causes


def test_a_wider_area_is_news_there_only() -> None:
    (found,) = opened(before(), now(areas=AREAS | {"E07000171"}))
    assert found.serves({"E07000171"})
    assert not found.serves({"E07000174"})


def test_a_new_need_is_news_for_that_need_only() -> None:
    (found,) = opened(before(), now(needs=NEEDS | {"connect.groups"}))
    assert found.needs == {"connect.groups"}


def test_help_for_everywhere_serves_whoever_did_not_say_where() -> None:
    assert Opened(PromiseCause.PUBLISHED, NEEDS, frozenset({EVERYWHERE})).serves(())
    assert not Opened(PromiseCause.PUBLISHED, NEEDS, AREAS).serves(())

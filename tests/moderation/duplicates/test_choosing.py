"""Which value is kept unasked when two listings differ, and what both together say."""

from datetime import UTC, datetime
from typing import Any

import pytest

from directory.errors import RuleBroken
from directory.moderation.duplicates.choosing import Side, Standing, agreed, chosen, differences, stays

OLD = Standing(checked_at=None, changed_at=datetime(2025, 1, 1, tzinfo=UTC))
FRESH = Standing(checked_at=datetime(2025, 12, 1, tzinfo=UTC), changed_at=datetime(2025, 1, 1, tzinfo=UTC))
HALL = {"name": "The Hall", "address_1": "1 High Street", "postal_code": "NG18 1AA", "location_id": "a"}
PIN = {"latitude": 53.14401, "longitude": -1.19701}
DESK = {"name": "Reception"}
MONDAYS = {"freq": "WEEKLY", "interval": 1, "byday": "MO", "opens_at": "10:00"}
FRIDAYS = MONDAYS | {"byday": "FR"}


def default(key: str, first: Any, second: Any) -> Side | None:
    """What is kept unasked; the second is the fresher. Nothing where they do not differ."""
    found = differences({key: first}, {key: second}, OLD, FRESH)
    return found[0].default if found else None


@pytest.mark.parametrize(
    ("key", "first", "second", "side"),
    [
        ("url", "https://old.example.org", "https://new.example.org", Side.SECOND),
        ("url", "https://old.example.org", None, Side.FIRST),
        ("commissioning_status", "council_grant", "unknown", Side.FIRST),
        ("description", "Woodwork, tea, and a garden that everybody tends.", "Tea.", Side.FIRST),
        ("needs", ["a"], ["b"], Side.BOTH),
        ("needs", ["a", "b"], ["b"], Side.FIRST),
        ("phones", [{"number": "0115 496 0123"}], [{"number": "0115 496 0999"}], Side.BOTH),
        ("needs", ["a", "b"], ["b", "a"], None),
        ("venues", [HALL], [HALL | {"location_id": "b"}], None),
        ("venues", [HALL | PIN], [HALL | PIN | {"address_1": "High Street 1"}], Side.SECOND),
        ("venues", [HALL], [HALL | {"address_1": "9 Low Street"}], Side.BOTH),
        (
            "contacts",
            [DESK | {"phones": [{"number": "01159 60123456"}]}],
            [DESK | {"phones": [{"number": "011596 0123456"}]}],
            None,
        ),
        ("summary", "", None, None),
    ],
)
def test_unasked_the_fresher_and_fuller_is_kept(key: str, first: Any, second: Any, side: Side | None) -> None:
    assert default(key, first, second) is side


def test_both_together_say_each_thing_once() -> None:
    found = differences(
        {"phones": [{"number": "0115 496 0123"}]},
        {"phones": [{"number": "+44 115 4960123"}, {"number": "0115 496 0999"}]},
        OLD,
        FRESH,
    )
    numbers = chosen(found, {"phones": Side.BOTH})["phones"]
    assert [row["number"] for row in numbers] == ["0115 496 0123", "0115 496 0999"]


def test_one_place_of_both_keeps_the_times_of_both() -> None:
    found = differences(
        {"venues": [HALL | {"times": [MONDAYS]}]},
        {"venues": [HALL | {"location_id": "b", "times": [FRIDAYS, MONDAYS]}]},
        OLD,
        FRESH,
    )
    (place,) = chosen(found, {"venues": Side.BOTH})["venues"]
    assert place["location_id"] == "a"
    assert place["times"] == [MONDAYS, FRIDAYS]


def test_what_cannot_be_chosen_is_refused() -> None:
    found = differences({"name": "A"}, {"name": "B"}, OLD, FRESH)
    with pytest.raises(RuleBroken, match="Select which to keep: name"):
        chosen(found, {"name": Side.BOTH})


def test_the_standing_of_a_listing_is_not_asked() -> None:
    assert differences({"visibility": "public"}, {"visibility": "internal"}, OLD, FRESH) == ()


def test_what_both_say_is_named_once() -> None:
    assert agreed({"name": "A", "url": None}, {"name": "A", "url": None}) == ("name",)


def test_the_one_people_can_see_stays_then_the_fresher() -> None:
    content = {"name": "A"}
    assert stays(True, False, content, content, OLD, FRESH) is Side.FIRST
    assert stays(True, True, content, content, OLD, FRESH) is Side.SECOND

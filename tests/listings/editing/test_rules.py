"""What content is refused, beside which field, and with which sentence. No database."""

from typing import Any

import pytest

from directory.errors import RuleBroken
from directory.listings.editing.rules import check_content, check_whole_content


@pytest.mark.parametrize(
    ("key", "value", "field", "says"),
    [
        ("name", "  ", "name", "Enter the name"),
        ("name", "x" * 256, "name", "255 characters"),
        ("summary", "word " * 41, "summary", "40 words"),
        ("url", "javascript:alert(1)", "url", "starts with http"),
        ("url", "ftp://example.org", "url", "starts with http"),
        ("url", "http://localhost:8000/x", "url", "anybody can open"),
        ("url", "http://127.0.0.1/", "url", "anybody can open"),
        ("url", "http://2130706433/", "url", "anybody can open"),
        ("url", "http://0x7f.1/", "url", "anybody can open"),
        ("url", "http://[::1]/", "url", "anybody can open"),
        ("url", "http://printer.local", "url", "anybody can open"),
        ("url", "http://intranet/", "url", "anybody can open"),
        ("url", "https://user:secret@example.org", "url", "without a name or password"),
        ("url", "https://exa mple.org", "url", "starts with http"),
        ("bsl_video_url", "http://film.example.org", "bsl_video_url", "starts with https://"),
        ("email", "nobody", "email", "correct format"),
        ("minimum_age", "old", "minimum_age", "whole number from 0 to 120"),
        ("asset_type", "castle", "asset_type", "Select one"),
        ("delivery_modes", ["venue", "owl"], "delivery_modes", "Select one"),
        ("phones", [{"number": "ring us"}], "phones.0.number", "cannot be dialled"),
        ("phones", [{"number": "0115 496 0123"}, {"number": "12"}], "phones.1.number", "cannot be dialled"),
        ("phones", [{"number": ""}], "phones.0.number", "take the line out"),
        ("times", [{"freq": "WEEKLY"}], "times.0.byday", "day of the week"),
        ("times", [{"freq": None}], "times.0.dtstart", "Enter the day"),
        ("times", [{"freq": "WEEKLY", "byday": "XX"}], "times.0.byday", "Select the day"),
        ("times", [{"freq": "WEEKLY", "interval": 2, "byday": "MO"}], "times.0.dtstart", "next one"),
        ("times", [{"freq": "WEEKLY", "byday": "MO", "opens_at": "25:00"}], "times.0.opens_at", "Enter a time"),
        ("times", [{"freq": "WEEKLY", "byday": "MO", "closes_at": "12:00"}], "times.0.opens_at", "time it starts"),
        ("days_off", [{"reason": "?"}], "days_off.0.date", "Enter the date"),
        ("closed", {"from": "2026-02-02", "to": "2026-02-01"}, "closed.to", "not before the first"),
        ("costs", [{"cost_type": "fixed", "amount": "three"}], "costs.0.amount", "in pounds"),
        ("costs", [{"cost_type": "fixed", "amount": "-1"}], "costs.0.amount", "in pounds"),
        ("costs", [{"cost_type": "free", "amount": "3"}], "costs.0.amount", "free costs nothing"),
        ("cohorts", [{"code": "older"}], "cohorts.0.how", "Select whether"),
        ("venues", [{"description": "upstairs"}], "venues.0.name", "name of the place"),
        ("venues", [{"name": "Hall", "postal_code": "NG1"}], "venues.0.postal_code", "full postcode"),
        ("venues", [{"name": "Hall", "latitude": 99, "longitude": 0}], "venues.0.latitude", "pin"),
        ("venues", [{"name": "Hall", "phones": [{"number": "x"}]}], "venues.0.phones.0.number", "dialled"),
        ("organization", {"website": "https://example.org"}, "organization.name", "organisation’s name"),
        ("picture", {"file": "../../etc/passwd", "alt": "x"}, "picture", "Choose the picture again"),
        ("picture", {"file": "0" * 32 + ".jpg"}, "picture.alt", "cannot see it"),
        ("capacity", {"status": "bursting"}, "capacity.status", "Select one"),
        ("colour", "red", "colour", "no such field"),
    ],
)
def test_refused(key: str, value: Any, field: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says) as refusal:
        check_content({key: value})
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("name", " O’Brien’s 🫖 مقهى ", "O’Brien’s 🫖 مقهى"),
        ("url", "example.org/tea", "https://example.org/tea"),
        ("url", "https://www.ünïcode.example/ä", "https://www.ünïcode.example/ä"),
        ("url", "", None),
        ("email", None, None),
        ("access_routes", ["self", "drop_in", "self"], ["drop_in", "self"]),
        ("referral_route", "", "none"),
        ("phones", [{"number": "116 123", "extension": ""}], [{"number": "116 123", "kind": "voice"}]),
        ("phones", [{"number": "18001 0115 496 0123"}], [{"number": "18001 0115 496 0123", "kind": "voice"}]),
        ("phones", [{"number": "+44 (0)115 496 0123"}], [{"number": "+44 (0)115 496 0123", "kind": "voice"}]),
        ("costs", [{"cost_type": "fixed", "amount": "£2.5"}], [{"cost_type": "fixed", "amount": "2.50"}]),
        ("languages", ["EN", "Scots"], ["en", "Scots"]),
        ("access", {"lift": ""}, {"lift": "not_known"}),
        ("closed", None, None),
    ],
)
def test_written_in_one_way(key: str, value: Any, kept: Any) -> None:
    assert check_content({key: value}) == {key: kept}


def test_a_time_is_padded_and_a_weekly_one_needs_no_date() -> None:
    (pattern,) = check_content({"times": [{"freq": "WEEKLY", "byday": "mo, we", "opens_at": "9.30"}]})["times"]
    assert pattern == {
        "freq": "WEEKLY", "interval": 1, "term_time_only": False, "byday": "MO,WE", "opens_at": "09:30",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "minimum_age": 60, "maximum_age": 50}, "maximum_age"),
        ({"name": "x", "contract_start": "2026-02-01", "contract_end": "2026-01-01"}, "contract_end"),
    ],
)
def test_fields_that_contradict_each_other(content: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_whole_content(content)
    assert refusal.value.field == field

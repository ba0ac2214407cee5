"""Single values out of feeds: lenient in, strict out."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from directory.clock import LONDON
from directory.openreferral.mapping.contacts import contacts, email, phones, website
from directory.openreferral.mapping.costs import costs
from directory.openreferral.mapping.dates import day, moment, wall_time
from directory.openreferral.mapping.numbers import ages, amount
from directory.openreferral.mapping.text import line, plain, summary


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2025-03-01", date(2025, 3, 1)),
        ("01/02/2025", date(2025, 2, 1)),
        ("1st March 2025", date(2025, 3, 1)),
        ("2025-03-01T00:00:00Z", date(2025, 3, 1)),
        ("20250301", date(2025, 3, 1)),
        ("31/02/2025", None),
        ("soon", None),
        ("", None),
        (20250301, None),
        (None, None),
    ],
)
def test_dates_are_read_in_british_order_or_not_at_all(given: Any, expected: date | None) -> None:
    assert day(given) == expected


def test_a_moment_without_a_zone_is_londons() -> None:
    assert moment("2025-07-01T10:00:00") == datetime(2025, 7, 1, 10, tzinfo=LONDON)
    assert moment("2025-07-01T10:00:00") == datetime(2025, 7, 1, 9, tzinfo=UTC)
    assert moment("2025-07-01T10:00:00.123Z") == datetime(2025, 7, 1, 10, 0, 0, 123000, tzinfo=UTC)
    assert moment("yesterday") is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("9:40", "09:40"),
        ("10:00Z", "10:00"),
        ("10:00:00+01:00", "10:00"),
        ("10am", "10:00"),
        ("2.30pm", "14:30"),
        ("12am", "00:00"),
        ("noon", "12:00"),
        ("1430", "14:30"),
        ("24:00", "24:00"),
        ("2025-01-01T18:00:00Z", "18:00"),
        ("25:00", None),
        ("9", None),
        ("by appointment", None),
        (930, None),
    ],
)
def test_opening_hours_are_wall_time(given: Any, expected: str | None) -> None:
    assert wall_time(given) == expected


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (18, 65, (18, 65)),
        ("18", "65", (18, 65)),
        (-1, -1, (None, None)),
        (0, 0, (None, None)),
        (18.0, None, (18, None)),
        ("18+", 999, (18, None)),
        (99, 60, (None, None)),
        (None, "none", (None, None)),
        (True, [], (None, None)),
    ],
)
def test_ages_that_mean_none_or_contradict_each_other_are_not_known(lowest: Any, highest: Any, expected: Any) -> None:
    assert ages(lowest, highest) == expected


def test_amounts_are_pounds_and_pence_and_never_negative() -> None:
    assert amount("£3.50") == Decimal("3.50")
    assert amount(0) == Decimal("0.00")
    assert amount("1,200") == Decimal("1200.00")
    assert amount(-3) is None
    assert amount(float("nan")) is None
    assert amount(10**30) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>Hot <b>meals</b> &amp; company</p><p>Weekly</p>", "Hot meals & company\nWeekly"),
        ("&lt;p&gt;Escaped &amp;amp; twice&lt;/p&gt;", "Escaped & twice"),
        ("Ages <5 & over", "Ages <5 & over"),
        ("<script>alert(1)</script>Fun", "Fun"),
        ("<img src=x onerror=alert(1)>", None),
        ("<ul><li>Tea</li><li>Cake</li></ul>", "- Tea\n\n- Cake"),
        ("null\x00 byte", "null byte"),
        ("n/a", None),
        ("  ", None),
        (None, None),
        (["a"], None),
        (12, "12"),
    ],
)
def test_html_becomes_plain_text(given: Any, expected: str | None) -> None:
    assert plain(given) == expected


def test_a_line_is_cut_at_a_word_to_fit_its_column() -> None:
    found = line("word " * 100, 50)
    assert found is not None
    assert len(found) <= 50
    assert found.endswith("word…")


def test_a_summary_is_the_first_sentences_up_to_forty_words() -> None:
    assert summary("Tea and cake. Come along.") == "Tea and cake. Come along."
    assert summary("First one. The " + "word " * 39 + "end. Third.") == "First one."
    assert len(summary("word " * 100).split()) == 40
    assert summary(None) == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://hall.org.uk/a?b=c", "https://hall.org.uk/a?b=c"),
        ("www.hall.org.uk", "https://www.hall.org.uk"),
        ("hall.org.uk/club", "https://hall.org.uk/club"),
        ("http://www.example.com", None),
        ("javascript:alert(1)", None),
        ("https://user:secret@hall.org.uk", None),
        ("http://[broken", None),
        ("see our page", None),
        ("https://localhost/x", None),
        (None, None),
    ],
)
def test_web_addresses_are_mended_or_left_out(given: Any, expected: str | None) -> None:
    assert website(given, Counter()) == expected


def test_what_was_mended_is_counted_in_words() -> None:
    mended: Counter[str] = Counter()
    website("www.hall.org.uk", mended)
    website("www.example.com", mended)
    assert mended["web addresses given a scheme"] == 2
    assert mended["placeholder addresses left out"] == 1


def test_an_email_is_found_in_what_surrounds_it() -> None:
    assert email("mailto:info@hall.org.uk; other@hall.org.uk", Counter()) == "info@hall.org.uk"
    assert email("email-example_com", Counter()) is None
    assert email("someone@example.org", Counter()) is None


def test_numbers_without_digits_are_none() -> None:
    found = phones([{"number": "01623 496 000"}, {"number": "tbc"}, "999", {"number": None}, 7])
    assert [row["number"] for row in found] == ["01623 496 000", "999"]


def test_names_of_people_stay_out_and_desks_come_in() -> None:
    person = {"name": "Ann Persona", "title": "Reception", "email": "ann.persona@hall.org.uk", "phones": []}
    desk = {"name": "Carers team", "email": "carers@hall.org.uk"}
    first, second = contacts([person, desk, {"name": "Bob Nobody"}], Counter())
    assert (first.values["name"], first.values["title"], first.values["email"]) == (None, "Reception", None)
    assert (second.values["name"], second.values["email"]) == ("Carers team", "carers@hall.org.uk")


@pytest.mark.parametrize(
    ("options", "fees", "kinds"),
    [
        ([{"amount": 0, "amount_description": "free"}], None, ["free"]),
        ([{"amount": 0, "amount_description": "free"}], "Free if you qualify for legal aid", ["grant_funded"]),
        ([{"amount": "3.50", "amount_description": "per session"}], None, ["fixed"]),
        ([{"amount": 20, "amount_description": "per year"}], None, ["membership"]),
        ([{"amount": -1}], None, []),
        ([], "Free", ["free"]),
        ([], "Free to join", ["free"]),
        ([], "Free for residents over 65", ["grant_funded"]),
        ([], "Free initial chat, then £40", []),
        ([], "First session free", []),
        ([], "Charges apply", []),
        ([], "Suggested donation £2", ["donation"]),
        ([], None, []),
    ],
)
def test_costs_are_free_only_when_the_feed_plainly_says_so(options: Any, fees: str | None, kinds: list[str]) -> None:
    assert [cost["cost_type"] for cost in costs(options, fees)] == kinds

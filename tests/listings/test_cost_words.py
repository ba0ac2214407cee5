"""What it costs, in words; silence is never free."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.codes import CostType
from directory.listings.cost_words import NOT_KNOWN, cost_in_short, cost_sentences, is_free

TODAY = date(2026, 1, 5)


@dataclass
class Option:
    cost_type: CostType
    amount: Decimal | None = None
    amount_description: str | None = None
    option: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def said(kind: CostType, amount: str | None = None, note: str | None = None) -> str:
    (sentence,) = cost_sentences([Option(kind, Decimal(amount) if amount else None, note)], today=TODAY)
    return sentence


@pytest.mark.requirement("A073")
@pytest.mark.parametrize(
    ("kind", "amount", "note", "sentence"),
    [
        (CostType.FREE, None, None, "Free"),
        (CostType.FREE, None, "to get in, rent is extra", "Free to get in, rent is extra"),
        (CostType.FREE, None, "The estimate itself", "Free: the estimate itself"),
        (CostType.FREE, None, "Wash up the plate afterwards", "Free. Wash up the plate afterwards"),
        (CostType.FIXED, "2.50", "including tea and cake", "£2.50 a session, including tea and cake"),
        (CostType.FIXED, "2", "or buy a drink", "£2 or buy a drink"),
        (CostType.FIXED, "7.20", "dinner and pudding", "£7.20, dinner and pudding"),
        (CostType.FIXED, None, None, "Charges apply: ask for prices"),
        (CostType.MEMBERSHIP, "10", "a year", "£10 a year"),
        (CostType.MEMBERSHIP, "12", None, "£12 membership"),
        (CostType.DONATION, None, None, "Donation"),
        (CostType.DONATION, "3", "towards tea", "£3 donation suggested towards tea"),
        (CostType.DONATION, "0.45", "a mile for petrol", "£0.45 a mile for petrol"),
        (CostType.DONATION, None, "a tin on the table", "Donation: a tin on the table"),
        (CostType.SLIDING, None, None, "Depends on income"),
        (CostType.SLIDING, "5", "a month", "Depends on income: £5 a month"),
        (CostType.MEANS_TESTED, None, "Care", "Council financial assessment applies: care"),
        (CostType.GRANT_FUNDED, None, None, "Free to people who meet the rules"),
        (CostType.GRANT_FUNDED, None, "free on benefits", "Free on benefits"),
        (CostType.FREE_FIRST, None, "Taster morning", "Taster morning free"),
        (CostType.FREE_FIRST, None, "the first day costs nothing", "The first day costs nothing"),
        (CostType.DEPOSIT, "5", None, "£5 refundable deposit"),
        (CostType.PRIVATE, "28", "an hour on weekdays", "£28 an hour on weekdays"),
        (CostType.PERSONAL_BUDGET, None, None, "Can be paid with a direct payment or personal budget"),
        (CostType.UNKNOWN, None, None, "Ask the provider"),
    ],
)
def test_a_cost_reads_as_people_say_it(kind: CostType, amount: str | None, note: str | None, sentence: str) -> None:
    assert said(kind, amount, note) == sentence


@pytest.mark.requirement("A073")
def test_no_row_is_not_known() -> None:
    assert cost_sentences([], today=TODAY) == (NOT_KNOWN,)
    assert cost_in_short([], today=TODAY) == NOT_KNOWN
    assert is_free([], today=TODAY) is None


def test_free_words_of_a_feed_stand_in_for_rows() -> None:
    assert cost_sentences([], today=TODAY, fees="From £4 a visit.") == ("From £4 a visit",)
    assert cost_sentences([Option(CostType.FREE)], today=TODAY, fees="From £4") == ("Free",)


def test_a_price_that_has_ended_or_not_begun_is_not_said() -> None:
    old = Option(CostType.FREE, valid_to=date(2026, 1, 4))
    new = Option(CostType.FIXED, Decimal(3), valid_from=date(2026, 1, 6))
    assert cost_sentences([old, new], today=TODAY) == (NOT_KNOWN,)


def test_an_option_is_named_before_its_price() -> None:
    assert cost_sentences([Option(CostType.FIXED, Decimal(3), option="Adults")], today=TODAY) == ("Adults: £3",)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([Option(CostType.FREE), Option(CostType.DONATION)], "Free, donations welcome"),
        ([Option(CostType.FREE), Option(CostType.FIXED, Decimal(3))], "Some of it is free"),
        ([Option(CostType.FIXED, Decimal(5)), Option(CostType.FIXED, Decimal("2.5"))], "From £2.50"),
        ([Option(CostType.DEPOSIT, Decimal(1)), Option(CostType.FIXED, Decimal(5))], "From £5"),
        ([Option(CostType.PERSONAL_BUDGET)], "Ask the provider"),
        ([Option(CostType.FIXED, Decimal(5), "x" * 50)], "£5"),
    ],
)
def test_a_card_says_it_in_a_few_words(options: list[Option], words: str) -> None:
    assert cost_in_short(options, today=TODAY) == words


@pytest.mark.parametrize(
    ("kinds", "free"),
    [
        ([CostType.FREE], True),
        ([CostType.FREE, CostType.DONATION], True),
        ([CostType.DONATION], None),
        ([CostType.UNKNOWN], None),
        ([CostType.FREE, CostType.UNKNOWN], None),
        ([CostType.FREE, CostType.FIXED], False),
    ],
)
def test_only_what_is_known_to_be_free_is_free(kinds: list[CostType], free: bool | None) -> None:
    assert is_free([Option(kind) for kind in kinds], today=TODAY) is free


@settings(max_examples=150)
@given(
    st.sampled_from(CostType),
    st.none() | st.decimals(0, 9999, places=2),
    st.none() | st.text(max_size=60),
)
def test_any_cost_has_words_and_says_free_only_when_told(
    kind: CostType, amount: Decimal | None, note: str | None
) -> None:
    sentence = cost_sentences([Option(kind, amount, note)], today=TODAY)[0]
    assert sentence.strip()
    assert "None" not in sentence.replace(note or "None", "")
    told = kind in (CostType.FREE, CostType.GRANT_FUNDED, CostType.FREE_FIRST) or "free" in (note or "").casefold()
    assert told or "free" not in sentence.casefold()

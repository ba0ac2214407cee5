"""What a look says, without a database."""

from datetime import date

import pytest

from directory.referrals.referring.verdicts import Check, PreCheck, Rule, Verdict, ages_of

ON = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ("1948", (77, 78)),
        ("1948-01-05", (78, 78)),
        ("1948-01-06", (77, 77)),
        ("", None),
        (None, None),
        ("1948-13-01", None),
        ("long ago", None),
    ],
)
def test_a_year_leaves_two_ages_open_and_a_day_one(born: str | None, ages: tuple[int, int] | None) -> None:
    assert ages_of(born, ON) == ages


def test_a_referral_keeps_the_worst_verdict_of_each_rule_and_no_fact() -> None:
    found = PreCheck(
        (
            Check(Rule.COHORTS, Verdict.PASS, "Only for: carers.", "cohort.carer"),
            Check(Rule.COHORTS, Verdict.FAIL, "Only for: veterans.", "cohort.veteran"),
            Check(Rule.AGE, Verdict.ASK, "Ages 50 and over."),
        )
    )
    assert found.codes == {"cohorts": "fail", "age": "ask"}


def test_only_the_way_in_stops_a_referral() -> None:
    warned = PreCheck((Check(Rule.ROUTE, Verdict.PASS, ""), Check(Rule.AGE, Verdict.FAIL, "")))
    assert warned.takes_referrals
    assert [check.rule for check in warned.warnings] == [Rule.AGE]
    assert not PreCheck((Check(Rule.ROUTE, Verdict.FAIL, ""),)).takes_referrals

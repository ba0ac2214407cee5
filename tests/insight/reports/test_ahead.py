"""Demand ahead and what is left over: assumptions in sight, sources named, ranges shown."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from directory.errors import RuleBroken
from directory.insight.models.facts import FactKind
from directory.insight.reports.asking import Asked
from directory.insight.reports.demand import NAMED, NOT_NAMED, demand
from directory.insight.reports.left_over import PARTS, add_model, left_over
from tests.factories import listings as make
from tests.insight.reports.conftest import fact
from tests.insight.reports.test_prevention import rows, section

Ask = Callable[..., Asked]


@pytest.mark.requirement("A128")
def test_changing_an_assumption_changes_the_line_and_its_label_but_not_do_nothing(session: Session, ask: Ask) -> None:
    fact(session, FactKind.CONTACTS, 1000)
    usual, changed = demand(ask()), demand(ask(rate="5"))
    before, after = rows(usual, "lines")["2036"], rows(changed, "lines")["2036"]
    assert before[0] == after[0]
    assert before[1] != after[1]
    label = "Share of people who need it: change each year, per cent"
    assert rows(changed, "assumptions")[label] == ("5", NOT_NAMED)
    assert dict(changed.parameters)[label] == "5"


def test_every_assumption_says_where_it_comes_from(session: Session, ask: Ask) -> None:
    fact(session, FactKind.CONTACTS, 1000)
    named = "Subnational population projections, 2022-based, ONS, 2025"
    changed = demand(ask(aged_65_79="1.9", source=named))
    origins = {label: origin for label, (_, origin) in rows(changed, "assumptions").items()}
    assert [origin for origin in origins.values() if origin == named] == [named]
    assert all(origin for origin in origins.values())
    assert named in [source.name for source in changed.sources]
    assert dict(changed.parameters)[NAMED] == named
    assert not any("not said" in caution for caution in changed.cautions)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"rate": "3"}, "Where the changed assumptions come from is not said"),
        ({"rate": "3", "source": "Our own guess"}, "Of which year"),
        ({}, ""),
    ],
)
def test_an_assumption_without_source_or_year_is_said_to_have_none(
    session: Session, ask: Ask, values: dict[str, str], says: str
) -> None:
    fact(session, FactKind.CONTACTS, 1000)
    found = [caution for caution in demand(ask(**values)).cautions if "not said" in caution]
    assert [caution[: len(says)] for caution in found] == ([says] if says else [])


def test_do_nothing_grows_with_the_people_only(session: Session, ask: Ask) -> None:
    fact(session, FactKind.CONTACTS, 1200)
    lines = rows(demand(ask(base="oldest", aged_80_over="10", price="100")), "lines")
    assert lines["2026"][0] == "1,200"
    assert lines["2027"][:2] == ("1,320", "£132,000")


def test_all_needs_together_count_a_conversation_once_and_one_group_where_it_came_up(
    session: Session, ask: Ask
) -> None:
    make.term(session, "need_groups", "connect", "Social connection")
    make.term(session, "needs", "connect.groups", "Groups")
    fact(session, FactKind.CONTACTS, 500, need="")
    fact(session, FactKind.CONTACT_NEEDS, 200)
    fact(session, FactKind.CONTACT_NEEDS, 450, need="connect.talk")
    everything, one = demand(ask()), demand(ask(need="connect"))
    assert rows(everything, "lines")["2026"][0] == "500"
    assert dict(everything.parameters)["Counted"] == "Conversations, January 2025 to December 2025"
    assert rows(one, "lines")["2026"][0] == "200"


def test_from_a_hidden_number_nothing_is_drawn(session: Session, ask: Ask) -> None:
    fact(session, FactKind.CONTACTS, 5)
    assert section(demand(ask()), "lines").words == ("Too few were counted to look ahead from.",)


@pytest.mark.parametrize("typed", ["nan", "words", "1e400", "-900"])
def test_an_assumption_that_is_no_number_or_beyond_sense_is_not_taken(ask: Ask, typed: str) -> None:
    found = float(dict(demand(ask(rate=typed)).parameters)["Share of people who need it: change each year, per cent"])
    assert -20 <= found <= 20


def part(value: float, spread: float, **values: object) -> dict[str, object]:
    return {"value": value, "low": value - spread, "high": value + spread, "source": "Survey", "year": 2024, **values}


def test_what_is_left_over_has_a_range_and_every_source(session: Session, ask: Ask) -> None:
    parts = dict(zip(PARTS, (part(100, 30), part(20, 0), part(30, 40 - 10), part(10, 0)), strict=True))
    model = add_model(session, "Washing, 65 and over", parts)
    found = rows(left_over(ask()), f"model-{model.id.hex[:8]}")
    assert found["Left over"][:2] == ("40", "0 to 82")
    assert found["Expected need"][2] == "Survey, 2024"


def test_what_is_worked_out_from_estimates_has_no_more_digits_than_they_bear(session: Session, ask: Ask) -> None:
    parts = dict(zip(PARTS, (part(21_000, 2_513), part(4_300, 0), part(9_500, 900), part(3_897, 0)), strict=True))
    model = add_model(session, "Washing, 65 and over", parts)
    found = rows(left_over(ask()), f"model-{model.id.hex[:8]}")
    assert found["Left over"][:2] == ("3,300", "630 to 5,970")


@pytest.mark.parametrize(
    ("values", "words"),
    [({"source": " "}, "source"), ({"year": 0}, "year"), ({"low": 300.0}, "lowest")],
)
def test_an_estimate_without_source_year_or_range_is_refused(
    session: Session, values: dict[str, object], words: str
) -> None:
    parts = {key: part(100, 10) for key in PARTS} | {"council": part(100, 10, **values)}
    with pytest.raises(RuleBroken, match=words):
        add_model(session, "Washing", parts)

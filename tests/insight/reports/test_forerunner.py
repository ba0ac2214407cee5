"""A report is told beside the one that was published before it: what changed by a few tells of those few."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import FEWER_THAN_FIVE, Mark
from directory.insight.disclosure.table import ProtectedTable, Table
from directory.insight.models import ReportSnapshot
from directory.insight.models.facts import FactKind
from directory.insight.outputs.snapshots import before, keep
from directory.insight.reports.asking import Asked
from directory.insight.reports.forerunner import Counted, beside
from directory.insight.reports.years import years
from tests.client import CheckedClient
from tests.insight.disclosure.attack import Attacker
from tests.insight.reports.conftest import fact


def table(rows: dict[str, tuple[int, ...]], columns: tuple[str, ...] = ("People",)) -> Table:
    return Table(tuple(rows), columns, tuple(rows.values()), has_row_totals=False)


def published(rows: dict[str, tuple[int, ...]], columns: tuple[str, ...] = ("People",)) -> Counted:
    counted = table(rows, columns)
    return Counted(counted, protect(counted, FEWER_THAN_FIVE))


def change(then: ProtectedTable, now: ProtectedTable) -> int:
    return Attacker([then, now]).choices({(1, 0, 0): 1.0, (0, 0, 0): -1.0})


@pytest.mark.requirement("A129")
def test_three_more_than_last_month_are_not_told_by_taking_one_report_from_the_other() -> None:
    last, now = published({"Falls": (20,), "Debt": (30,)}), table({"Falls": (23,), "Debt": (30,)})
    assert change(last.told, protect(now, FEWER_THAN_FIVE)) == 1
    assert change(last.told, beside(now, FEWER_THAN_FIVE, [last])) >= FEWER_THAN_FIVE.choices


def test_the_same_again_is_told_again() -> None:
    last = published({"Falls": (20,), "Debt": (30,)})
    assert beside(last.table, FEWER_THAN_FIVE, [last]) == last.told


def test_a_row_that_was_left_out_before_was_nought_and_one_that_is_gone_stays_out() -> None:
    last = published({"Debt": (30,), "Heating": (3,)})
    told = beside(table({"Falls": (23,), "Debt": (30,)}), FEWER_THAN_FIVE, [last])
    assert told.rows == ("Falls", "Debt")
    assert [line[0].value for line in told.cells] == [23, 30]


def test_years_that_moved_on_by_a_month_are_held_against_each_other_in_their_order() -> None:
    last = published({"Falls": (20, 40), "Debt": (30, 50)}, ("Year to May 2025", "Year to May 2026"))
    now = table({"Falls": (22, 40), "Debt": (30, 50)}, ("Year to June 2025", "Year to June 2026"))
    told = beside(now, FEWER_THAN_FIVE, [last])
    assert told.cells[0][0].mark is Mark.WITHHELD
    assert told.cells[0][1].value == 40


def test_another_kind_of_table_is_no_forerunner() -> None:
    last = published({"Falls": (20,)})
    now = table({"Phone": (23,)}, ("Conversations",))
    assert beside(now, FEWER_THAN_FIVE, [last]) == protect(now, FEWER_THAN_FIVE)


def test_what_was_published_last_with_the_same_choices_is_the_forerunner(
    session: Session, ask: Callable[..., Asked], commissioner: User, at: datetime
) -> None:
    fact(session, FactKind.FLAGS, 20)
    asked = replace(ask(), rule=FEWER_THAN_FIVE)
    keep(session, "years", years(asked), {}, counted=asked.counted, by=commissioner, at=at)
    fact(session, FactKind.FLAGS, 3, detail="access")
    alone = years(replace(ask(), rule=FEWER_THAN_FIVE))
    held = years(replace(ask(), rule=FEWER_THAN_FIVE, before=before(session, "years", {})))
    assert list(alone.sections[0].lines())[-1][-1] == "23"
    assert list(held.sections[0].lines())[-1][-1] == "withheld"
    assert before(session, "years", {"area": "E07000174"}) == ()


@pytest.mark.usefixtures("mansfield")
def test_counts_behind_a_published_report_are_shown_to_nobody(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    fact(session, FactKind.FLAGS, 1234)
    client.sign_in(commissioner)
    client.post("/insight/years/snapshots")
    kept = session.scalars(select(ReportSnapshot)).one()
    assert "1234" in str(kept.counted)
    assert "1234" not in str(kept.body)
    for end in ("", ".csv"):
        assert "1234" not in client.get(f"/insight/snapshots/{kept.id}{end}").get_data(as_text=True)

"""Outcomes: honest about how many, how sure, and what it is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.methods.outcomes import outcome_change
from directory.insight.models import OutcomeFact
from directory.insight.reports.asking import Asked
from directory.insight.reports.counting import recount_reports
from directory.insight.reports.outcomes import COLUMNS, LOW, SMALL, TOO_FEW, outcomes
from directory.insight.reports.scores import directions_of, names_of, questions_of
from directory.referrals.models import OutcomeScore, Point
from directory.referrals.outcomes.measures.library import library
from tests.factories import listings as make
from tests.insight.reports.conftest import MONTH, outcome_fact
from tests.insight.reports.test_prevention import rows, section

Ask = Callable[..., Asked]
CHANGES = [1.0, 2.0, 3.0, 4.0, 2.0, 1.0, 0.0, 5.0, 2.0, 3.0, 1.0, 4.0]


def as_installed(asked: Asked) -> Asked:
    """The question with the words of the measures that ship."""
    found = library().measures
    return replace(asked, measures=names_of(found), better=directions_of(found), questions=questions_of(found))


@pytest.mark.requirement("A148")
@pytest.mark.requirement("A149")
@pytest.mark.requirement("A153")
def test_a_line_has_numbers_completion_the_start_the_change_its_interval_and_what_to_mind(
    session: Session, ask: Ask
) -> None:
    outcome_fact(session, make.service(session, "Walk").id, 40, CHANGES)
    line = rows(outcomes(ask()), "swemwbs-service")["Walk"]
    known = outcome_change([20.0] * 12, [20.0 + change for change in CHANGES])
    assert known.change is not None
    assert known.interval is not None
    assert line[:5] == ("40", "10", "25 %", "20.00", f"{known.change:+.2f}")
    assert line[5] == f"{known.interval.low:+.2f} to {known.interval.high:+.2f}"
    assert line[6] == f"{SMALL}; {LOW}"
    assert "Mean at the start" in COLUMNS


def test_of_fewer_than_ten_nothing_is_said(session: Session, ask: Ask) -> None:
    outcome_fact(session, make.service(session, "Walk").id, 40, CHANGES[:9])
    assert rows(outcomes(ask()), "swemwbs-service")["Walk"][3:] == ("–", "–", "–", TOO_FEW)


def test_lines_stand_by_name_however_they_score(session: Session, ask: Ask) -> None:
    outcome_fact(session, make.service(session, "Zumba").id, 20, [9.0] * 12)
    outcome_fact(session, make.service(session, "Art").id, 20, [1.0] * 12)
    report = outcomes(ask())
    assert list(rows(report, "swemwbs-service")) == ["Art", "Zumba"]
    assert any("no league table" in caution for caution in report.cautions)


def test_one_service_that_is_not_told_is_in_no_tier_so_that_no_difference_tells_of_it(
    session: Session, ask: Ask
) -> None:
    for name, changes in (("Big", CHANGES), ("Small", [9.0, 9.0])):
        club = make.service(session, name)
        make.tier(session, club, "prevent")
        outcome_fact(session, club.id, 20, changes)
    report = outcomes(ask())
    assert rows(report, "swemwbs-service")["Small"][1] == "–"
    tiers = rows(report, "swemwbs-tier")
    assert len(tiers) == 2
    for line in tiers.values():
        assert line[:2] == ("20", "10")
        assert line[4] == f"{np.mean(CHANGES):+.2f}"


def test_services_too_small_to_tell_of_count_together_once_they_are_enough(session: Session, ask: Ask) -> None:
    for name in ("First", "Second", "Third"):
        outcome_fact(session, make.service(session, name).id, 20, [1.0, 2.0, 3.0, 4.0])
    line = rows(outcomes(ask()), "swemwbs-tier")["All services together"]
    assert line[:3] == ("60", "10", "17 %")
    assert line[4] == "+2.50"


@pytest.mark.requirement("A152")
def test_later_points_are_chosen_and_stand_apart(session: Session, ask: Ask) -> None:
    club = make.service(session, "Walk").id
    outcome_fact(session, club, 40, CHANGES)
    outcome_fact(session, club, 40, [6.0] * 12, point="months_12")
    assert rows(outcomes(ask(point="months_12")), "swemwbs-service")["Walk"][4] == "+6.00"


def score(session: Session, user: User, point: Point, value: float, taken: datetime) -> None:
    session.add(
        OutcomeScore(
            series_id=user.id,
            measure="swemwbs",
            point=point,
            taken_on=taken.date(),
            month=MONTH,
            score=value,
            taken_by="user:test",
        )
    )


def test_counting_keeps_sums_only_and_leaves_the_running_quarter_out(
    session: Session, connector: User, at: datetime
) -> None:
    score(session, connector, Point.START, 20, at.replace(year=2025, month=9))
    score(session, connector, Point.END, 24, at.replace(year=2025, month=11))
    score(session, connector, Point.MONTHS_3, 30, at)
    session.flush()
    recount_reports(session, at=at)
    recount_reports(session, at=at)
    found = {
        row.point: (row.started, row.matched, row.change_sum, row.change_squares) for row in session.query(OutcomeFact)
    }
    assert found["end"] == (1, 1, 4.0, 16.0)
    assert found["months_3"] == (1, 0, 0.0, 0.0)


def test_who_was_hardly_measured_at_all_is_named_below_the_table(session: Session, ask: Ask) -> None:
    outcome_fact(session, make.service(session, "Walk").id, 40, CHANGES)
    outcome_fact(session, make.service(session, "Tea").id, 3, [1.0])
    report = outcomes(ask())
    assert list(rows(report, "swemwbs-service")) == ["Walk"]
    assert section(report, "swemwbs-service").words[-1] == "Too few to say of 1 more: Tea."


def test_goals_and_answers_that_are_never_added_up_are_compared_each_by_itself(
    session: Session, connector: User, at: datetime
) -> None:
    for measure, before, after in (
        ("goal", {"goal_1": 3.0, "goal_2": 9.0}, {"goal_1": 5.0}),
        ("ons4", {"happy": 4.0, "anxious": 7.0}, {"happy": 6.0, "anxious": 5.0}),
        ("network", {"inner_people": 2.0}, {"inner_people": 9.0}),
    ):
        for point, parts, month in ((Point.START, before, 9), (Point.MONTHS_3, after, 11)):
            score(session, connector, point, 0, at.replace(year=2025, month=month))
            session.flush()
            row = session.query(OutcomeScore).order_by(OutcomeScore.id.desc()).first()
            assert row is not None
            row.measure, row.score, row.parts = measure, None, parts
    session.flush()
    recount_reports(session, at=at)
    found = {
        row.measure: (row.started, row.matched, row.start_sum, row.change_sum)
        for row in session.query(OutcomeFact)
        if row.point == "months_3"
    }
    assert found == {
        "goal.goal_1": (1, 1, 3.0, 2.0),
        "goal.goal_2": (1, 0, 0.0, 0.0),
        "ons4.anxious": (1, 1, 7.0, -2.0),
        "ons4.happy": (1, 1, 4.0, 2.0),
    }


def test_every_table_says_which_way_is_better(session: Session, ask: Ask) -> None:
    outcome_fact(session, make.service(session, "Walk").id, 20, CHANGES, measure="ons4.anxious")
    outcome_fact(session, make.service(session, "Tea").id, 20, CHANGES, measure="goal.goal_1")
    report = outcomes(as_installed(ask()))
    anxious = section(report, "ons4.anxious-service")
    assert anxious.heading == "Anxious yesterday (ONS4): by service"
    assert anxious.words[0].endswith("overall, how anxious did you feel yesterday?”")
    assert anxious.words[1].startswith("Lower is better")
    assert section(report, "goal.goal_1-tier").words[0] == "Higher is better."
    assert section(report, "goal.goal_1-tier").heading.endswith("the first thing they named: by tier")


def test_the_first_table_tells_of_everybody_what_the_tables_by_tier_tell(session: Session, ask: Ask) -> None:
    for measure in ("ons4.anxious", "goal.goal_1"):
        outcome_fact(session, make.service(session, f"Walk {measure}").id, 40, CHANGES, measure=measure)
    outcome_fact(session, make.service(session, "Tea").id, 3, [1.0], measure="ons4.happy")
    report = outcomes(as_installed(ask()))
    assert report.sections[0].key == "together"
    found = rows(report, "together")
    assert list(found) == ["What matters to me (goal rating), the first thing they named", "Anxious yesterday (ONS4)"]
    tier = rows(report, "ons4.anxious-tier")["All services together"]
    assert found["Anxious yesterday (ONS4)"][:-1] == tier[:-1]
    assert found["Anxious yesterday (ONS4)"][-1] == f"Lower is better: a minus is a change for the better. {tier[-1]}"


def test_a_tier_of_which_nothing_may_be_told_is_not_told_as_nought(session: Session, ask: Ask) -> None:
    outcome_fact(session, make.service(session, "Tea").id, 3, [1.0])
    tiers = section(outcomes(ask()), "swemwbs-tier")
    assert tiers.table is None
    assert tiers.words == ("Too few to say.",)


def test_a_long_list_of_those_too_small_names_the_first_few(session: Session, ask: Ask) -> None:
    for number in range(9):
        outcome_fact(session, make.service(session, f"Club {number}").id, 3, [1.0])
    words = section(outcomes(ask()), "swemwbs-service").words[-1]
    assert words == "Too few to say of 9 more: Club 0, Club 1, Club 2, Club 3, Club 4, Club 5 and 3 others."


def test_whoever_has_not_reached_a_point_is_not_missing_at_it(session: Session, connector: User, at: datetime) -> None:
    """Numbers end with December. Three months after 1 December are not over then, those after 1 September are."""
    score(session, connector, Point.START, 20, at.replace(year=2025, month=12, day=1))
    session.flush()
    recount_reports(session, at=at)
    assert {row.point: row.started for row in session.query(OutcomeFact)} == {"end": 1}
    session.query(OutcomeScore).update({"taken_on": date(2025, 9, 1)})
    recount_reports(session, at=at)
    assert {row.point: row.started for row in session.query(OutcomeFact)} == {"end": 1, "months_3": 1}

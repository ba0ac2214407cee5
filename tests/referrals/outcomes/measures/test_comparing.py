"""One person then and now: what changed, and what is better about it."""

from directory.referrals.outcomes.measures.comparing import Difference, Taking, Turn, differences
from directory.referrals.outcomes.measures.library import library


def taken(code: str, answers: dict[str, str]) -> Taking:
    return Taking(answers, library()[code].score(answers))


def compared(code: str, before: dict[str, str], after: dict[str, str]) -> tuple[Difference, ...]:
    return differences(library()[code], taken(code, before), taken(code, after))


def test_each_goal_is_compared_with_itself() -> None:
    before = {"goal_1": "See my sister", "rating_1": "3", "goal_2": "Cook again", "rating_2": "5"}
    found = compared("goal", before, {**before, "rating_1": "7"})
    assert [(one.label, int(one.change), one.turn) for one in found] == [
        ("See my sister", 4, Turn.BETTER),
        ("Cook again", 0, Turn.SAME),
    ]


def test_a_goal_with_other_words_is_another_goal() -> None:
    before = {"goal_1": "See my sister", "rating_1": "3"}
    assert compared("goal", before, {"goal_1": "see my SISTER", "rating_1": "4"})
    assert compared("goal", before, {"goal_1": "Cook again", "rating_1": "9"}) == ()


def test_less_anxiety_is_better_and_less_happiness_worse() -> None:
    found = compared("ons4", {"happy": "6", "anxious": "6"}, {"happy": "5", "anxious": "5"})
    assert [one.turn for one in found] == [Turn.WORSE, Turn.BETTER]


def test_a_question_left_out_once_is_not_compared() -> None:
    found = compared("ons4", {"happy": "6"}, {"happy": "7", "anxious": "5"})
    assert [one.label for one in found] == ["Overall, how happy did you feel yesterday?"]


def test_the_figure_is_compared_and_the_sum_behind_it_is_not() -> None:
    low, high = ({str(number): level for number in range(1, 8)} for level in ("2", "3"))
    (found,) = compared("swemwbs", low, high)
    assert (found.label, str(found.change), found.turn) == ("", "3.93", Turn.BETTER)


def test_more_people_around_somebody_are_neither_better_nor_worse() -> None:
    rings = [f"{ring}_{who}" for ring in ("inner", "middle", "outer") for who in ("people", "groups")]
    found = compared("network", dict.fromkeys(rings, "1"), dict.fromkeys(rings, "2"))
    assert [one.label for one in found] == ["", "Inner ring", "Middle ring", "Outer ring"]
    assert {one.turn for one in found} == {Turn.OTHER}


def test_an_answer_that_is_reported_as_it_is_has_no_difference() -> None:
    assert compared("lonely_direct", {"lonely": "often_always"}, {"lonely": "never"}) == ()

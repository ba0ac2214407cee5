"""The published facts of each measure, and what is refused."""

from collections.abc import Iterable
from decimal import Decimal

import pytest

from directory.referrals.outcomes.measures.library import library
from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.values import Direction, NotReady, Refused, Score, Summed

#: As the Warwick table has them, from 7 to 35.
METRIC = (
    "7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25 19.98 20.73 21.54 22.35 "
    "23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"
)


def measure(code: str) -> Measure:
    return library()[code]


def answered(code: str, answers: Iterable[object]) -> dict[str, str]:
    """Answers in the order of the questions."""
    return {item.code: str(answer) for item, answer in zip(measure(code).items, answers, strict=False)}


def scored(code: str, *answers: object) -> Score:
    return measure(code).score(answered(code, answers))


def seven(total: int) -> list[int]:
    """Seven answers from 1 to 5 that add up to this."""
    rest = total - 7
    return [1 + max(0, min(4, rest - 4 * place)) for place in range(7)]


@pytest.mark.parametrize(("raw", "metric"), list(zip(range(7, 36), METRIC.split(), strict=True)))
@pytest.mark.requirement("A146")
def test_swemwbs_turns_each_sum_into_its_metric_score(raw: int, metric: str) -> None:
    score = scored("swemwbs", *seven(raw))
    assert str(score.figure) == metric
    assert score.parts == {"raw": raw}


@pytest.mark.requirement("A146")
@pytest.mark.parametrize(("raw", "metric"), [(7, "7.00"), (21, "19.25"), (35, "35.00")])
def test_swemwbs_has_the_ends_and_the_middle_that_are_published(raw: int, metric: str) -> None:
    assert str(scored("swemwbs", *seven(raw)).figure) == metric


def test_wemwbs_is_the_sum_of_fourteen() -> None:
    assert scored("wemwbs", *[1] * 14).figure == 14
    assert scored("wemwbs", *[5] * 14).figure == 70
    assert scored("wemwbs", *[3] * 13, 4).figure == 43


@pytest.mark.requirement("A145")
@pytest.mark.parametrize(
    ("levels", "figure"),
    [("44444", "1.0000"), ("11111", "0.0000"), ("33333", "0.8680"), ("41324", "0.7928")],
)
def test_icecap_o_adds_the_published_values(levels: str, figure: str) -> None:
    assert str(scored("icecap_o", *levels).figure) == figure


def test_icecap_a_is_refused_until_its_tariff_is_loaded() -> None:
    assert measure("icecap_a").missing.startswith("ICECAP-A capability wellbeing cannot be scored yet: put its tariff")
    with pytest.raises(NotReady, match=r"icecap_a\.yaml in the folder that WAYPOST_MEASURES_DIR names"):
        scored("icecap_a", *"44444")


@pytest.mark.parametrize(
    ("figure", "band"),
    [
        (0, "low"),
        (4, "low"),
        (5, "medium"),
        (6, "medium"),
        (7, "high"),
        (8, "high"),
        (9, "very_high"),
        (10, "very_high"),
    ],
)
def test_wellbeing_has_the_bands_that_ons_publishes(figure: int, band: str) -> None:
    score = scored("ons4", figure, figure, figure)
    assert score.bands == {"satisfaction": band, "worthwhile": band, "happy": band}


@pytest.mark.parametrize(
    ("figure", "band"),
    [(0, "very_low"), (1, "very_low"), (2, "low"), (3, "low"), (4, "medium"), (5, "medium"), (6, "high"), (10, "high")],
)
def test_anxiety_has_bands_of_its_own(figure: int, band: str) -> None:
    assert measure("ons4").score({"anxious": str(figure)}).bands == {"anxious": band}


def test_wellbeing_is_reported_by_question_and_never_as_one_figure() -> None:
    score = scored("ons4", 7, 8, 6, 2)
    assert score.figure is None
    assert score.parts == {"satisfaction": 7, "worthwhile": 8, "happy": 6, "anxious": 2}
    assert measure("ons4").summed is Summed.EACH_PART
    assert measure("ons4").direction_of("happy") is Direction.HIGHER
    assert measure("ons4").direction_of("anxious") is Direction.LOWER


def test_a_question_on_wellbeing_may_be_left_out() -> None:
    assert measure("ons4").score({"happy": "6"}).parts == {"happy": 6}


@pytest.mark.parametrize(
    ("answers", "figure"),
    [
        (("hardly_ever_or_never",) * 3, 3),
        (("often",) * 3, 9),
        (("often", "some_of_the_time", "hardly_ever_or_never"), 6),
    ],
)
def test_company_is_the_sum_of_three_and_less_is_better(answers: tuple[str, ...], figure: int) -> None:
    assert scored("ucla3", *answers).figure == figure
    assert measure("ucla3").direction is Direction.LOWER


def test_the_direct_question_is_a_share_and_never_a_mean() -> None:
    often, never = scored("lonely_direct", "often_always"), scored("lonely_direct", "never")
    assert (often.figure, never.figure) == (None, None)
    assert measure("lonely_direct").summed is Summed.SHARE
    assert measure("lonely_direct").counted == {"often_always"}
    assert often.parts == {"often_always": 1, "some_of_the_time": 0, "occasionally": 0, "hardly_ever": 0, "never": 0}
    assert never.parts["often_always"] == 0


def test_goals_keep_the_words_and_score_each_for_itself() -> None:
    answers = {"goal_1": "See my sister", "rating_1": "3", "goal_2": "Walk to the shop", "rating_2": "0"}
    assert measure("goal").score(answers).parts == {"goal_1": 3, "goal_2": 0}
    assert measure("goal").label("goal_2", answers) == "Walk to the shop"


@pytest.mark.requirement("A150")
def test_a_network_map_counts_each_of_three_rings_and_all() -> None:
    score = scored("network", 2, 1, 4, 0, 1, 2)
    assert score.parts == {"inner": 3, "middle": 4, "outer": 3}
    assert score.figure == 10
    assert measure("network").direction is Direction.CONTEXT


@pytest.mark.parametrize(("answer", "still"), [("yes", True), ("no", False)])
def test_what_is_still_needed_stands_beside_whether_it_helped(answer: str, still: bool) -> None:
    score = scored("helped", "partly", answer)
    assert score.category == "partly"
    assert score.needs_more is still
    assert score.parts == {"yes": 0, "partly": 1, "no": 0, "not_tried": 0, "need_still_open": int(still)}


@pytest.mark.requirement("A147")
@pytest.mark.parametrize("code", ["ascot", "eq5d5l", "pam"])
def test_a_score_from_elsewhere_is_kept_and_never_asked_for(code: str) -> None:
    assert measure(code).score({"score": "-0.17"}).figure == Decimal("-0.17")
    assert measure(code).is_imported
    assert measure(code) not in library().offered


@pytest.mark.parametrize(
    ("code", "answers", "says"),
    [
        ("ucla3", {"left_out": "often"}, "Answer “How often do you feel that you lack companionship?” too"),
        ("ucla3", {}, "Answer the questions, or leave these out"),
        ("lonely_direct", {"lonely": "always"}, "Choose one of the answers to “How often do you feel lonely?”"),
        ("ons4", {"happy": "11"}, "Enter a whole number from 0 to 10 for “Overall, how happy did you feel yesterday?”"),
        ("ons4", {"happy": "7.5"}, "Enter a whole number from 0 to 10"),
        ("ons4", {"happy": "-1"}, "Enter a whole number from 0 to 10"),
        ("ons4", {"happy": "²"}, "Enter a whole number from 0 to 10"),
        ("swemwbs", {str(number): "3" for number in range(1, 7)}, "Answer “Statement 7” too: the score needs all 7"),
        ("icecap_o", dict.fromkeys(["attachment", "security", "role", "enjoyment"], "2"), "Answer “Control” too"),
        ("goal", {"goal_1": "See my sister"}, "Rate “See my sister” from 0 to 10"),
        ("goal", {"rating_2": "4"}, "Write what it is that matters, or take the rating away"),
        ("goal", {"goal_1": "x" * 201, "rating_1": "4"}, "in 200 letters or fewer"),
        ("network", {"inner_people": "2"}, "Answer “Groups in the inner ring” too"),
        ("service_use", {"gp": "999"}, "Enter a whole number from 0 to 60"),
        ("pam", {"score": "high"}, "Enter the score as a number, such as 0.75"),
        ("pam", {"score": "NaN"}, "Enter the score as a number, such as 0.75"),
    ],
)
def test_answers_that_cannot_be_scored_say_how_to_mend_them(code: str, answers: dict[str, str], says: str) -> None:
    assert any(says in sentence for sentence in measure(code).faults(answers).values())
    with pytest.raises(Refused):
        measure(code).score(answers)


def test_what_else_a_form_sends_is_left_alone() -> None:
    sent = {"satisfaction": " 7 ", "happy": "", "csrf_token": "x"}
    assert measure("ons4").read(sent) == {"satisfaction": "7"}

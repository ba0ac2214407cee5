"""How people of the demonstration answer when they are asked how life is, at the start and later."""

from datetime import datetime
from uuid import UUID

from directory import clock
from directory.referrals.demo.crowd import Life
from directory.referrals.demo.game import Game
from directory.referrals.models import OutcomeScore, Point, Referral
from directory.referrals.outcomes.points import TWELVE_WEEKS

#: How much better it is after three months, on a scale of ten; some are worse off, whatever anybody did.
_BETTER, _SPREAD = 1.2, 1.6
_ANSWERED_AGAIN = 0.72
_COMPANY = ("often", "some_of_the_time", "hardly_ever_or_never")


def measure_course(game: Game, life: Life, referral: Referral, matters: str, *, start: datetime, actor: str) -> None:
    """Asked at the start; and again after twelve weeks, if they could be reached and that day has come."""
    series, level = game.new_id(start), game.chance.random.uniform(2.0, 6.0)
    _take(game, life, referral, series, Point.START, start, level, matters, actor)
    later = game.chance.day_after((start + TWELVE_WEEKS).date(), 0, 8)
    if later >= game.chance.today or not game.chance.happens(_ANSWERED_AGAIN):
        return
    after = level + game.chance.random.gauss(_BETTER, _SPREAD)
    moment = game.chance.moment_on(later)
    _take(game, life, referral, series, Point.MONTHS_3, moment, after, matters, actor)
    life.met(moment)


def _take(
    game: Game, life: Life, referral: Referral, series: UUID, point: Point, at: datetime, level: float, matters: str,
    actor: str,
) -> None:  # fmt: skip
    for code, answers in _answers(game, level, matters).items():
        score = game.world.measures[code].score(answers)
        game.books.scores.append(
            OutcomeScore(
                id=game.new_id(at),
                person_id=life.person.id,
                referral_id=referral.id,
                service_id=referral.service_id,
                need=referral.need,
                series_id=series,
                measure=code,
                point=point,
                taken_on=clock.local(at).date(),
                month=clock.month_of(at),
                ward_code=life.person.ward_code,
                answers=answers,
                score=None if score.figure is None else float(score.figure),
                parts=score.as_floats(),
                taken_by=actor,
                created_at=at,
                updated_at=at,
            )
        )


def _answers(game: Game, level: float, matters: str) -> dict[str, dict[str, str]]:
    def near(middle: float) -> str:
        return str(min(10, max(0, round(middle + game.chance.random.gauss(0, 1)))))

    company = _COMPANY[min(2, max(0, int(level // 3.2)))]
    return {
        "goal": {"goal_1": matters, "rating_1": near(level)},
        "ons4": {
            "satisfaction": near(level + 1),
            "worthwhile": near(level + 1),
            "happy": near(level),
            "anxious": near(8 - level),
        },
        "ucla3": {
            "companionship": company,
            "left_out": game.chance.one_of((company, "some_of_the_time")),
            "isolated": company,
        },
    }

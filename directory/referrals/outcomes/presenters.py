"""What the page about changes says: each measure with its times side by side, and what changed since the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from directory.referrals.models import OutcomeScore, Point, Referral
from directory.referrals.outcomes.measures.comparing import Difference, Taking, Turn, differences
from directory.referrals.outcomes.measures.library import Library
from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.scales import ANXIETY_BANDS, WELLBEING_BANDS
from directory.referrals.outcomes.measures.values import Score, Summed
from directory.referrals.outcomes.points import next_due, point_now
from directory.referrals.outcomes.queries import answers_of, in_course
from directory.web.wording import short_date

TURNS = {Turn.BETTER: "better", Turn.WORSE: "not as good"}
THOUSANDTH = Decimal("0.001")
#: One person's takings of one measure, each with the name of its point, the earliest first.
Taken = Sequence[tuple[str, Taking]]
SAID_AS_ANSWER = (Summed.SHARE, Summed.DISTRIBUTION)
BANDS = {band: band.replace("_", " ") for _highest, band in (*WELLBEING_BANDS, *ANXIETY_BANDS)}


@dataclass(frozen=True)
class Row:
    """One question or figure: what it was at each point at which it was answered."""

    label: str
    values: tuple[tuple[str, str], ...]
    change: str = ""
    turn: str = ""


@dataclass(frozen=True)
class Result:
    """One measure and its times."""

    title: str
    name: str
    source: str
    times: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Course:
    """One course of help: a referral, or help without one."""

    referral_id: UUID | None
    reference: str
    listing: str
    results: tuple[Result, ...]
    measures: tuple[str, ...]
    point: Point
    due: str


def present_courses(
    scores: Sequence[OutcomeScore], referrals: Sequence[Referral], library: Library, today: date
) -> tuple[Course, ...]:
    """The courses that were measured: help without a referral first, then the newest referral."""
    by_id = {referral.id: referral for referral in referrals}
    ids = [None, *by_id]
    return tuple(
        _course(course, by_id.get(referral_id) if referral_id else None, library, today)
        for referral_id in ids
        if (course := in_course(scores, referral_id))
    )


def _course(scores: Sequence[OutcomeScore], referral: Referral | None, library: Library, today: date) -> Course:
    start = next((score.taken_on for score in scores if score.point is Point.START), None)
    taken = {score.point for score in scores}
    coming = next_due(start, taken, today)
    by_measure: dict[str, list[OutcomeScore]] = {}
    for score in scores:
        by_measure.setdefault(score.measure, []).append(score)
    return Course(
        referral_id=referral.id if referral else None,
        reference=referral.reference if referral else "",
        listing=referral.service.name if referral else "",
        results=tuple(
            _result(one, by_measure[one.code]) for one in library.measures.values() if one.code in by_measure
        ),
        measures=tuple(code for code in by_measure if not library[code].is_imported),
        point=point_now(start, taken, today),
        due=f"Next {coming[0].label.lower()}, about {short_date(coming[1])}" if coming else "",
    )


def _result(measure: Measure, scores: Sequence[OutcomeScore]) -> Result:
    takings = [(score.point.label, taking_of(score)) for score in scores]
    rows = _answers(measure, takings) if measure.summed in SAID_AS_ANSWER else _figures(measure, takings)
    return Result(
        title=measure.sheet.title,
        name=measure.sheet.name,
        source=measure.sheet.source,
        times=tuple((score.point.label, short_date(score.taken_on)) for score in scores),
        rows=tuple(rows),
    )


def taking_of(score: OutcomeScore) -> Taking:
    """What was kept, as it was scored."""
    figure = None if score.score is None else Decimal(str(score.score))
    return Taking(answers_of(score), Score(figure, {code: Decimal(str(value)) for code, value in score.parts.items()}))


def _answers(measure: Measure, takings: Taken) -> list[Row]:
    """The answers themselves, for measures that have no figure."""
    rows = []
    for item in measure.items:
        words = {response.code: response.words for response in item.responses}
        said = ((point, words.get(taking.answers.get(item.code, ""), "")) for point, taking in takings)
        rows.append(Row(item.ask, tuple((point, answer) for point, answer in said if answer)))
    return rows


def _figures(measure: Measure, takings: Taken) -> list[Row]:
    """The parts in the words they have in front of people, each once, and the score as a whole last."""
    found: dict[str, list[tuple[str, str]]] = {}
    for point, taking in takings:
        for part, value in taking.score.parts.items():
            if label := measure.label(part, taking.answers):
                found.setdefault(label, []).append((point, _said(value, measure.band(part, value))))
        if taking.score.figure is not None:
            found.setdefault("", []).append((point, _said(taking.score.figure)))
    compared = differences(measure, takings[0][1], takings[-1][1]) if len(takings) > 1 else ()
    changes = {change.label: change for change in compared}
    whole = "In all" if measure.summed is Summed.CONTEXT else "Score"
    ordered = sorted(found, key=lambda label: not label)
    return [_row(label or whole, found[label], changes.get(label)) for label in ordered]


def _row(label: str, values: Sequence[tuple[str, str]], change: Difference | None) -> Row:
    return Row(label, tuple(values), _change(change) if change else "", change.turn.value if change else "")


def _said(value: Decimal, band: str = "") -> str:
    figure = f"{value.quantize(THOUSANDTH).normalize():f}"
    return f"{figure} ({BANDS[band]})" if band else figure


def _change(change: Difference) -> str:
    """How far it went, and which way is better where there is one."""
    if change.turn is Turn.SAME:
        return "The same"
    words = f"{_said(abs(change.change))} {'higher' if change.change > 0 else 'lower'}"
    return f"{words}: {TURNS[change.turn]}" if change.turn in TURNS else words

"""What somebody chose to ask, read from the address: which measures, at which point, in which course of help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.errors import NotVisible
from directory.referrals.models import OutcomeScore, Point, Referral
from directory.referrals.outcomes.measures.library import Library
from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.own_words import Goals
from directory.referrals.outcomes.points import point_now
from directory.referrals.outcomes.queries import answers_of, at_point, in_course

#: The ring-back asks this one, at its own time.
OF_THE_RING_BACK = "helped"


@dataclass(frozen=True)
class Chosen:
    """One sitting before it is answered."""

    measures: tuple[Measure, ...]
    point: Point
    referral: Referral | None
    course: tuple[OutcomeScore, ...]

    @property
    def kept(self) -> dict[str, OutcomeScore]:
        """What was kept at this point already, by measure."""
        return at_point(self.course, self.point)

    @property
    def values(self) -> dict[str, Any]:
        """The choice as the parts of an address."""
        return {
            "measure": [measure.code for measure in self.measures],
            "point": self.point.value,
            "referral": str(self.referral.id) if self.referral else None,
        }

    def answers(self) -> dict[tuple[str, str], str]:
        """What the questions hold when they open: earlier answers at this point, and the goals named at the start."""
        found: dict[tuple[str, str], str] = {}
        for measure in self.measures:
            score = self.kept.get(measure.code)
            held = answers_of(score) if score else self._goals(measure)
            found |= {(measure.code, item): answer for item, answer in held.items()}
        return found

    def earlier(self, measure: Measure) -> dict[str, str]:
        """The first answers to a measure in this course."""
        first = next((score for score in self.course if score.measure == measure.code), None)
        return answers_of(first) if first else {}

    def _goals(self, measure: Measure) -> dict[str, str]:
        """The same goals are rated again, not the ratings repeated."""
        return measure.goals(self.earlier(measure)) if isinstance(measure, Goals) else {}


def choosable(library: Library) -> tuple[Measure, ...]:
    """The measures that this page offers."""
    return tuple(measure for measure in library.offered if measure.code != OF_THE_RING_BACK)


def read_choice(
    sent: MultiDict[str, str],
    library: Library,
    scores: Sequence[OutcomeScore],
    referrals: Sequence[Referral],
    today: date,
) -> Chosen:
    """The choice. What is not offered is left out; a referral that is not the person's is not there."""
    offered = {measure.code for measure in choosable(library)}
    measures = library.sitting(code for code in sent.getlist("measure") if code in offered)
    referral = _referral(sent.get("referral", ""), referrals)
    course = tuple(in_course(scores, referral.id if referral else None))
    return Chosen(measures, _point(sent.get("point", ""), course, today), referral, course)


def _referral(text: str, referrals: Sequence[Referral]) -> Referral | None:
    if not text:
        return None
    found = next((referral for referral in referrals if str(referral.id) == text), None)
    if found is None:
        raise NotVisible("There is nothing at this address.")
    return found


def _point(text: str, course: Sequence[OutcomeScore], today: date) -> Point:
    """The point chosen, or the one somebody is probably at."""
    if text in {point.value for point in Point}:
        return Point(text)
    start = next((score.taken_on for score in course if score.point is Point.START), None)
    return point_now(start, {score.point for score in course}, today)

"""Questionnaires with fixed answers: ONS4, company and loneliness, the Warwick-Edinburgh scales."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from directory.referrals.outcomes.measures.measure import Answers, Measure, chosen_of
from directory.referrals.outcomes.measures.values import Direction, Score, Summed

#: The highest answer of each band, in order, as ONS publishes them.
WELLBEING_BANDS = ((4, "low"), (6, "medium"), (8, "high"), (10, "very_high"))
ANXIETY_BANDS = ((1, "very_low"), (3, "low"), (5, "medium"), (10, "high"))
ANXIOUS = "anxious"
TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True)
class PersonalWellbeing(Measure):
    """ONS4: four questions, each reported for itself with its band. They are never added up."""

    summed: ClassVar[Summed] = Summed.EACH_PART
    needs_all: ClassVar[bool] = False

    def direction_of(self, part: str) -> Direction:
        """Less anxiety is better; more of the other three is."""
        return Direction.LOWER if part == ANXIOUS else Direction.HIGHER

    def band(self, part: str, figure: Decimal) -> str:
        """The band that ONS publishes."""
        bands = ANXIETY_BANDS if part == ANXIOUS else WELLBEING_BANDS
        return next(band for highest, band in bands if figure <= highest)

    def _score(self, given: Answers) -> Score:
        parts = {code: Decimal(figure) for code, figure in self._figures(given).items()}
        return Score(parts=parts, bands={code: self.band(code, figure) for code, figure in parts.items()})


@dataclass(frozen=True)
class SumScale(Measure):
    """The sum of all answers. A scale with a conversion gives the converted figure and keeps the sum beside it."""

    def _score(self, given: Answers) -> Score:
        raw = sum(self._figures(given).values())
        if not self.sheet.conversion:
            return Score(figure=Decimal(raw))
        return Score(figure=self.sheet.conversion[raw].quantize(TWO_PLACES), parts={"raw": Decimal(raw)})


@dataclass(frozen=True)
class Company(SumScale):
    """UCLA-3: three indirect questions; less is better. 6 or more is a split research uses, not a diagnosis."""

    direction: ClassVar[Direction] = Direction.LOWER


@dataclass(frozen=True)
class DirectLoneliness(Measure):
    """The one direct question. Reported as the share of people who say "often or always", never as a mean."""

    direction: ClassVar[Direction] = Direction.LOWER
    summed: ClassVar[Summed] = Summed.SHARE
    counted: ClassVar[frozenset[str]] = frozenset({"often_always"})

    def _score(self, given: Answers) -> Score:
        return chosen_of(self.items[0], given)

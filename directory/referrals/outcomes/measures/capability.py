"""ICECAP: what people are able to do and be. Each level chosen has a value in a tariff; the values are added."""

from dataclasses import dataclass
from decimal import Decimal

from directory.referrals.outcomes.measures.measure import Answers, Measure
from directory.referrals.outcomes.measures.values import NotReady, Score

FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Capability(Measure):
    """Five attributes, four levels each: all at the lowest come to 0, all at the highest to 1."""

    @property
    def missing(self) -> str:
        """The tariff, where Waypost may not bring it."""
        if self.sheet.tariff:
            return ""
        return (
            f"{self.sheet.name} cannot be scored yet: put its tariff into {self.code}.yaml in the folder "
            "that WAYPOST_MEASURES_DIR names"
        )

    def _score(self, given: Answers) -> Score:
        if self.missing:
            raise NotReady(self.missing)
        levels = self._figures(given)
        values = [self.sheet.tariff[attribute][level - 1] for attribute, level in levels.items()]
        parts = {attribute: Decimal(level) for attribute, level in levels.items()}
        return Score(figure=sum(values, Decimal(0)).quantize(FOUR_PLACES), parts=parts)

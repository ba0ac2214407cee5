"""Health services used in the last month, and what they cost by unit costs of a named year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from directory.referrals.outcomes.measures.measure import Answers, Measure
from directory.referrals.outcomes.measures.values import Direction, NotReady, Score, Summed, UnitCosts


@dataclass(frozen=True)
class Cost:
    """An amount in pounds, and the words that must stand beside it."""

    amount: Decimal
    label: str


@dataclass(frozen=True)
class ServiceUse(Measure):
    """Counts, which need nothing loaded; costs, which need the council's unit costs. Always optional."""

    summed: ClassVar[Summed] = Summed.EACH_PART
    direction: ClassVar[Direction] = Direction.CONTEXT

    @property
    def years(self) -> tuple[str, ...]:
        """The years for which there are unit costs, the newest first."""
        return tuple(costs.year for costs in self.sheet.unit_costs)

    def cost(self, score: Score, year: str = "") -> Cost:
        """What these visits cost by the unit costs of a year, or of the newest."""
        costs = self._costs(year)
        amount = sum((count * costs.amounts[code] for code, count in score.parts.items()), Decimal(0))
        return Cost(amount.quantize(Decimal("0.01")), f"At {costs.year} unit costs: {costs.source}")

    def _costs(self, year: str) -> UnitCosts:
        for costs in self.sheet.unit_costs:
            if not year or costs.year == year:
                return costs
        raise NotReady(
            f"There are no unit costs{f' for {year}' if year else ''}: put them into {self.code}.yaml in the folder "
            "that WAYPOST_MEASURES_DIR names"
        )

    def _score(self, given: Answers) -> Score:
        return Score(parts={code: Decimal(count) for code, count in self._figures(given).items()})


@dataclass(frozen=True)
class Imported(Measure):
    """A score worked out elsewhere under its own licence. It can be kept and reported; it is never asked here."""

    is_imported: ClassVar[bool] = True

    def _score(self, given: Answers) -> Score:
        return Score(figure=Decimal(given["score"]))

"""Which counts are small, what is shown instead, and what a reader can tell from what is shown."""

from dataclasses import dataclass
from enum import IntEnum

from directory.settings import Settings


class Mark(IntEnum):
    """How a count is told."""

    SHOWN = 0
    SMALL = 1  # not nought, and no more than the threshold
    WITHHELD = 2  # any number: hidden so that another cannot be worked out
    UNPUBLISHED = 3  # a total that this table does not have


@dataclass(frozen=True, slots=True)
class Rule:
    """Nought is shown, 1 to `threshold` are hidden, all else, totals too, is rounded to the nearest `rounding`.

    `rounding` 1 is no rounding. Whatever can be worked out of a small count leaves at least `choices` values open
    (or as many as the threshold allows).
    """

    threshold: int = 7
    rounding: int = 5
    choices: int = 3

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.rounding < 1 or self.choices < 2:
            raise ValueError("Give a threshold and a rounding of 1 or more, and 2 choices or more")
        if self.rounding // 2 > self.threshold:
            raise ValueError(
                "Give a rounding no larger than twice the threshold, so that nothing shown rounds to nought"
            )

    def rounded(self, count: int) -> int:
        """The count as it is shown; halves go up."""
        return (count + self.rounding // 2) // self.rounding * self.rounding

    def order(self, count: int) -> int:
        """What lines are put in order by: their order must tell no more of a count than what is shown of it."""
        return self.rounded(count) if count > self.threshold else 0

    def possible(self, mark: int, shown: int, most: int) -> tuple[int, int]:
        """The least and the most a count can be, for a reader who knows this rule; `most` stands for no limit."""
        if mark == Mark.SMALL:
            return 1, self.threshold
        if mark != Mark.SHOWN:
            return 0, most
        if not shown:
            return 0, 0
        return max(shown - self.rounding // 2, self.threshold + 1), shown + (self.rounding - 1) // 2

    @property
    def sentence(self) -> str:
        """The rule in a sentence, to stand under every table."""
        hidden = f"0 is shown; counts of 1 to {self.threshold} are hidden"
        if self.rounding == 1:
            return f"{hidden}, and others are withheld where they would give a hidden count away."
        return (
            f"{hidden}; other counts and totals are rounded to the nearest {self.rounding}, percentages come from them."
        )

    @property
    def code(self) -> str:
        """A word that no other rule has, for what is kept by rule."""
        return f"{self.threshold}-{self.rounding}-{self.choices}"

    @property
    def small_words(self) -> str:
        """What stands in place of a small count."""
        return f"fewer than {self.threshold + 1}"


#: Sub-national hospital counts of NHS England: 1 to 7 hidden, the rest rounded to 5. The default.
NHS = Rule(threshold=7, rounding=5)
#: What the Office for National Statistics compares others with: below 10 hidden, the rest rounded to 5.
ONS = Rule(threshold=9, rounding=5)
#: Below five hidden and nothing rounded, as some councils print: much has to be withheld besides.
FEWER_THAN_FIVE = Rule(threshold=4, rounding=1)


def rule_from(settings: Settings) -> Rule:
    """The rule of this installation."""
    return Rule(threshold=settings.small_number_threshold, rounding=settings.small_number_rounding)

"""What every measure can do: say what is wrong with answers in a sentence, and score those that are right."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from directory.referrals.outcomes.measures.values import Direction, Item, Kind, Refused, Score, Sheet, Summed

LONGEST_WORDS = 200  # letters of a goal: a sentence, not a history

Answers = Mapping[str, str]
Figures = Mapping[str, int]


@dataclass(frozen=True)
class Measure:
    """A measure: what is written about it, and the rule by which it is scored."""

    sheet: Sheet

    direction: ClassVar[Direction] = Direction.HIGHER
    summed: ClassVar[Summed] = Summed.MEAN
    needs_all: ClassVar[bool] = True
    is_imported: ClassVar[bool] = False  # scored elsewhere under its own licence; never offered as questions
    counted: ClassVar[frozenset[str]] = frozenset()  # answers whose share is reported

    @property
    def code(self) -> str:
        """Its permanent code."""
        return self.sheet.code

    @property
    def items(self) -> tuple[Item, ...]:
        """Its questions in the order in which they are asked."""
        return self.sheet.items

    @property
    def missing(self) -> str:
        """What the council has to load before it can be scored, as a sentence; empty when nothing is missing."""
        return ""

    def direction_of(self, part: str) -> Direction:
        """Which way a part goes when things go better."""
        return self.direction

    def label(self, part: str, answers: Answers) -> str:
        """What a part is called in front of people; empty for one that is not shown by itself."""
        return next((item.ask for item in self.items if item.code == part), "")

    def ask(self, item: Item, earlier: Answers) -> str:
        """How a question is put to somebody who answered this measure earlier."""
        return item.ask

    def band(self, part: str, figure: Decimal) -> str:
        """What a part's figure is called where it was published; empty elsewhere."""
        return ""

    def read(self, sent: Mapping[str, str]) -> dict[str, str]:
        """The answers to its own questions among what a form sent, without those left empty."""
        answers = {item.code: (sent.get(item.code) or "").strip() for item in self.items}
        return {code: answer for code, answer in answers.items() if answer}

    def faults(self, answers: Answers) -> dict[str, str]:
        """What has to be mended, a sentence by item."""
        given = self.read(answers)
        if not given:
            return {self.items[0].code: "Answer the questions, or leave these out"}
        found = {item.code: fault for item in self.items if (fault := self._fault(item, given.get(item.code, "")))}
        return {**found, **self._more_faults(given)}

    def score(self, answers: Answers) -> Score:
        """What the answers come to. Raises `Refused` when some are missing, `NotReady` when a tariff is."""
        faults = self.faults(answers)
        if faults:
            raise Refused("; ".join(faults.values()))
        return self._score(self.read(answers))

    def _score(self, given: Answers) -> Score:
        raise NotImplementedError

    def _more_faults(self, given: Answers) -> dict[str, str]:
        """Faults of answers beside each other."""
        return {}

    def _figures(self, given: Answers) -> dict[str, int]:
        return {item.code: item.value(given[item.code]) for item in self.items if item.code in given}

    def _fault(self, item: Item, answer: str) -> str:
        if not answer:
            return self._left_out(item) if self.needs_all else ""
        return FAULTS[item.kind](item, answer)

    def _left_out(self, item: Item) -> str:
        if len(self.items) == 1:
            return f"Answer “{item.ask}”"
        return f"Answer “{item.ask}” too: the score needs all {len(self.items)} answers"


def chosen_of(item: Item, given: Answers) -> Score:
    """The answer given to the one item that counts."""
    code = given[item.code]
    return Score(category=code, parts={one.code: Decimal(one.code == code) for one in item.responses})


def _choice_fault(item: Item, answer: str) -> str:
    if answer in {response.code for response in item.responses}:
        return ""
    return f"Choose one of the answers to “{item.ask}”"


def _number_fault(item: Item, answer: str) -> str:
    if answer.isascii() and answer.isdigit() and len(answer) < 6 and item.least <= int(answer) <= item.most:
        return ""
    return f"Enter a whole number from {item.least} to {item.most} for “{item.ask}”"


def _decimal_fault(item: Item, answer: str) -> str:
    try:
        is_number = Decimal(answer).is_finite()
    except InvalidOperation:
        is_number = False
    return "" if is_number else f"Enter the score as a number, such as 0.75, for “{item.ask}”"


def _words_fault(item: Item, answer: str) -> str:
    return "" if len(answer) <= LONGEST_WORDS else f"Say “{item.ask}” in {LONGEST_WORDS} letters or fewer"


FAULTS = {
    Kind.CHOICE: _choice_fault,
    Kind.NUMBER: _number_fault,
    Kind.DECIMAL: _decimal_fault,
    Kind.WORDS: _words_fault,
}

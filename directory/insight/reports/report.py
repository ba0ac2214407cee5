"""What a report is: a title, a sentence that says what it shows, sections, and where every number comes from.

Pages, files and documents render the same object, so that they cannot differ. Knows no query and no page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from directory.insight.disclosure.table import ProtectedTable


class Chart(StrEnum):
    """How a section may be drawn beside its table; the table always stands, so that a chart is never needed."""

    NONE = "none"
    BARS = "bars"
    LINES = "lines"
    FUNNEL = "funnel"
    TRIANGLE = "triangle"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Source:
    """Where numbers come from, of which year, and as they stood when."""

    name: str
    year: str
    vintage: str
    licence: str = ""

    @property
    def line(self) -> str:
        """The source in one line."""
        facts = (self.name, self.year, f"as of {self.vintage}" if self.vintage else "", self.licence)
        return ", ".join(fact for fact in facts if fact)


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of words and of numbers that are no counts of people, or that were protected before.

    Each row begins with its own heading; `columns` names the others.
    """

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) + 1 for row in self.rows):
            raise ValueError("Give each row a heading and one cell for each column")

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The table as lines of text, headings first."""
        yield (self.corner, *self.columns)
        yield from self.rows


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report: what it says in plain words, and the table it rests on."""

    heading: str
    words: tuple[str, ...] = ()
    table: ProtectedTable | PlainTable | None = None
    chart: Chart = Chart.NONE
    corner: str = "Area"
    drawing: str = ""  # SVG made by us, never by anybody who types; the page shows it above the table
    key: str = ""  # an anchor on the page, and what a chart's script looks for

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The table as lines of text, for a page or a file; nothing without one."""
        if isinstance(self.table, ProtectedTable):
            yield from self.table.lines(self.corner)
        elif self.table is not None:
            yield from self.table.lines()

    @property
    def rule(self) -> str:
        """What stands under a table of protected counts."""
        return self.table.rule.sentence if isinstance(self.table, ProtectedTable) else ""


@dataclass(frozen=True)
class Report:
    """A whole report. `parameters` are what was asked for, as label and words, so that it can be made again."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    made_at: datetime
    parameters: tuple[tuple[str, str], ...] = field(default=())
    cautions: tuple[str, ...] = ()  # what the numbers must not be taken for

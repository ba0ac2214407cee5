"""What is asked of a report: an area, whole months, and what the report itself lets one choose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import NotVisible
from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import ProtectedTable, Table
from directory.insight.facts.counting import before, last_run
from directory.insight.gap_map.question import places
from directory.insight.models import FactRun, SmallArea
from directory.insight.reports.forerunner import Counted, beside
from directory.insight.reports.report import Source
from directory.web.wording import british_date

#: Protecting a large table takes a while and depends on nothing but its counts.
protected = lru_cache(maxsize=512)(protect)
_beside = lru_cache(maxsize=512)(beside)
EVERYWHERE = "All areas"
TOO_FEW = "Too few people to say more without giving somebody away."


@dataclass(frozen=True)
class Where:
    """An area: its districts, and what they are called. No code is everywhere, what has no known district too."""

    code: str
    name: str
    districts: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """One question to one report."""

    session: Session
    rule: Rule
    at: datetime
    where: Where
    values: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)  # names of the measures of outcomes, by code
    better: Mapping[str, str] = field(default_factory=dict)  # which way they go when things go better
    questions: Mapping[str, str] = field(default_factory=dict)  # what was asked, where that is one question
    before: tuple[Counted, ...] = ()  # tables of the report that was published before, with the same choices
    #: Every table that was counted for the report.
    counted: list[Counted] = field(default_factory=list, init=False, compare=False, repr=False)
    #: What one question reads once, however many sections need it.
    read: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def today(self) -> date:
        """The day, here."""
        return clock.local(self.at).date()

    @property
    def first(self) -> date:
        """The first of the last twelve months that are over."""
        return before(self.today.replace(day=1), 12)

    @property
    def last(self) -> date:
        """The last month that is over."""
        return before(self.today.replace(day=1), 1)

    @property
    def months(self) -> str:
        """November 2025 to October 2026."""
        return f"{self.first:%B %Y} to {self.last:%B %Y}"

    def year_back(self, years: int) -> tuple[date, date, str]:
        """The first and last month of twelve, so many years before, with what they are called."""
        months = 12 * years
        first, last = before(self.first, months), before(self.last, months)
        return first, last, f"Year to {last:%B %Y}"

    def residents(self, column: str = "residents") -> int:
        """How many people live there; nought where nothing is loaded."""
        query = select(func.coalesce(func.sum(getattr(SmallArea, column)), 0))
        if self.where.code:
            query = query.where(SmallArea.district_code.in_(sorted(self.where.districts)))
        return int(self.session.scalar(query) or 0)

    @cached_property
    def run(self) -> FactRun | None:
        """When facts were last counted."""
        return last_run(self.session)

    @property
    def activity(self) -> Source:
        """Where counts of people come from."""
        run = self.run
        counted = british_date(clock.local(run.at).date()) if run else "not counted yet"
        return Source("Conversations, referrals and flags in Waypost", self.months, counted)

    @property
    def answers(self) -> Source:
        """Where counts of what people said come from: they are counted when somebody looks."""
        return Source("What people told Waypost of the help they got", self.months, british_date(self.today))

    @property
    def listings(self) -> Source:
        """Where counts of listings come from."""
        return Source("Listings in Waypost", str(self.today.year), british_date(self.today))

    def protect(
        self, corner_rows: Mapping[str, tuple[int, ...]], columns: tuple[str, ...], **has: bool
    ) -> ProtectedTable:
        """Counts by row, as they may be seen."""
        table = Table(tuple(corner_rows), columns, tuple(corner_rows.values()), **has)
        told = _beside(table, self.rule, self.before)
        self.counted.append(Counted(table, told))
        return told


def totals_are_shown(table: ProtectedTable) -> bool:
    """Whether all column totals are told. A breakdown whose totals another table tells must not hide them."""
    return all(cell.mark is Mark.SHOWN for cell in table.column_totals or ())


def where_of(session: Session, code: str) -> Where:
    """The area of a code; none is everywhere. Raises `NotVisible` for one that no figures are kept for."""
    known = places(session)
    if not code:
        return Where("", EVERYWHERE, {place.code: place.name for top, below in known for place in (below or (top,))})
    for top, below in known:
        if top.code == code:
            return Where(code, top.name, {place.code: place.name for place in (below or (top,))})
        for place in below:
            if place.code == code:
                return Where(code, place.name, {code: place.name})
    raise NotVisible("No figures are kept for this area.")


#: Choices of a list: code and words.
Choices = Callable[[Session], list[tuple[str, str]]]


def areas(session: Session) -> list[tuple[str, str]]:
    """Everywhere, then counties with their districts."""
    found = [("", EVERYWHERE)]
    for top, below in places(session):
        found += [(top.code, top.name), *((place.code, f"– {place.name}") for place in below)]
    return found

"""Bank holidays in England: eight a year by rule, and the days that a proclamation moved or added.

The rule is the Banking and Financial Dealings Act 1971 as it has stood since 1978, with New Year's Day and the two
common-law days. What no rule tells is in seeds/bank_holidays.yaml.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import yaml

from directory.referrals.timing.easter import easter_sunday
from directory.referrals.timing.proclaimed import Proclaimed, faults_in, proclaimed
from directory.settings import ROOT

PROCLAIMED_FILE = ROOT / "seeds" / "bank_holidays.yaml"
SATURDAY, SUNDAY = 5, 6


class CannotRead(ValueError):
    """The list of proclaimed days cannot be used; the message lists each row that has to be mended."""


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> Mapping[date, str]:
    """The bank holidays of a year by their day, the first one first."""
    return holidays_of(year, _proclaimed())


def holidays_of(year: int, changes: Iterable[Proclaimed]) -> Mapping[date, str]:
    """The bank holidays of a year with these changes to the rule."""
    days = by_rule(year)
    for change in changes:
        if change.instead_of is not None:
            days.pop(change.instead_of, None)
        if change.day.year == year:
            days[change.day] = change.name
    return MappingProxyType(dict(sorted(days.items())))


def by_rule(year: int) -> dict[date, str]:
    """The eight that return each year."""
    easter = easter_sunday(year)
    new_year, christmas = date(year, 1, 1), date(year, 12, 25)
    days = {
        _next_weekday(new_year): "New Year’s Day",
        easter - timedelta(days=2): "Good Friday",
        easter + timedelta(days=1): "Easter Monday",
        _first_monday(year, 5): "Early May bank holiday",
        _last_monday(date(year, 5, 31)): "Spring bank holiday",
        _last_monday(date(year, 8, 31)): "Summer bank holiday",
    }
    return days | _at_christmas(christmas)


def _at_christmas(christmas: date) -> dict[date, str]:
    """Both days, each that falls on a weekend moved behind the other: a Sunday's Christmas gives way to Boxing Day."""
    boxing = christmas + timedelta(days=1)
    if christmas.weekday() == SATURDAY:
        return {christmas + timedelta(days=2): "Christmas Day", boxing + timedelta(days=2): "Boxing Day"}
    if christmas.weekday() == SUNDAY:
        return {boxing: "Boxing Day", boxing + timedelta(days=1): "Christmas Day"}
    return {christmas: "Christmas Day", _next_weekday(boxing): "Boxing Day"}


def _next_weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(last: date) -> date:
    return last - timedelta(days=last.weekday())


@lru_cache(maxsize=1)
def _proclaimed() -> tuple[Proclaimed, ...]:
    rows: list[Mapping[str, Any]] = yaml.safe_load(PROCLAIMED_FILE.read_text("utf-8")) or []
    if faults := faults_in(rows):
        raise CannotRead("Mend seeds/bank_holidays.yaml:\n" + "\n".join(faults))
    return proclaimed(rows)

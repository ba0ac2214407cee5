"""Quarters of a year: which one has just ended, and its months. Values only."""

from dataclasses import dataclass
from datetime import date

MONTHS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True)
class Quarter:
    """From the first day of `start`'s month to the day before `end`."""

    code: str
    words: str
    start: date
    end: date


def quarter_called(code: str) -> Quarter:
    """The quarter with a code such as "2026-Q1"."""
    year, number = int(code[:4]), int(code[6])
    start = date(year, 3 * number - 2, 1)
    end = date(year + number // 4, 3 * number % 12 + 1, 1)
    return Quarter(code, f"{MONTHS[number - 1]} {year}", start, end)


def ended_before(today: date) -> Quarter:
    """The last quarter that is over."""
    number = (today.month - 1) // 3
    return quarter_called(f"{today.year}-Q{number}" if number else f"{today.year - 1}-Q4")

"""The schedule notation of the demonstration files, and the columns it becomes."""

from datetime import date, timedelta
from typing import Any

from directory.listings.records import Values
from directory.listings.schedules import DAYS, Pattern

SEARCHED_DAYS = 62  # a monthly session falls at least once in that time


def schedule_values(row: Values, today: date) -> Values:
    """One schedule: weekly, fortnightly, monthly ("2WE", "-1FR") or once; dates count from `today`."""
    values: Values = {
        "freq": None,
        "interval": 1,
        "byday": None,
        "dtstart": None,
        "opens_at": row["opens"],
        "closes_at": row["closes"],
        "term_time_only": bool(row.get("term_time")),
        "notes": row.get("note"),
        "valid_from": _in_days(today, row.get("from_in_days")),
        "valid_to": _in_days(today, row.get("until_in_days")),
    }
    if "weekly" in row:
        values |= {"freq": "WEEKLY", "byday": ",".join(row["weekly"])}
    elif "fortnightly" in row:
        start = _in_days(today, row["starting_in_days"])
        values |= {"freq": "WEEKLY", "interval": 2, "byday": ",".join(row["fortnightly"]), "dtstart": start}
    elif "monthly" in row:
        values |= {"freq": "MONTHLY", "byday": str(row["monthly"])}
    else:
        values["dtstart"] = _next_named_day(today + timedelta(days=int(row["once_in_days"])), row.get("day"))
    return values


def exception_values(row: Values, today: date, schedules: list[Values]) -> Values:
    """A day that differs: closed unless it gives times. It falls on the first session on or after the day given, since
    a closure on a day without a session says nothing.
    """
    return {
        "on_date": _next_session(today + timedelta(days=int(row["in_days"])), schedules),
        "is_closed": "opens" not in row,
        "opens_at": row.get("opens"),
        "closes_at": row.get("closes"),
        "reason": row.get("reason"),
    }


def _next_named_day(day: date, name: str | None) -> date:
    return day if name is None else day + timedelta(days=(DAYS.index(name) - day.weekday()) % 7)


def _next_session(day: date, schedules: list[Values]) -> date:
    patterns = [
        Pattern(
            row["freq"],
            row["interval"],
            row["byday"],
            dtstart=row["dtstart"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
        )
        for row in schedules
    ]
    days = (day + timedelta(days=step) for step in range(SEARCHED_DAYS))
    return next((one for one in days if any(pattern.falls_on(one) for pattern in patterns)), day)


def _in_days(today: date, days: Any) -> date | None:
    return None if days is None else today + timedelta(days=int(days))

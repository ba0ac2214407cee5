"""The schedule notation of the demonstration files, and the columns it becomes."""

from datetime import date, timedelta
from typing import Any

from directory.listings.records import Values


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
        values["dtstart"] = _in_days(today, row["once_in_days"])
    return values


def exception_values(row: Values, today: date) -> Values:
    """A day that differs: closed unless it gives times."""
    return {
        "on_date": _in_days(today, row["in_days"]),
        "is_closed": "opens" not in row,
        "opens_at": row.get("opens"),
        "closes_at": row.get("closes"),
        "reason": row.get("reason"),
    }


def _in_days(today: date, days: Any) -> date | None:
    return None if days is None else today + timedelta(days=int(days))

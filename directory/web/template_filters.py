"""How dates, times, distances and money are written for British readers."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from flask import Flask

from directory import clock

METRES_A_MILE = 1609.344


def british_date(value: date | datetime) -> str:
    """Tuesday 3 March 2026."""
    day = _day(value)
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(value: date | datetime) -> str:
    """3 March 2026."""
    day = _day(value)
    return f"{day.day} {day:%B %Y}"


def clock_time(value: time | datetime | str) -> str:
    """10am, 2:30pm, midday, midnight."""
    if isinstance(value, str):
        value = time.fromisoformat(value)
    if isinstance(value, datetime):
        value = clock.local(value).time()
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    hour = value.hour % 12 or 12
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{hour}{minutes}{'am' if value.hour < 12 else 'pm'}"


def miles(value: float) -> str:
    """1.2 miles, 14 miles, under half a mile."""
    if value < 0.5:
        return "under half a mile"
    if value >= 10:
        return f"{value:.0f} miles"
    figure = f"{value:.1f}".removesuffix(".0")
    return "1 mile" if figure == "1" else f"{figure} miles"


def pounds(value: Decimal | float | int) -> str:
    """£3, £2.50, £1,200."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def ago(value: date | datetime) -> str:
    """Today, yesterday, 3 days ago, 2 weeks ago, 5 months ago, 2 years ago."""
    days = (clock.today() - _day(value)).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    for size, unit in ((365, "year"), (30, "month"), (7, "week")):
        if days >= (size if unit != "week" else 14):
            return _counted(days // size, unit)
    return _counted(days, "day")


def dial(number: str) -> str:
    """A number as a phone dials it: the first one written, with its extension after a pause."""
    first = re.split(r"\s(?:or|and)\s|[/;]", number, maxsplit=1)[0]
    main, _, extension = re.sub(r"(?i)\s*(?:extension|ext\.?)\s*", ",", first).partition(",")
    digits = re.sub(r"[^\d+]", "", main.replace("(0)", ""))
    return f"{digits},{re.sub(r'[^0-9]', '', extension)}" if extension else digits


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'} ago"


def _day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def init_app(app: Flask) -> None:
    """Make the filters known to templates."""
    for write in (british_date, short_date, clock_time, miles, pounds, ago, dial):
        app.add_template_filter(write)

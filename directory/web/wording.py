"""How dates, times, distances, money and phone numbers are written for British readers. Values only."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from directory import clock

#: First words of a note that are surely no name.
EVERYDAY = frozenset(
    """
    a about after afternoons all an any around ask at because being books both bring building by call care closed day
    days donation drinks eight eleven enrolment equipment evenings every expect few fewer fifteen first five food four
    free from full general half hire if in it just kitchen last less lunch materials meal meals membership more
    mornings most new next nine no none not of on once one only open opens or our over pay people per place places
    rails ring rings room rooms roughly same session sessions seven several short since six some starts still summer
    tea ten than that the then there they thirteen this three transport travel twelve twenty two under until up
    usually waiting we weekdays when while winter with work you your
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)


def british_date(value: date | datetime) -> str:
    """Tuesday 3 March 2026."""
    return f"{_day(value):%A} {short_date(value)}"


def short_date(value: date | datetime) -> str:
    """3 March 2026."""
    day = _day(value)
    return f"{day.day} {day:%B %Y}"


def clock_time(value: time | str | None) -> str:
    """10am, 2:30pm, midday, midnight. A text that is no time is given back as it was written."""
    if isinstance(value, time):
        value = f"{value:%H:%M}"
    hours, colon, minutes = (value or "").partition(":")
    if not (colon and hours.isdigit() and minutes[:2].isdigit()):
        return value or ""
    hour, minute = int(hours), int(minutes[:2])
    if minute == 0 and hour in (0, 12, 24):
        return "midday" if hour == 12 else "midnight"
    if (hour, minute) == (23, 59):  # how feeds write the end of a day
        return "midnight"
    half = "am" if hour < 12 or hour == 24 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02d}' if minute else ''}{half}"


def miles(value: float) -> str:
    """1.2 miles, 14 miles, under half a mile."""
    if value < 0.5:
        return "under half a mile"
    if value >= 10:
        return f"{value:.0f} miles"
    figure = f"{value:.1f}".removesuffix(".0")
    return "1 mile" if figure == "1" else f"{figure} miles"


def pounds(value: Decimal | float) -> str:
    """£3, £2.50, £1,200."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def ago(value: date | datetime, today: date) -> str:
    """Today, yesterday, 3 days ago, 2 weeks ago, 5 months ago, 2 years ago."""
    days = (today - _day(value)).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    for at_least, size, unit in ((730, 365, "years"), (60, 30, "months"), (14, 7, "weeks")):
        if days >= at_least:
            return f"{days // size} {unit} ago"
    return f"{days} days ago"


def counted(number: int, noun: str) -> str:
    """1 place, 2 places."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def lowered(words: str) -> str:
    """Words that follow a colon. Only an everyday first word loses its capital: Mondays and Ramsgate keep theirs."""
    first, *following = words.split(" ")
    is_name = bool(following) and following[0][:1].isupper()
    return words if is_name or first.lower() not in EVERYDAY else words[:1].lower() + words[1:]


def dial(number: str) -> str:
    """A number as a phone dials it: the first one written, with its extension after a pause; empty if there is none."""
    first = re.split(r"\s(?:or|and)\s|[/;]", number, maxsplit=1)[0]
    main, _, extension = re.sub(r"(?i)\s*(?:extension|ext\.?)\s*", ",", first).partition(",")
    digits = re.sub(r"[^\d+]", "", main.replace("(0)", ""))
    return f"{digits},{re.sub(r'[^0-9]', '', extension)}" if extension else digits


def _day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value

"""When the council's line is answered, and whom to ring when it is not: the same words on every page.

Bank holidays are said, not reckoned: so a page may say that nobody answers, and never promises that somebody does.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import Flask, current_app

from directory import clock
from directory.settings import Settings
from directory.web.wording import clock_time

SATURDAY = 5
#: Shown where nobody set a number, and never in production: a number that nobody answers is worse than none.
DEMO_NIGHT_PHONE = "0115 496 0009"


@dataclass(frozen=True)
class CouncilLine:
    """`closed` is nothing while somebody may answer; else it says until when nobody does."""

    hours: str
    closed: str
    night_phone: str


def council_line_at(settings: Settings, at: datetime) -> CouncilLine:
    """What there is to say at a moment."""
    local = clock.local(at)
    opens, closes = time.fromisoformat(settings.council_opens), time.fromisoformat(settings.council_closes)
    hours = f"Monday to Friday, {clock_time(opens)} to {clock_time(closes)}, not on bank holidays"
    is_open = local.weekday() < SATURDAY and opens <= local.time() < closes
    night = settings.council_night_phone or ("" if settings.mode == "production" else DEMO_NIGHT_PHONE)
    return CouncilLine(hours, "" if is_open else f"Closed until {_opening(local, opens)}", night)


def _opening(local: datetime, opens: time) -> str:
    """ "today at 8:30am", "tomorrow at 8:30am", "Monday at 8:30am"."""
    days = 0 if local.time() < opens else 1
    while (local + timedelta(days=days)).weekday() >= SATURDAY:
        days += 1
    day = {0: "today", 1: "tomorrow"}.get(days, f"{local + timedelta(days=days):%A}")
    return f"{day} at {clock_time(opens)}"


def council_line() -> CouncilLine:
    """For templates."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return council_line_at(settings, clock.now())


def init_app(app: Flask) -> None:
    """Make it known to templates."""
    app.add_template_global(council_line)

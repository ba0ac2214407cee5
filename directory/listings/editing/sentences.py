"""Values of fields in words, for before-and-after pages. Plain values in, lines out; never raises on odd values."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from directory import clock
from directory.db import Coded
from directory.listings.codes import CapacityStatus, CostType, PhoneKind, Tier
from directory.listings.cost_words import cost_sentences
from directory.listings.languages import language_name
from directory.listings.schedule_words import describe, hours
from directory.listings.schedules import Pattern
from directory.web.wording import british_date, counted, short_date

Names = Mapping[str, str]
Lines = tuple[str, ...]
SENSE = {"welcomed": "Welcome", "required": "Only for", "excluded": "Not for"}


def text(value: Any, _names: Names) -> Lines:
    """Words, a paragraph a line."""
    return tuple(line for line in str(value).split("\n") if line.strip())


def lines(value: Any, _names: Names) -> Lines:
    """A list of words."""
    return tuple(str(line) for line in value)


def day(value: Any, _names: Names) -> Lines:
    """A date in full."""
    return (british_date(date.fromisoformat(value)),)


def label(kind: type[Coded], code: Any) -> str:
    """What people call a code; an unknown one is shown as it is."""
    try:
        return kind(code).label
    except ValueError:
        return str(code)


def code_of(kind: type[Coded]) -> Callable[[Any, Names], Lines]:
    """How one code of a list is said."""
    return lambda value, _names: (label(kind, value),)


def codes_of(kind: type[Coded]) -> Callable[[Any, Names], Lines]:
    """How several codes of a list are said."""
    return lambda value, _names: tuple(label(kind, code) for code in value)


def tiers(value: Any, _names: Names) -> Lines:
    """Tiers in the words of the page."""
    return tuple(label(Tier, code) for code in value)


def terms(value: Any, names: Names) -> Lines:
    """Terms by name."""
    return tuple(names.get(code, code) for code in value)


def cohorts(value: Any, names: Names) -> Lines:
    """Who is meant, and in which sense."""
    return tuple(f"{SENSE.get(row['how'], row['how'])}: {names.get(row['code'], row['code'])}" for row in value)


def languages(value: Any, _names: Names) -> Lines:
    """Languages by name."""
    return tuple(language_name(code) for code in value)


def phones(value: Any, _names: Names) -> Lines:
    """One number a line, with what it is for."""
    return tuple(phone(row) for row in value)


def phone(row: Mapping[str, Any]) -> str:
    """A number as it is read out."""
    extension = f", extension {row['extension']}" if row.get("extension") else ""
    kind = row.get("kind", PhoneKind.VOICE.value)
    about = [row.get("description") or "", label(PhoneKind, kind) if kind != PhoneKind.VOICE else ""]
    said = ", ".join(part for part in about if part)
    return f"{row['number']}{extension}{f' ({said})' if said else ''}"


def contacts(value: Any, names: Names) -> Lines:
    """One desk a line."""
    return tuple(
        ", ".join([
            *(row[key] for key in ("name", "title", "department", "email") if row.get(key)),
            *phones(row.get("phones", []), names),
        ])
        for row in value
    )  # fmt: skip


def times(value: Any, _names: Names) -> Lines:
    """One pattern a line: "Every Thursday, 10am to midday"."""
    return tuple(pattern(row) for row in value)


def pattern(row: Mapping[str, Any]) -> str:
    """One pattern with its first date, where that is told, and its note."""
    built = Pattern(
        freq=row.get("freq"),
        interval=row.get("interval") or 1,
        byday=row.get("byday"),
        bymonthday=row.get("bymonthday"),
        dtstart=_date(row.get("dtstart")),
        valid_from=_date(row.get("valid_from")),
        valid_to=_date(row.get("valid_to")),
        opens_at=row.get("opens_at"),
        closes_at=row.get("closes_at"),
        term_time_only=bool(row.get("term_time_only")),
        notes=row.get("notes"),
    )
    said = [describe(built) or "At times not told"]
    starts = built.valid_from or built.dtstart
    if starts and built.freq:
        said.append(f"starting {short_date(starts)}")
    return ", ".join(said) + (f". {built.notes}" if built.notes else "")


def days_off(value: Any, _names: Names) -> Lines:
    """One day a line."""
    return tuple(day_off(row) for row in value)


def day_off(row: Mapping[str, Any]) -> str:
    """A day that differs: closed, or open at other times."""
    when = british_date(date.fromisoformat(row["date"]))
    reason = f" ({row['reason']})" if row.get("reason") else ""
    what = "closed" if row.get("is_closed") else hours(row.get("opens_at"), row.get("closes_at")) or "open"
    return f"{when}: {what}{reason}"


def closed(value: Any, _names: Names) -> Lines:
    """A closure with its days and reason."""
    start = _date(value.get("from"))
    end = _date(value.get("to"))
    said = f"From {short_date(start)}" if start else "For a while"
    said += f" to {short_date(end)}" if end else ", no end known"
    return (f"{said}: {value['reason']}" if value.get("reason") else said,)


def paused(value: Any, _names: Names) -> Lines:
    """Whether new people are taken."""
    return ("Not taking new people at the moment" if value else "Taking new people",)


def capacity(value: Any, _names: Names) -> Lines:
    """How much room there is, and until when that is known."""
    said = label(CapacityStatus, value.get("status"))
    if value.get("places"):
        said += f" ({counted(value['places'], 'place')})"
    if value.get("note"):
        said += f": {value['note']}"
    more = []
    if value.get("next_intake_on"):
        more.append(f"Next intake on {short_date(date.fromisoformat(value['next_intake_on']))}")
    if value.get("expires_at"):
        more.append(f"Known until {short_date(clock.local(datetime.fromisoformat(value['expires_at'])))}")
    return (said, *more)


def costs(value: Any, _names: Names) -> Lines:
    """Ways of paying as the listing's page says them."""
    return tuple(line for row in value for line in cost_sentences([_cost(row)], today=_any_day(row)))


def _cost(row: Mapping[str, Any]) -> Any:
    return SimpleNamespace(
        cost_type=CostType(row["cost_type"]),
        option=row.get("option"),
        amount=Decimal(row["amount"]) if row.get("amount") else None,
        amount_description=row.get("amount_description"),
        valid_from=None,
        valid_to=None,
    )


def _any_day(_row: Mapping[str, Any]) -> date:
    """A price is said whether or not it holds today."""
    return date.min


def picture(value: Any, _names: Names) -> Lines:
    """What the picture shows."""
    return (f"A picture: {value.get('alt', '')}",)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None

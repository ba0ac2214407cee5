"""Checks of the parts of a listing that are lists: numbers, times, days off, costs, terms, languages, contacts."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from directory.errors import RuleBroken
from directory.listings.codes import CapacityStatus, CostType, Feature, Known, PhoneKind, Tier
from directory.listings.editing.content import trimmed
from directory.listings.editing.plain_rules import (
    check_code,
    check_codes,
    check_date,
    check_moment,
    check_text,
    check_time,
    check_whole,
    entries,
    rows,
)
from directory.listings.editing.reach_rules import check_email, check_number
from directory.listings.languages import LANGUAGES

PICTURE_NAME = re.compile(r"[0-9a-f]{32}\.(?:jpg|png)\Z")
FREQUENCIES = ("WEEKLY", "MONTHLY")
HOW = ("welcomed", "required", "excluded")
MOST_POUNDS = Decimal(100_000)
_BYDAY = re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)\Z")
_MONTH_DAY = re.compile(r"-?(?:[1-9]|[12]\d|3[01])\Z")
_TERM = re.compile(r"[a-z0-9_.-]{1,120}\Z")


def check_phones(key: str, value: Any) -> list[dict[str, Any]]:
    """Numbers in their order."""
    checked = []
    for here, row in rows(key, value):
        kind = check_code(f"{here}.kind", row.get("kind") or PhoneKind.VOICE.value, PhoneKind)
        number = check_text(f"{here}.number", row.get("number"), 60, "the phone number")
        if not number:
            raise RuleBroken(f"{here}.number", "Enter the phone number, or take the line out")
        extension = check_text(f"{here}.extension", row.get("extension"), 20, "the extension")
        description = check_text(f"{here}.description", row.get("description"), 255, "what the number is for")
        said = {"number": check_number(f"{here}.number", number, kind), "extension": extension}
        checked.append(trimmed(said | {"description": description, "kind": kind, "languages": row.get("languages")}))
    return checked


def check_times(key: str, value: Any) -> list[dict[str, Any]]:
    """Patterns that fall on some day."""
    return [_pattern(here, row) for here, row in rows(key, value)]


def _pattern(here: str, row: dict[str, Any]) -> dict[str, Any]:
    freq = row.get("freq") or None
    if freq is not None and freq not in FREQUENCIES:
        raise RuleBroken(f"{here}.freq", "Select how often it happens")
    interval = check_whole(
        f"{here}.interval", row.get("interval") or 1, "how many weeks or months lie between", most=52
    )
    days = _listed(here, "byday", row, _BYDAY, "Select the day")
    month_days = _listed(here, "bymonthday", row, _MONTH_DAY, "Enter the day of the month, from 1 to 31")
    dates = {name: check_date(f"{here}.{name}", row.get(name)) for name in ("dtstart", "valid_from", "valid_to")}
    hours = {name: check_time(f"{here}.{name}", row.get(name)) for name in ("opens_at", "closes_at")}
    _refuse_nonsense(here, freq, interval or 1, days or month_days, dates, hours)
    words = {
        name: check_text(f"{here}.{name}", row.get(name), most, "the note")
        for name, most in (("attending_type", 60), ("description", 500), ("notes", 500))
    }
    said = {"freq": freq, "interval": interval or 1, "term_time_only": bool(row.get("term_time_only"))}
    return said | trimmed({"byday": days, "bymonthday": month_days, **hours, **dates, **words})


def _listed(here: str, name: str, row: dict[str, Any], pattern: re.Pattern[str], sentence: str) -> str:
    given = str(row.get(name) or "").replace(" ", "").upper()
    parts = [part for part in given.split(",") if part]
    if any(not pattern.match(part) for part in parts):
        raise RuleBroken(f"{here}.{name}", sentence)
    return ",".join(parts)


def _refuse_nonsense(
    here: str,
    freq: str | None,
    interval: int,
    days: str,
    dates: dict[str, str | None],
    hours: dict[str, str | None],
) -> None:
    if freq is None and not dates["dtstart"] and not days:
        raise RuleBroken(f"{here}.dtstart", "Enter the day it happens")
    if freq == "WEEKLY" and not days and not dates["dtstart"] and not dates["valid_from"]:
        raise RuleBroken(f"{here}.byday", "Select the day of the week")
    if interval > 1 and not dates["dtstart"] and not dates["valid_from"]:
        raise RuleBroken(f"{here}.dtstart", "Enter the date of the next one, so that the weeks can be counted")
    start, end = dates["valid_from"] or dates["dtstart"], dates["valid_to"]
    if start and end and date.fromisoformat(end) < date.fromisoformat(start):
        raise RuleBroken(f"{here}.valid_to", "Enter a last date that is not before the first")
    if hours["closes_at"] and not hours["opens_at"]:
        raise RuleBroken(f"{here}.opens_at", "Enter the time it starts")


def check_days_off(key: str, value: Any) -> list[dict[str, Any]]:
    """Days that differ, the earliest first."""
    checked = []
    for here, row in rows(key, value):
        day = check_date(f"{here}.date", row.get("date"))
        if day is None:
            raise RuleBroken(f"{here}.date", "Enter the date, or take the line out")
        hours = {name: check_time(f"{here}.{name}", row.get(name)) for name in ("opens_at", "closes_at")}
        is_closed = bool(row.get("is_closed", not hours["opens_at"]))
        reason = check_text(f"{here}.reason", row.get("reason"), 255, "the reason")
        said = {"date": day, "is_closed": is_closed}
        checked.append(said | trimmed({"reason": reason} | ({} if is_closed else hours)))
    return sorted(checked, key=lambda row: str(row["date"]))


def check_costs(key: str, value: Any) -> list[dict[str, Any]]:
    """Ways of paying. None at all means not known."""
    checked = []
    for here, row in rows(key, value):
        amount = _pounds(f"{here}.amount", row.get("amount"))
        words = {
            name: check_text(f"{here}.{name}", row.get(name), 255, "the words about cost")
            for name in ("option", "amount_description")
        }
        dates = {name: check_date(f"{here}.{name}", row.get(name)) for name in ("valid_from", "valid_to")}
        kind = check_code(f"{here}.cost_type", row.get("cost_type") or "unknown", CostType)
        if kind == CostType.FREE and amount not in (None, "0.00"):
            raise RuleBroken(
                f"{here}.amount", "Select another kind of cost, or leave the amount out: free costs nothing"
            )
        checked.append(trimmed({"cost_type": kind, "amount": amount, **words, **dates}))
    return checked


def _pounds(key: str, value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        amount = Decimal(str(value).replace("£", "").replace(",", "").strip()).quantize(Decimal("0.01"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not 0 <= amount <= MOST_POUNDS:
        raise RuleBroken(key, "Enter an amount in pounds, like 3 or 2.50")
    return str(amount)


def check_needs(key: str, value: Any) -> list[str]:
    """Codes of needs, the most fitting first. Whether a term of that code exists is asked when it is written."""
    return list(dict.fromkeys(_term(key, code) for code in entries(key, value)))


def check_cohorts(key: str, value: Any) -> list[dict[str, Any]]:
    """For whom, and in which sense."""
    checked = []
    for here, row in rows(key, value):
        if row.get("how") not in HOW:
            raise RuleBroken(f"{here}.how", "Select whether they are welcome, the only ones, or left out")
        checked.append({"code": _term(f"{here}.code", row.get("code")), "how": row["how"]})
    return checked


def _term(key: str, code: Any) -> str:
    if not isinstance(code, str) or not _TERM.match(code):
        raise RuleBroken(key, "Select one of the answers given")
    return code


def check_languages(key: str, value: Any) -> list[str]:
    """Codes; a language that has none here is kept by its name."""
    given = [check_text(key, language, 80, "the language") for language in entries(key, value)]
    return [code.lower() if code.lower() in LANGUAGES else code for code in dict.fromkeys(given) if code]


def check_tiers(key: str, value: Any) -> list[str]:
    """Tiers of prevention."""
    return check_codes(key, value, Tier)


def check_access(key: str, value: Any) -> dict[str, str]:
    """Access facts with three values, by feature."""
    if not isinstance(value or {}, dict):
        raise RuleBroken(key, "Select yes, no or not known")
    found = {
        check_code(key, feature, Feature): check_code(f"{key}.{feature}", known or "not_known", Known)
        for feature, known in (value or {}).items()
    }
    return {feature.value: found[feature.value] for feature in Feature if feature.value in found}


def check_documents(key: str, value: Any) -> list[str]:
    """Things to bring."""
    given = [check_text(key, words, 255, "what to bring") for words in entries(key, value)]
    return [words for words in given if words]


def check_contacts(key: str, value: Any) -> list[dict[str, Any]]:
    """Desks and roles, with their numbers. One that is not for the public is no content, and is left out."""
    checked = []
    for here, row in rows(key, value):
        if not row.get("is_public", True):
            continue
        said: dict[str, Any] = {
            name: check_text(f"{here}.{name}", row.get(name), 255, "the contact")
            for name in ("name", "title", "department")
        }
        email = check_text(f"{here}.email", row.get("email"), 254, "the email address")
        said["email"] = check_email(f"{here}.email", email) if email else ""
        said["phones"] = check_phones(f"{here}.phones", row.get("phones"))
        if trimmed(said):
            checked.append(trimmed(said))
    return checked


def check_capacity(key: str, value: Any) -> dict[str, Any] | None:
    """Whether there is room, and until when that is known."""
    if not value:
        return None
    return trimmed({
        "status": check_code(f"{key}.status", value.get("status"), CapacityStatus),
        "places": check_whole(f"{key}.places", value.get("places"), "how many places", most=10_000),
        "note": check_text(f"{key}.note", value.get("note"), 255, "the note"),
        "expires_at": check_moment(f"{key}.expires_at", value.get("expires_at")),
        "next_intake_on": check_date(f"{key}.next_intake_on", value.get("next_intake_on")),
    })  # fmt: skip

"""The one place where content is checked: whatever form, feed or steward it comes from.

`check_content` gives the content back in the one way in which each value is written. It raises `RuleBroken` with the
field's key and a sentence; for an entry of a list the key goes on with its number: "phones.0.number".
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from directory.errors import RuleBroken
from directory.listings import rules as wording_rules
from directory.listings.captions import read_captions
from directory.listings.editing import part_rules, place_rules
from directory.listings.editing.content import (
    CODE_LISTS,
    CODES,
    DATES,
    NEVER_NONE,
    NUMBERS,
    TEXTS,
    Content,
)
from directory.listings.editing.plain_rules import check_code, check_codes, check_date, check_text, check_whole
from directory.listings.editing.reach_rules import check_email, check_web_address

Check = Callable[[str, Any], Any]
OLDEST = 120

#: Nouns for the sentences about plain fields.
NOUNS = {
    "name": "the name",
    "summary": "the summary",
    "description": "the description",
    "url": "the web address",
    "email": "the email address",
    "alert": "the alert",
    "eligibility_description": "who can come",
    "exclusion_description": "who it is not for",
    "application_process": "how to join",
    "fees_description": "the words about cost",
    "easy_read": "the Easy Read words",
    "commissioner": "who commissions it",
    "who_pays": "who pays",
    "bsl_video_url": "the link to the film",
    "bsl_captions": "the captions",
}


def check_content(content: Mapping[str, Any]) -> Content:
    """Check and normalise the keys that are there. An unknown key is refused: a typing slip must not vanish."""
    checked: Content = {}
    for key, value in content.items():
        check = CHECKS.get(key)
        if check is None:
            raise RuleBroken(key, f"Leave out “{key[:40]}”: a listing has no such field")
        checked[key] = check(key, value)
    return checked


def check_whole_content(content: Content) -> None:
    """What must hold between fields, on a whole listing."""
    if not content.get("name"):
        raise RuleBroken("name", "Enter the name")
    youngest, oldest = content.get("minimum_age"), content.get("maximum_age")
    if youngest is not None and oldest is not None and youngest > oldest:
        raise RuleBroken("maximum_age", f"Enter an oldest age of {youngest} or more")
    start, end = content.get("contract_start"), content.get("contract_end")
    if start and end and start > end:
        raise RuleBroken("contract_end", "Enter a contract end that is not before its start")


def _text(key: str, value: Any) -> str | None:
    said = check_text(key, value, TEXTS[key], NOUNS[key])
    if key == "summary":
        wording_rules.check_summary(said)
    if key == "name" and not said:
        raise RuleBroken("name", "Enter the name")
    return said if said or key in NEVER_NONE else None


def _web_address(key: str, value: Any) -> str | None:
    said = _text(key, value)
    return check_web_address(key, said, only_https=key == "bsl_video_url") if said else None


def _captions(key: str, value: Any) -> str | None:
    return read_captions(_text(key, value) or "") or None


def _email(key: str, value: Any) -> str | None:
    said = _text(key, value)
    return check_email(key, said) if said else None


def _age(key: str, value: Any) -> int | None:
    return check_whole(key, value, "an age", most=OLDEST)


def _code(key: str, value: Any) -> str | None:
    kind, otherwise = CODES[key]
    return check_code(key, value, kind) if value not in (None, "") else otherwise


def _codes(key: str, value: Any) -> list[str]:
    return check_codes(key, value, CODE_LISTS[key])


def _date(key: str, value: Any) -> str | None:
    return check_date(key, value)


def _closed(key: str, value: Any) -> dict[str, Any] | None:
    if not value:
        return None
    start, end = check_date(f"{key}.from", value.get("from")), check_date(f"{key}.to", value.get("to"))
    if start is None:
        raise RuleBroken(f"{key}.from", "Enter the first day it is closed")
    if end and date.fromisoformat(end) < date.fromisoformat(start):
        raise RuleBroken(f"{key}.to", "Enter a last day that is not before the first")
    reason = check_text(f"{key}.reason", value.get("reason"), 255, "the reason")
    return {"from": start} | ({"to": end} if end else {}) | ({"reason": reason} if reason else {})


def _picture(key: str, value: Any) -> dict[str, Any] | None:
    if not value:
        return None
    file = check_text(f"{key}.file", value.get("file"), 80, "the file's name")
    if not part_rules.PICTURE_NAME.match(file):
        raise RuleBroken(key, "Choose the picture again")
    alt = check_text(f"{key}.alt", value.get("alt"), 255, "what the picture shows")
    if not alt:
        raise RuleBroken(f"{key}.alt", "Enter what the picture shows, for people who cannot see it")
    return {"file": file, "alt": alt}


def _yes(_key: str, value: Any) -> bool:
    return value in (True, "true", "yes", "on", 1)


CHECKS: dict[str, Check] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(NUMBERS, _age),
    **dict.fromkeys(CODES, _code),
    **dict.fromkeys(CODE_LISTS, _codes),
    **dict.fromkeys(DATES, _date),
    "url": _web_address,
    "bsl_video_url": _web_address,
    "bsl_captions": _captions,
    "email": _email,
    "closed": _closed,
    "picture": _picture,
    "is_paused": _yes,
    "organization": place_rules.check_organization,
    "venues": place_rules.check_venues,
    "areas": place_rules.check_areas,
    "phones": part_rules.check_phones,
    "times": part_rules.check_times,
    "days_off": part_rules.check_days_off,
    "costs": part_rules.check_costs,
    "needs": part_rules.check_needs,
    "cohorts": part_rules.check_cohorts,
    "languages": part_rules.check_languages,
    "tiers": part_rules.check_tiers,
    "access": part_rules.check_access,
    "documents": part_rules.check_documents,
    "contacts": part_rules.check_contacts,
    "capacity": part_rules.check_capacity,
}

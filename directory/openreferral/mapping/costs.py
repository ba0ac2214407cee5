"""What things cost, out of cost options and free words about fees. Silence is never taken for free."""

import re
from typing import Any

from directory.listings.records import Values
from directory.openreferral.mapping.contacts import listed
from directory.openreferral.mapping.dates import day
from directory.openreferral.mapping.numbers import amount
from directory.openreferral.mapping.text import line, plain

_CONDITION = re.compile(
    r"\b(?:if|qualif\w*|eligib\w*|means|subject to|depend\w*|legal aid|benefits?|unless|over \d+|under \d+|"
    r"for (?:residents|members|over|under|people|those|children))\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"^\s*(?:it(?:'s| is) |this (?:service )?is |all (?:our )?\w+ (?:is|are) )?free\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\b|\btaster\b|\btrial\b", re.IGNORECASE)
_CHARGED = re.compile(r"£|\bcharge|\bcost|\bfee\b|\bpay", re.IGNORECASE)
_KINDS = (
    ("donation", re.compile(r"\bdonations?\b|\bpay what you", re.IGNORECASE)),
    (
        "membership",
        re.compile(r"\bmember|\bsubscri|\bper (?:month|year|annum)|\bannual|\bmonthly|\byearly", re.IGNORECASE),
    ),
    ("deposit", re.compile(r"\bdeposit\b", re.IGNORECASE)),
    ("sliding", re.compile(r"\bsliding|\bon (?:your )?income", re.IGNORECASE)),
    ("means_tested", re.compile(r"\bmeans.?test|\bfinancial(?:ly)? assess", re.IGNORECASE)),
)


def costs(options: Any, fees: str | None) -> list[Values]:
    """Cost options of a listing; words about fees count only where there are none and they plainly say "free"."""
    found = [cost for row in listed(options) if isinstance(row, dict) and (cost := _cost(row, fees or ""))]
    if found or not fees:
        return found
    kind = kind_in_words(fees)
    return [{"cost_type": kind, "amount": None, "amount_description": line(fees)}] if kind else []


def kind_in_words(words: str) -> str | None:
    """`free`, `grant_funded`, `donation` … when the words leave no doubt, else nothing."""
    if _FREE.search(words) and not _CHARGED.search(words.replace("free of charge", "")):
        if _FIRST.search(words):
            return "free_first"
        return "grant_funded" if _CONDITION.search(words) else "free"
    if len(words) < 120 and re.search(r"\bdonations?\b", words, re.IGNORECASE):
        return "donation"
    return None


def _cost(row: dict[str, Any], fees: str) -> Values | None:
    option, description = line(row.get("option")), plain(row.get("amount_description"))
    pounds = amount(row.get("amount"))
    words = " ".join(part for part in (option, description) if part)
    if pounds is None and not words:
        return None
    if pounds == 0:
        kind = "grant_funded" if _CONDITION.search(f"{words} {fees}") else "free"
    else:
        kind = next((name for name, pattern in _KINDS if pattern.search(words)), "")
        kind = kind or ("fixed" if pounds else kind_in_words(words) or "unknown")
    valid_from, valid_to = day(row.get("valid_from")), day(row.get("valid_to"))
    return {
        "cost_type": kind,
        "option": option,
        "amount": pounds,
        "amount_description": description,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }

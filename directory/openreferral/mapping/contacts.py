"""Web addresses, e-mail addresses, numbers and desks out of feeds. Names of private people are not taken over."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from directory.listings.records import ContactRecord, Values
from directory.openreferral.mapping.text import line

_HOST = re.compile(r"[^\s/@]+\.[a-z]{2,}(?:[:/?#].*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLACEHOLDER = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|localhost|test|invalid)$")
_ROLE = re.compile(
    r"\b(?:reception|desk|office|team|enquir|admin|support|service|manager|co-?ordinator|officer|secretary|librar|"
    r"helpline|advice|line|centre|center|group|club|bookings?|clerk|trust|council|department|duty|customer|general)",
    re.IGNORECASE,
)
_PERSONS_MAILBOX = re.compile(r"^[a-z]+[._-][a-z]{2,}[0-9]*@", re.IGNORECASE)
_ROLE_MAILBOX = re.compile(
    r"info|hello|enquir|admin|office|contact|team|support|service|librar|help|advice|reception|book|care|hub|directory|mail",
    re.IGNORECASE,
)


def website(value: Any, mended: Counter[str]) -> str | None:
    """An absolute http(s) address, its missing scheme added; nothing for placeholders and other schemes."""
    text = line(value, None)
    if not text or " " in text or len(text) > 500:
        return None
    if "://" not in text and _HOST.fullmatch(text):
        mended["web addresses given a scheme"] += 1
        text = "https://" + text
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host or parts.username:
        return None
    if is_placeholder(host):
        mended["placeholder addresses left out"] += 1
        return None
    return text


def email(value: Any, mended: Counter[str]) -> str | None:
    """The first real address in a text."""
    found = _EMAIL.search(line(value, None) or "")
    if not found or len(found.group()) > 254:
        return None
    if is_placeholder(found.group().rpartition("@")[2]):
        mended["placeholder addresses left out"] += 1
        return None
    return found.group().removeprefix("mailto:")


def is_placeholder(host: str) -> bool:
    """Whether a host is one that documentation uses for nobody's."""
    return bool(_PLACEHOLDER.search(host.casefold().rstrip(".")))


def is_of_a_role(address: str) -> bool:
    """Whether a mailbox belongs to a desk rather than to a named person."""
    return not _PERSONS_MAILBOX.match(address) or bool(_ROLE_MAILBOX.search(address.partition("@")[0]))


def phones(values: Any, start: int = 0) -> list[Values]:
    """Numbers as written; anything with fewer than three digits is none."""
    found: list[Values] = []
    for value in listed(values):
        row = value if isinstance(value, dict) else {"number": value}
        number = line(row.get("number"), 60)
        if number is None or sum(letter.isdigit() for letter in number) < 3:
            continue
        kind = str(row.get("type") or "").casefold()
        found.append(
            {
                "number": number,
                "extension": line(row.get("extension"), 20),
                "kind": "text" if kind in ("sms", "text") else "voice",
                "description": line(row.get("description")),
                "position": start + len(found),
            }
        )
    return found


def contacts(values: Any, mended: Counter[str]) -> list[ContactRecord]:
    """Desks and roles with their numbers. A person's name and own mailbox stay out."""
    found = []
    for value in listed(values):
        if not isinstance(value, dict):
            continue
        name, title = line(value.get("name")), line(value.get("title"))
        if name and not _ROLE.search(name):
            mended["names of people left out"] += 1
            name = None
        address = email(value.get("email"), mended)
        record = ContactRecord(
            {
                "name": name,
                "title": title,
                "department": line(value.get("department")),
                "email": address if address and is_of_a_role(address) else None,
            },
            phones(value.get("phones") or value.get("phone")),
        )
        if record.phones or any(record.values.values()):
            found.append(record)
    return found


def listed(values: Any) -> Iterable[Any]:
    """A list, a single thing that should have been a list, or nothing."""
    if values is None or values == "":
        return ()
    return values if isinstance(values, list) else (values,)

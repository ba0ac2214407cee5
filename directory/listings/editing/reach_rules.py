"""Rules on what leads out of a listing: web addresses, e-mail addresses, phone numbers. Nothing is looked up."""

import re
from urllib.parse import urlsplit

import email_validator
import phonenumbers

from directory.errors import RuleBroken
from directory.listings.codes import PhoneKind

#: Names that mean this machine or this network wherever they are read (RFC 6761, RFC 6762, and routers' own).
INTERNAL = frozenset({"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private"})
RELAY = re.compile(r"^1800[12]")  # Relay UK: dialled before the number
SHORTEST, LONGEST_SHORT_CODE = 3, 6  # 111, 999, 61016
_NUMBER = re.compile(r"[\d\s()+./-]+\Z")
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
_LAST = re.compile(r"(?:[a-z]{2,63}|xn--[a-z0-9-]+)\Z")


def check_web_address(key: str, value: str, *, only_https: bool = False) -> str:
    """An address anybody can open from anywhere. A missing "https://" is put in front."""
    written = value if "://" in value or re.match(r"[a-z]+:", value, re.IGNORECASE) else f"https://{value}"
    try:
        parts = urlsplit(written)
        host, _port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    allowed = ("https",) if only_https else ("http", "https")
    if parts.scheme.lower() not in allowed or re.search(r"[\s\\<>\"]", written):
        start = "https://" if only_https else "http:// or https://"
        raise RuleBroken(key, f"Enter a web address that starts with {start}")
    if parts.username or parts.password:
        raise RuleBroken(key, "Enter the web address without a name or password in it")
    if not _is_public_host(host):
        raise RuleBroken(key, "Enter a web address that anybody can open, like https://www.example.org")
    return written


def _is_public_host(host: str) -> bool:
    try:
        plain = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return False
    labels = plain.rstrip(".").split(".")
    return (
        len(labels) > 1
        and all(_NAME.match(label) for label in labels)
        and _LAST.match(labels[-1]) is not None
        and labels[-1] not in INTERNAL
    )


def check_email(key: str, value: str) -> str:
    """An address mail could reach; its domain is not looked up."""
    try:
        email_validator.validate_email(value, check_deliverability=False)
    except email_validator.EmailNotValidError:
        raise RuleBroken(key, "Enter an email address in the correct format, like name@example.org") from None
    return value


def check_number(key: str, number: str, kind: str = PhoneKind.VOICE) -> str:
    """A number that can be dialled in Britain; spaces stay as they were written."""
    digits = RELAY.sub("", re.sub(r"[^\d+]", "", number.replace("(0)", "")))
    is_short = SHORTEST <= len(digits) <= LONGEST_SHORT_CODE and digits.isdigit()
    if not _NUMBER.match(number) or not (is_short or _is_possible(digits)):
        example = "07700 900 982" if kind == PhoneKind.TEXT else "0115 496 0123"
        raise RuleBroken(key, f"Enter a phone number, like {example}. “{number[:40]}” cannot be dialled")
    return number


def _is_possible(digits: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, "GB"))
    except phonenumbers.NumberParseException:
        return False

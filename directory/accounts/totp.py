"""Codes from an authenticator app (RFC 6238): secrets, codes, and that none works twice. Told the time."""

from datetime import datetime

from passlib.exc import TokenError
from passlib.totp import TOTP

WINDOW = 30  # seconds a code may be early or late: phones' clocks differ


def new_secret() -> str:
    """A fresh secret to share with an app."""
    return str(TOTP.new().base32_key)


def address(secret: str, *, label: str, issuer: str) -> str:
    """What the QR code says to the app. A colon would end the label."""
    return str(TOTP(key=secret).to_uri(label=label.replace(":", " "), issuer=issuer.replace(":", " ")))


def matched(secret: str, code: str, *, at: datetime, last_counter: int | None) -> int | None:
    """The counter of a right code, to be kept so that the code works once; nothing for a wrong or a used one."""
    digits = "".join(code.split())
    try:
        match = TOTP(key=secret).match(digits, time=at.timestamp(), window=WINDOW, last_counter=last_counter)
    except (TokenError, ValueError):
        return None
    return int(match.counter)


def code_at(secret: str, at: datetime) -> str:
    """The code the app shows at a moment: for tests and the demonstration."""
    return str(TOTP(key=secret).generate(time=at.timestamp()).token)


def in_fours(secret: str) -> str:
    """The secret in groups of four, for whoever types it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))

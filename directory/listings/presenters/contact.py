"""How to get in touch: numbers, e-mail and website as links that are safe to follow."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from directory.listings.codes import PhoneKind
from directory.listings.languages import language_name
from directory.web.wording import dial

_EMAIL = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+\.[^\s@<>\"'?&]+")
SIGNED = "bfi"  # British Sign Language, which a video relay has in its name
RELAY_PREFIX = "18001"  # Relay UK: dialled before the number from a textphone or the app


@dataclass(frozen=True)
class PhoneLine:
    """A number as it is written, where it dials, and what there is to know before ringing."""

    number: str
    href: str | None
    kind: str
    note: str
    is_voice: bool


@dataclass(frozen=True)
class WebLink:
    """A website: its address and the part of it that is worth reading."""

    href: str
    words: str


def phone_lines(rows: Iterable[Any]) -> tuple[PhoneLine, ...]:
    """Numbers in order, voice lines first, none twice."""
    lines = {(line.number, line.kind): line for line in map(_phone_line, rows)}
    return tuple(sorted(lines.values(), key=lambda line: not line.is_voice))


def _phone_line(row: Any) -> PhoneLine:
    kind = PhoneKind(row.kind)
    number, note = row.number, (row.description or "").strip()
    if row.extension:
        number += f" extension {row.extension}"
    understood = {"en", SIGNED} if kind is PhoneKind.BSL_VIDEO_RELAY else {"en"}
    spoken = [language_name(code) for code in row.languages or () if code not in understood]
    if spoken:
        note = f"{note}{'. ' if note else ''}Also in {', '.join(spoken)}"
    if kind is PhoneKind.TEXT_RELAY:
        note = f"{note}{'. ' if note else ''}Dial {RELAY_PREFIX} first from a textphone or the Relay UK app"
    return PhoneLine(number, _href(row, kind), kind.label, note, kind is PhoneKind.VOICE)


def _href(row: Any, kind: PhoneKind) -> str | None:
    dialled = dial(f"{row.number} extension {row.extension}" if row.extension else row.number)
    if not dialled:
        return None
    if kind is PhoneKind.TEXT:
        return f"sms:{dialled}"
    if kind is PhoneKind.TEXT_RELAY:
        return f"tel:{RELAY_PREFIX}{national(dialled)}"
    return f"tel:{dialled}"


def national(dialled: str) -> str:
    """A number as it is dialled within Britain, which a prefix needs."""
    return f"0{dialled[3:]}" if dialled.startswith("+44") else dialled


def email_link(address: str | None) -> str | None:
    """A mailto: link, if the text is an address and nothing else."""
    address = (address or "").strip()
    return f"mailto:{quote(address, safe='@+')}" if _EMAIL.fullmatch(address) else None


def web_link(address: str | None) -> WebLink | None:
    """A link to a web page, and to nothing else that a browser would follow."""
    address = (address or "").strip()
    if address.lower().startswith("www."):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or any(c.isspace() for c in address):
        return None
    path = parts.path.rstrip("/")
    words = parts.hostname.removeprefix("www.") + (path if len(path) <= 30 else "")
    return WebLink(address, words)


def share_links(name: str, lines: Sequence[str], url: str) -> dict[str, str]:
    """Addresses that open an e-mail or a text message holding the listing in a few lines."""
    text = quote("\n".join([name, *lines, url]))
    return {"email": f"mailto:?subject={quote(name)}&body={text}", "text": f"sms:?&body={text}"}

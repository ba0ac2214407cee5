"""What matching looks at in a listing: its name, who runs it, where, when, and how it is reached. Values only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from directory.geo.folding import fold
from directory.listings.editing.content import Content
from directory.moderation.duplicates.words import tokens

Spot = tuple[float, float]
SHORTEST_NUMBER = 9  # digits; shorter ones (111, 999) belong to everybody
_NOT_DIGITS = re.compile(r"\D+")
_POSTCODE = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True)
class Page:
    """Where a web address leads: the site, and the page of it."""

    site: str
    path: str

    @property
    def is_front(self) -> bool:
        """Whether it is only the site's front page, which says less than a page of its own."""
        return not self.path


@dataclass(frozen=True)
class Profile:
    """One listing as matching sees it. What is empty is not known, and says nothing for or against."""

    service_id: UUID | None
    name: str
    organization: str = ""
    organization_id: UUID | None = None
    asset_type: str = "service"
    phones: frozenset[str] = frozenset()
    pages: frozenset[Page] = frozenset()
    emails: frozenset[str] = frozenset()
    identifiers: frozenset[tuple[str, str]] = frozenset()
    spots: tuple[Spot, ...] = ()
    postcodes: frozenset[str] = frozenset()
    buildings: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    times: frozenset[tuple[str, str]] = frozenset()
    description: str = ""
    districts: frozenset[str] = field(default=frozenset(), compare=False)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tokens(self.name)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """The words of the organisation's name."""
        return tokens(self.organization)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words of the towns it is in."""
        return frozenset(word for town in self.towns for word in tokens(town))

    @cached_property
    def contacts(self) -> frozenset[object]:
        """Whatever may be counted to see whether it is only this listing's."""
        return frozenset({*self.phones, *self.pages, *self.emails})

    @cached_property
    def mark(self) -> str:
        """Changes when anything does that matching looks at."""
        said = (
            self.name, self.organization, self.asset_type, sorted(self.phones), sorted(map(str, self.pages)),
            sorted(self.emails), sorted(self.identifiers), sorted(self.spots), sorted(self.postcodes),
            sorted(self.buildings), sorted(self.needs), sorted(self.times), self.description,
        )  # fmt: skip
        return sha256(repr(said).encode()).hexdigest()[:32]


def as_phone(number: str) -> str | None:
    """The digits of a number as dialled at home: "+44 (0)115 496 0123" → "01154960123"."""
    digits = _NOT_DIGITS.sub("", number.replace("(0)", ""))
    for code in ("0044", "44"):
        if digits.startswith(code) and len(digits) > len(code) + SHORTEST_NUMBER - 1:
            digits = "0" + digits[len(code) :].removeprefix("0")
            break
    return digits if len(digits) >= SHORTEST_NUMBER else None


def as_page(address: str) -> Page | None:
    """Site and page of a web address, however it was written."""
    written = address.strip()
    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        site = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/").lower() + (f"?{parts.query}" if parts.query else "")
    return Page(site, path) if "." in site else None


def as_postcode(written: str) -> str:
    """A postcode without blanks."""
    return _POSTCODE.sub("", written.upper())


def known(values: Iterable[Any]) -> frozenset[Any]:
    """Without what is empty."""
    return frozenset(value for value in values if value)


def profile_of(content: Content, service_id: UUID | None = None) -> Profile:
    """A listing that is being entered. Hidden addresses are left out: no warning may tell that one is near."""
    venues = [venue for venue in content.get("venues") or [] if venue.get("address_visibility", "full") == "full"]
    organization = content.get("organization") or {}
    numbers = [*(content.get("phones") or []), *(row for venue in venues for row in venue.get("phones") or [])]
    times = [*(content.get("times") or []), *(row for venue in venues for row in venue.get("times") or [])]
    return Profile(
        service_id=service_id,
        name=content.get("name") or "",
        organization=organization.get("name") or "",
        organization_id=UUID(str(organization["id"])) if organization.get("id") else None,
        asset_type=content.get("asset_type") or "service",
        phones=known(as_phone(row.get("number") or "") for row in numbers),
        pages=known(as_page(url) for url in (content.get("url"), organization.get("website")) if url),
        emails=known((address or "").strip().lower() for address in (content.get("email"), organization.get("email"))),
        identifiers=frozenset((row["scheme"], row["identifier"]) for row in organization.get("identifiers") or []),
        spots=tuple(
            (float(venue["latitude"]), float(venue["longitude"]))
            for venue in venues
            if venue.get("latitude") is not None and venue.get("longitude") is not None
        ),
        postcodes=known(as_postcode(venue.get("postal_code") or "") for venue in venues),
        buildings=known(fold(venue.get(key) or "") for venue in venues for key in ("name", "address_1")),
        towns=known(fold(venue.get("city") or "") for venue in venues),
        needs=frozenset(content.get("needs") or []),
        times=known((row.get("byday") or row.get("dtstart") or "", row.get("opens_at") or "") for row in times),
        description=fold(content.get("description") or content.get("summary") or "")[:400],
    )

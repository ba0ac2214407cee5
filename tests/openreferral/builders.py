"""Small services and files for imports."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from directory.openreferral.operations import Outcome, import_batch
from directory.openreferral.reading.fetching import FetchFailed
from directory.openreferral.reading.files import FileSource
from directory.openreferral.reading.items import Source

Raw = dict[str, Any]


def service(number: int = 1, **changes: Any) -> Raw:
    """A plain service of the standard; a change to None leaves the field out."""
    raw: Raw = {
        "id": f"service-{number}",
        "name": f"Lunch club {number}",
        "description": "A hot meal with company. Everybody is welcome.",
        "status": "active",
        "assured_date": "2025-12-01",
        "organization": {"id": "org-1", "name": "Mansfield Friends", "description": "Neighbours."},
        "contacts": [{"id": "c", "title": "Reception", "phones": [{"number": "01623 496 000"}]}],
        "service_at_locations": [
            {
                "id": f"at-{number}",
                "location": {
                    "id": f"place-{number}",
                    "location_type": "physical",
                    "name": "Village hall",
                    "latitude": 53.1,
                    "longitude": -1.2,
                    "addresses": [
                        {"address_1": "1 High Street", "city": "Mansfield", "postal_code": "NG18 1AA", "country": "GB"}
                    ],
                },
            }
        ],
        "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "12:00", "closes_at": "14:00"}],
    } | changes
    return {key: value for key, value in raw.items() if value is not None}


def lines(path: Path, rows: Iterable[Any]) -> Path:
    """Write services, or raw text, one a line."""
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def bring_in(session: Session, source: Source | Path, at: datetime, code: str = "feed", **options: Any) -> Outcome:
    """Import and commit, as the command does."""
    opened = FileSource(source) if isinstance(source, Path) else source
    return import_batch(session, opened, code=code, at=at, save=session.commit, **options)


class FakeFetcher:
    """Answers from a function of the address, and remembers what was asked."""

    def __init__(self, answer: Callable[[str], Any]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def get(self, url: str) -> bytes:
        self.asked.append(url)
        found = self.answer(url)
        if isinstance(found, int):
            raise FetchFailed(f"the feed answered with status {found}", found)
        return found if isinstance(found, bytes) else json.dumps(found).encode()

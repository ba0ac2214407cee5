"""The made-up directory of `benchmarks.search` as rows of a database, kept in var/: for what begins at the tables."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert

from benchmarks.search.world import WorldMaker
from benchmarks.world import edition
from directory import create_app
from directory.db import new_id
from directory.extensions import db
from directory.listings.codes import CostType, Feature, Known, LinkType, ListingStatus
from directory.listings.models import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from directory.search.documents import SearchDocument
from directory.settings import ROOT, load_settings
from directory.taxonomy.queries import term_ids

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CHECKED = datetime(2026, 10, 1, tzinfo=UTC)
_BATCH = 2000

Row = tuple[type[Any], dict[str, Any]]


def stored_directory(size: int) -> Flask:
    """An application over so many made-up services; written when they are not there yet or the tables have changed."""
    home = home_of(size)
    stamp, now = home / "ready", edition()
    if not stamp.exists() or stamp.read_text("utf-8") != now:
        shutil.rmtree(home, ignore_errors=True)
        _write(home, size)
        stamp.write_text(now, "utf-8")
    return _application(home)


def home_of(size: int) -> Path:
    """Where the directory of a size is kept."""
    return ROOT / "var" / f"bench-{size}"


def environment(home: Path) -> dict[str, str]:
    """What a command needs to work on that directory."""
    own = {"WAYPOST_DATA_DIR": str(home), "WAYPOST_DATABASE_URL": "", "WAYPOST_MODE": "demo"}
    return os.environ | own | {"WAYPOST_LOG_LEVEL": "ERROR"}


def _application(home: Path) -> Flask:
    return create_app(load_settings(data_dir=home, mode="demo", database_url="", log_level="ERROR"))


def _write(home: Path, size: int) -> None:
    home.mkdir(parents=True)
    for command in (("database", "upgrade"), ("taxonomy", "load"), ("places", "load")):
        subprocess.run([sys.executable, "-m", "directory.cli", *command], env=environment(home), check=True)
    with _application(home).app_context():
        needs = term_ids(db.session(), "needs")
        piles: dict[type[Any], list[dict[str, Any]]] = {}
        for number, document in enumerate(WorldMaker(size).library().documents, 1):
            for table, values in _rows(document, needs):
                piles.setdefault(table, []).append(values)
            if number % _BATCH == 0 or number == size:
                for table in (Organization, Location, Service, *piles):
                    if piles.get(table):
                        db.session.execute(insert(table), piles.pop(table))
                piles = {}
                db.session.commit()


def _rows(document: SearchDocument, needs: dict[str, Any]) -> Iterator[Row]:
    texts, organization_id, service_id = document.texts, new_id(), new_id()
    yield Organization, {"id": organization_id, "name": texts["organization"]}
    yield (
        Service,
        {
            "id": service_id,
            "name": document.name,
            "summary": texts["summary"],
            "description": texts["description"],
            "organization_id": organization_id,
            "listing_status": ListingStatus.PUBLISHED,
            "delivery_modes": sorted(document.facets["how"]),
            "minimum_age": document.minimum_age if document.minimum_age >= 0 else None,
            "verified_at": _CHECKED,
        },
    )
    yield from _places(document, service_id)
    yield from ((table, {"service_id": service_id} | values) for table, values in _facts(document, needs))


def _places(document: SearchDocument, service_id: Any) -> Iterator[Row]:
    for venue in document.venues:
        place_id = new_id()
        yield Location, {"id": place_id, "name": None, "latitude": venue.latitude, "longitude": venue.longitude}
        yield Address, {"location_id": place_id, "address_1": "1 High Street", "city": document.texts["place"]}
        yield ServiceAtLocation, {"service_id": service_id, "location_id": place_id}


def _facts(document: SearchDocument, needs: dict[str, Any]) -> Iterable[Row]:
    facets = document.facets
    yield from ((CostOption, {"cost_type": CostType(code)}) for code in sorted(facets["cost"] - {"?"}))
    yield from ((ServiceArea, {"name": code}) for code in document.areas)
    for code in sorted(facets["access"]):
        yield Accessibility, {"feature": Feature(code), "value": Known.YES}
    for place, code in enumerate(sorted(facets["need"] & needs.keys())):
        yield Attribute, {"link_type": LinkType.NEED, "taxonomy_term_id": needs[code], "position": place}
    for hours in document.weekly:
        day, opens = divmod(hours.start, 1440)
        times = {"opens_at": _clock(opens), "closes_at": _clock(hours.end - day * 1440)}
        yield Schedule, {"freq": "WEEKLY", "byday": _DAYS[day], **times}


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % 1440, 60)
    return f"{hours:02}:{rest:02}"

"""Loads the demonstration into the database. Loaded again on the same day, it changes nothing."""

import csv
from datetime import datetime, time
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from directory import clock, signals
from directory.geo.models import Area
from directory.listings.area_assignment import assign_areas
from directory.listings.bulk import Written, write_listings
from directory.listings.demo import SEEDS, SOURCE, Codebook, demo_records
from directory.listings.editing import edited_of_source
from directory.listings.local_places import learn_places
from directory.listings.models import Service
from directory.taxonomy.queries import term_ids


def load_demo(session: Session, *, at: datetime, folder: Path = SEEDS) -> Written:
    """Write every listing of the demonstration that nobody has edited, and remove those no longer in it.

    Raises `SeedError` when a file cannot be understood.
    """
    midnight = datetime.combine(clock.local(at).date(), time(), tzinfo=clock.LONDON)
    codes = Codebook(
        needs=term_ids(session, "needs"),
        cohorts=term_ids(session, "cohorts"),
        areas=_areas(session),
        points=read_points(folder / "points.csv"),
    )
    records = demo_records(codes, midnight, folder)
    edited = edited_of_source(session, SOURCE, [record.external_id for record in records])
    free = [record for record in records if record.external_id not in edited]
    written = write_listings(session, free, source=SOURCE, at=at)
    assign_areas(session, written.created.get("location", []) + written.updated.get("location", []))
    _remove_others(session, {record.external_id for record in records})
    learn_places(session, at)
    return written


def organization_of_most(session: Session) -> UUID | None:
    """The organisation of the demonstration that runs most: the one its provider keeps."""
    runs = select(Service.organization_id).where(Service.source == SOURCE, Service.organization_id.is_not(None))
    most = runs.group_by(Service.organization_id).order_by(func.count().desc(), Service.organization_id)
    return session.scalar(most.limit(1))


def read_points(path: Path) -> dict[str, tuple[float, float]]:
    """Latitude and longitude by postcode."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["postcode"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}


def _areas(session: Session) -> dict[str, UUID]:
    """Areas of today by name; where a county and a district share one, the county."""
    wide = ("country", "county", "unitary", "district")
    query = select(Area.name, Area.id, Area.area_type).where(Area.valid_to.is_(None), Area.area_type.in_(wide))
    found = sorted(session.execute(query), key=lambda row: wide.index(row.area_type), reverse=True)
    return {row.name: row.id for row in found}


def _remove_others(session: Session, kept: set[str]) -> None:
    query = select(Service.id, Service.external_id).where(Service.source == SOURCE)
    gone = [row.id for row in session.execute(query) if row.external_id not in kept]
    if gone:
        session.execute(delete(Service).where(Service.id.in_(gone)))
        signals.service_changed.send(session, service_ids=gone)

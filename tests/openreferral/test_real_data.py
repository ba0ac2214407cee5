"""The real services of the United Kingdom: the first 500 always, all 13,177 where CI demands the shared data."""

import gzip
import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock, create_app
from directory.extensions import db
from directory.geo.answers import Found
from directory.geo.lookup import resolve_place
from directory.geo.operations import load_places
from directory.listings.models import CostOption, Location, Service
from directory.openreferral.models import BatchState
from directory.openreferral.undoing import undo_batch
from directory.search.criteria import Criteria
from directory.search.installed import engine, index_dir
from directory.search.operations import rebuild
from directory.settings import load_settings
from directory.taxonomy.operations import load_taxonomies
from directory.web.access import Audience
from tests.databases import create_tables
from tests.openreferral.builders import bring_in
from tests.openreferral.rows import directory_rows

ALL = 13_177
#: Services from here on are libraries; before it come legal aid providers.
A_LIBRARY, MANY = 3_900, 500


def a_piece(whole: Path, folder: Path, start: int, number: int) -> Path:
    path = folder / f"from-{start}.ndjson"
    with gzip.open(whole, "rb") as rows:
        path.write_bytes(b"".join(islice(rows, start, start + number)))
    return path


@pytest.mark.parametrize("start", [0, A_LIBRARY, ALL - MANY])
def test_five_hundred_real_services_come_in_twice_and_go_again(
    words: Session, at: datetime, tmp_path: Path, real_file: Path, start: int
) -> None:
    path = a_piece(real_file, tmp_path, start, MANY)
    before = directory_rows(words)
    first = bring_in(words, path, at)
    assert (first.counts["new"], first.counts["errors"]) == (MANY, 0)
    again = bring_in(words, path, at)
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, MANY)
    undo_batch(words, first.batch_id, at=at)
    words.commit()
    assert directory_rows(words) == before


def test_libraries_are_venues_and_free_to_join(words: Session, at: datetime, tmp_path: Path, real_file: Path) -> None:
    bring_in(words, a_piece(real_file, tmp_path, 4000, 100), at)
    assert set(words.scalars(select(Service.asset_type))) == {"venue"}
    assert set(words.scalars(select(CostOption.cost_type))) == {"free"}
    assert words.scalar(select(func.count()).select_from(Location).where(Location.latitude.is_(None))) == 0


def test_legal_aid_is_free_only_to_those_who_qualify(
    words: Session, at: datetime, tmp_path: Path, real_file: Path
) -> None:
    bring_in(words, a_piece(real_file, tmp_path, 0, 100), at)
    assert set(words.scalars(select(CostOption.cost_type))) == {"grant_funded"}


@pytest.fixture(scope="module")
def whole_country(tmp_path_factory: pytest.TempPathFactory, real_file: Path) -> Iterator[Flask]:
    """An installation with every real service imported and indexed, on SQLite."""
    if not os.environ.get("REQUIRE_SHARED"):
        pytest.skip("slow: set REQUIRE_SHARED=1 to import all 13,177 services")
    settings = load_settings(
        _env_file=None, mode="test", data_dir=tmp_path_factory.mktemp("country"), database_url="", log_level="ERROR"
    )
    create_tables(settings)
    app = create_app(settings)
    with app.app_context():
        session, at = db.session(), clock.now()
        load_taxonomies(session)
        load_places(session, at=at)
        session.commit()
        app.extensions["outcome"] = bring_in(session, real_file, at, code="oruk-uk")
        rebuild(session, index_dir(), at=at)
        session.rollback()
        yield app
        db.engine.dispose()


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_every_real_service_is_imported(whole_country: Flask) -> None:
    outcome = whole_country.extensions["outcome"]
    assert outcome.state is BatchState.FINISHED
    assert (outcome.counts["new"], outcome.counts["errors"]) == (ALL, 0)
    assert (outcome.counts["places"], outcome.counts["located"]) == (15_137, 15_100)
    kinds = Counter[str](db.session.scalars(select(Service.asset_type)))
    assert kinds["venue"] > 3_700
    assert sum(kinds.values()) == ALL


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_library_near_colchester_is_found_among_them(whole_country: Flask) -> None:
    place = resolve_place(db.session(), "Colchester")
    assert isinstance(place, Found)
    results = engine().search(
        Criteria(words="library", near="Colchester"), place=place, audience=Audience.EVERYONE, at=clock.now()
    )
    nearest = db.session.get_one(Service, results.hits[0].service_id)
    assert results.total > 10
    assert "ibrary" in nearest.name
    assert results.hits[0].distance_m is not None
    assert results.hits[0].distance_m < 5_000


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_legal_advice_about_debt_is_found_by_its_need(whole_country: Flask) -> None:
    criteria, notes = Criteria.from_args({"need": "money.debt"}, Audience.EVERYONE)
    results = engine().search(criteria, place=None, audience=Audience.EVERYONE, at=clock.now())
    assert notes == ()
    assert results.total >= 571

"""A directory to search: add listings, `reindex`, `search`. Runs for each engine."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from directory.geo.point import Point
from directory.search.criteria import Criteria
from directory.search.engine import Results, SearchEngine
from directory.search.keeping import Drift, IndexKeeper
from directory.web.access import Audience
from tests.search.engines import ENGINES


@dataclass(frozen=True)
class Somewhere:
    """A place as `geo` answers it."""

    label: str
    point: Point
    areas: tuple[str, ...] = ()


MANSFIELD = Somewhere("Mansfield", Point(53.1440, -1.1960), ("E05000001", "E07000174", "E10000024", "E92000001"))
#: About 14 miles from Mansfield by the crow.
NOTTINGHAM = Point(52.9540, -1.1500)
MARGATE = Somewhere("Margate", Point(51.3890, 1.3860), ("E07000114", "E10000016", "E92000001"))


@dataclass
class Searching:
    """An engine over the test's database."""

    session: Session
    folder: Path
    at: datetime
    engine: SearchEngine
    keeper: IndexKeeper

    def reindex(self) -> "Searching":
        """Let the engine see the database as it is now."""
        self.session.flush()
        self.keeper.rebuild(self.session, at=self.at)
        return self

    def update(self, *service_ids: UUID) -> None:
        """Let the engine see some listings as they are now."""
        self.session.flush()
        self.keeper.update(self.session, service_ids, at=self.at)

    def drift(self) -> Drift:
        """Where index and database differ."""
        self.session.flush()
        return self.keeper.drift(self.session, at=self.at)

    def forget(self) -> None:
        """Lose the index."""
        shutil.rmtree(self.folder, ignore_errors=True)
        bind = self.session.get_bind()
        if bind.dialect.name == "postgresql":
            with bind.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA IF EXISTS search CASCADE"))

    def search(
        self,
        words: str = "",
        *,
        near: Somewhere | None = None,
        audience: StrEnum = Audience.EVERYONE,
        at: datetime | None = None,
        **args: Any,
    ) -> Results:
        """What a search with these URL arguments finds."""
        criteria, _ = Criteria.from_args({"q": words, **args}, audience)
        return self.engine.search(criteria, place=near, audience=audience, at=at or self.at)

    def ids(self, words: str = "", **args: Any) -> list[UUID]:
        """The services found, in order."""
        return [hit.service_id for hit in self.search(words, **args).hits]


@pytest.fixture(params=ENGINES)
def searching(request: pytest.FixtureRequest, session: Session, tmp_path: Path, at: datetime) -> Searching:
    """Each engine in turn, with an empty index."""
    folder = tmp_path / "index"
    engine, keeper = ENGINES[request.param](session, folder)
    return Searching(session, folder, at, engine, keeper)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The engine in PostgreSQL needs a directory in PostgreSQL, by itself or beside the others.

    The other is asked of a directory in SQLite: how it reads one in PostgreSQL is tested where the two engines answer
    side by side, and where an index is built, kept and spliced.
    """
    items[:] = [each for each in items if not _is_elsewhere(each)]


def _is_elsewhere(item: pytest.Item) -> bool:
    database, engine = _parameters(item).get("database"), _parameters(item).get("searching")
    if "engines" in getattr(item, "fixturenames", ()) or engine == "postgres":
        return database == "sqlite"
    return engine == "whoosh" and database == "postgres" and item.config.getoption("--database") != "postgres"


def _parameters(item: pytest.Item) -> dict[str, object]:
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}

"""A directory to search: add listings, `reindex`, `search`. Runs for each engine."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from directory.geo.point import Point
from directory.search.criteria import Criteria
from directory.search.engine import Results, SearchEngine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.operations import rebuild
from directory.web.access import Audience


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
    build: Callable[[Session, Path, datetime], object]
    names: dict[UUID, str] = field(default_factory=dict)

    def reindex(self) -> "Searching":
        """Let the engine see the database as it is now."""
        self.session.flush()
        self.build(self.session, self.folder, self.at)
        return self

    def search(
        self,
        words: str = "",
        *,
        near: Somewhere | None = None,
        audience: Audience = Audience.EVERYONE,
        at: datetime | None = None,
        **args: Any,
    ) -> Results:
        """What a search with these URL arguments finds."""
        criteria, _ = Criteria.from_args({"q": words, **args}, audience)
        return self.engine.search(criteria, place=near, audience=audience, at=at or self.at)

    def ids(self, words: str = "", **args: Any) -> list[UUID]:
        """The services found, in order."""
        return [hit.service_id for hit in self.search(words, **args).hits]


ENGINES: dict[str, tuple[Callable[[Path], SearchEngine], Callable[[Session, Path, datetime], object]]] = {
    "whoosh": (WhooshEngine, lambda session, folder, at: rebuild(session, folder, at=at)),
}


@pytest.fixture(params=sorted(ENGINES))
def searching(request: pytest.FixtureRequest, session: Session, tmp_path: Path, at: datetime) -> Searching:
    """Each engine in turn, with an empty index folder."""
    make, build = ENGINES[request.param]
    folder = tmp_path / "index"
    return Searching(session, folder, at, make(folder), build)

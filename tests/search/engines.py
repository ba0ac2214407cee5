"""The engines that search tests run on: how to make each, and how to let it see the database as it is."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.search.engine import SearchEngine
from directory.search.engines.postgres import PostgresEngine, PostgresKeeper
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.keeper import FolderKeeper
from directory.search.keeping import IndexKeeper

Made = tuple[SearchEngine, IndexKeeper]


def _whoosh(_session: Session, folder: Path) -> Made:
    return WhooshEngine(folder), FolderKeeper(folder)


def _postgres(session: Session, _folder: Path) -> Made:
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    return PostgresEngine(lambda: bind), PostgresKeeper()


ENGINES: dict[str, Callable[[Session, Path], Made]] = {"whoosh": _whoosh, "postgres": _postgres}

"""What only the engine in PostgreSQL has to keep to: its tables, its waits, its part in the running application."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from directory import create_app
from directory.errors import Unavailable
from directory.extensions import db
from directory.search.criteria import Criteria
from directory.search.engines.postgres import PostgresEngine, PostgresKeeper
from directory.search.engines.postgres.rows import lexeme
from directory.search.health import index_is_true
from directory.search.installed import engine, refresh
from directory.settings import load_settings
from directory.web.access import Audience
from tests.databases import PostgresDatabase
from tests.factories.listings import service


@pytest.fixture
def postgres(postgres_database: PostgresDatabase, tmp_path: Path, at: datetime) -> Iterator[Flask]:
    """The application on PostgreSQL with the engine there; no index yet."""
    postgres_database.empty()
    settings = load_settings(
        _env_file=None,
        mode="test",
        data_dir=tmp_path,
        database_url=postgres_database.url,
        search_engine="postgres",
        mail_transport="memory",
        log_level="ERROR",
    )
    app = create_app(settings)
    with app.app_context():
        db.session.execute(text("DROP SCHEMA IF EXISTS search CASCADE"))
        db.session.commit()
        yield app
        db.session.rollback()
        db.engine.dispose()


def total(at: datetime, words: str = "") -> int:
    """How many listings the running engine finds."""
    return engine().search(Criteria(words), place=None, audience=Audience.EVERYONE, at=at).total


def test_the_worker_keeps_the_chosen_engine_true(postgres: Flask, at: datetime) -> None:
    refresh(db.session(), {}, at)
    service(db.session(), "Choir")
    db.session.commit()
    refresh(db.session(), {"services": None}, at)
    assert total(at, "choir") == 1
    assert index_is_true().ok


def test_the_results_page_answers_and_without_an_index_says_that_search_is_away(postgres: Flask, at: datetime) -> None:
    made = service(db.session(), "Choir")
    db.session.commit()
    client = postgres.test_client()
    assert client.get("/search?q=choir").status_code == 503
    PostgresKeeper().rebuild(db.session(), at=at)
    page = client.get("/search?q=choir")
    assert page.status_code == 200
    assert f"/listings/{made.id}" in page.text


def test_health_says_that_the_index_is_missing(postgres: Flask) -> None:
    assert index_is_true().facts == {"index": "missing"}


def test_reindex_builds_the_index_in_the_database(postgres: Flask, at: datetime) -> None:
    service(db.session(), "Choir")
    db.session.commit()
    outcome = postgres.test_cli_runner().invoke(args=["reindex"])
    assert outcome.exit_code == 0, outcome.output
    assert total(at) == 1


def test_a_rebuild_writes_only_what_differs(postgres: Flask, at: datetime) -> None:
    made = [service(db.session(), f"Choir {number}") for number in range(3)]
    db.session.commit()
    keeper = PostgresKeeper()
    keeper.rebuild(db.session(), at=at)
    written = text("SELECT service_id, xmin::text FROM search.listings")
    before: dict[UUID, str] = dict(db.session.execute(written).tuples().all())
    made[1].name = "Band"
    db.session.commit()
    keeper.rebuild(db.session(), at=at)
    after: dict[UUID, str] = dict(db.session.execute(written).tuples().all())
    assert {each for each in before if before[each] != after[each]} == {made[1].id}


def test_words_are_counted_as_if_all_were_built_anew(postgres: Flask, at: datetime) -> None:
    made = [service(db.session(), f"Choir {word}") for word in ("walking", "lunch", "walking")]
    db.session.commit()
    keeper = PostgresKeeper()
    keeper.rebuild(db.session(), at=at)
    made[0].name, made[1].name = "Lunch", "Lunch lunch"
    db.session.commit()
    keeper.update(db.session(), [made[0].id, made[1].id], at=at)
    counts = text("SELECT term, listings FROM search.terms WHERE listings > 0 ORDER BY term")
    updated = db.session.execute(counts).tuples().all()
    db.session.execute(text("DROP SCHEMA search CASCADE"))
    db.session.commit()
    keeper.rebuild(db.session(), at=at)
    assert updated == db.session.execute(counts).tuples().all()
    assert dict(updated) == {"choir": 1, "walk": 1, "lunch": 2}


def test_tables_of_another_version_are_made_anew(postgres: Flask, at: datetime) -> None:
    service(db.session(), "Choir")
    db.session.commit()
    keeper = PostgresKeeper()
    keeper.rebuild(db.session(), at=at)
    db.session.execute(text("UPDATE search.state SET version = 0"))
    db.session.commit()
    with pytest.raises(Unavailable):
        total(at)
    assert keeper.drift(db.session(), at=at).is_outdated
    keeper.rebuild(db.session(), at=at)
    assert total(at) == 1


def test_searches_go_on_while_a_rebuild_is_under_way(postgres: Flask, at: datetime) -> None:
    made = service(db.session(), "Choir")
    db.session.commit()
    keeper = PostgresKeeper()
    keeper.rebuild(db.session(), at=at)
    made.name = "Band"
    db.session.commit()
    running = PostgresEngine(lambda: bind)
    bind = db.engine
    seen: list[int] = []

    def look(documents: list[object], _words: str, _total: int) -> Iterator[object]:
        yield from documents
        with ThreadPoolExecutor(1) as other:
            search = other.submit(running.search, Criteria("choir"), place=None, audience=Audience.EVERYONE, at=at)
            seen.append(search.result(timeout=5).total)

    keeper.rebuild(db.session(), at=at, watch=look)  # type: ignore[arg-type]  # it takes any sequence
    assert (seen, total(at, "choir"), total(at, "band")) == ([1], 0, 1)


def test_a_search_that_takes_too_long_is_given_up(
    postgres: Flask, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    PostgresKeeper().rebuild(db.session(), at=at)
    setting = text("SELECT set_config('statement_timeout', '1ms', true)")
    monkeypatch.setattr("directory.search.engines.postgres.engine._SETTINGS", setting)
    slow = text("SELECT version, generation, revision, listings FROM search.state, pg_sleep(1)")
    monkeypatch.setattr("directory.search.engines.postgres.lexicon._STATE", slow)
    with pytest.raises(Unavailable):
        total(at)


def test_a_database_that_is_away_is_no_empty_answer(at: datetime) -> None:
    nowhere: Engine = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none", connect_args={"connect_timeout": 1})
    away = PostgresEngine(lambda: nowhere)
    with pytest.raises(Unavailable, match="did not answer"):
        away.search(Criteria("choir"), place=None, audience=Audience.EVERYONE, at=at)


@pytest.mark.parametrize("words", ["'); DROP TABLE service; --", "a & !b | (c", "\\' : * <->", "%_", "\x00choir"])
def test_what_people_type_is_never_read_as_a_query_language(postgres: Flask, at: datetime, words: str) -> None:
    service(db.session(), "Choir")
    db.session.commit()
    PostgresKeeper().rebuild(db.session(), at=at)
    criteria, _ = Criteria.from_args({"q": words}, Audience.EVERYONE)
    assert engine().search(criteria, place=None, audience=Audience.EVERYONE, at=at).total in (0, 1)


def test_quotes_and_backslashes_in_a_term_are_letters() -> None:
    assert lexeme("o'clock\\") == "'o''clock\\\\'"


def test_nothing_of_the_directory_hangs_on_the_index(postgres: Flask, at: datetime) -> None:
    PostgresKeeper().rebuild(db.session(), at=at)
    outside = text(
        "SELECT count(*) FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid "
        "WHERE relnamespace = 'search'::regnamespace AND connamespace <> 'search'::regnamespace"
    )
    assert db.session.scalar(outside) == 0

"""What is made once for all applications of a run changes nothing: each behaves as if it had made its own."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from directory import create_app
from directory.extensions import db
from directory.listings.models import Service
from directory.settings import Settings
from tests.databases import PostgresDatabase
from tests.factories import listings as make
from tests.once import SAID


def made(*rules: tuple[str, str]) -> Flask:
    """An application with these addresses and endpoints."""
    app = Flask("made", static_folder=None)
    for rule, endpoint in rules:
        app.add_url_rule(rule, endpoint, lambda: "")
    return app


def place(app: Flask, path: str) -> object:
    """What an address leads to."""
    return app.url_map.bind("waypost.test").match(path)[0]


def test_applications_with_the_same_addresses_read_them_once() -> None:
    one, two = made(("/a", "a"), ("/b/<int:n>", "b")), made(("/a", "a"), ("/b/<int:n>", "b"))
    assert place(one, "/b/3") == place(two, "/b/3") == "b"
    assert next(one.url_map.iter_rules("a")) is next(two.url_map.iter_rules("a"))


@pytest.mark.parametrize("other", [(("/a", "c"),), (("/a/", "a"),), (("/a", "a"), ("/b", "b"))])
def test_applications_with_other_addresses_do_not(other: tuple[tuple[str, str], ...]) -> None:
    one, two = made(("/a", "a")), made(*other)
    assert next(one.url_map.iter_rules()) is not next(two.url_map.iter_rules())
    assert [rule.endpoint for rule in two.url_map.iter_rules()] == [endpoint for _, endpoint in other]


def test_other_methods_are_another_address() -> None:
    one, two = Flask("one", static_folder=None), Flask("two", static_folder=None)
    one.add_url_rule("/a", "a", lambda: "read", methods=["GET"])
    two.add_url_rule("/a", "a", lambda: "sent", methods=["POST"])
    assert (one.test_client().get("/a").text, two.test_client().post("/a").text) == ("read", "sent")
    assert (one.test_client().post("/a").status_code, two.test_client().get("/a").status_code) == (405, 405)


@pytest.mark.parametrize(
    "said",
    [{"defaults": {"n": 1}}, {"strict_slashes": False}, {"host": "a.test"}, {"redirect_to": "b"}, {"alias": True}],
)
def test_whatever_else_is_said_of_an_address_makes_another(said: dict[str, Any]) -> None:
    one, two = Flask("one", static_folder=None), Flask("two", static_folder=None)
    one.add_url_rule("/a", "a", lambda: "")
    two.add_url_rule("/a", "a", lambda: "", **said)
    assert next(one.url_map.iter_rules()) is not next(two.url_map.iter_rules())


def test_nothing_can_be_said_of_an_address_that_is_not_heard() -> None:
    told = {"methods", "defaults", *SAID}
    follows = {"map", "is_leaf", "is_branch", "arguments", "_converters", "_trace", "_parts"}
    assert set(vars(Rule("/a"))) == told | follows


def test_an_address_added_to_one_application_is_there_at_once_and_in_no_other() -> None:
    one, two = made(("/a", "a")), made(("/a", "a"))
    assert place(one, "/a") == place(two, "/a") == "a"
    one.add_url_rule("/late", "late", lambda: "late")
    assert (place(one, "/late"), place(one, "/a")) == ("late", "a")
    assert [rule.endpoint for rule in two.url_map.iter_rules()] == ["a"]
    with one.test_request_context():
        assert one.url_for("late") == "/late"


def engine_of(settings: Settings) -> Engine:
    """The engine of a fresh application."""
    app = create_app(settings)
    with app.app_context():
        return db.engine


def test_engines_of_one_kind_share_the_sql_they_write_and_nothing_else(settings: Settings) -> None:
    one, two = engine_of(settings), engine_of(settings)
    assert one is not two
    assert one.pool is not two.pool
    with one.connect() as connection:
        connection.execute(select(Service.name).where(Service.version == 13))
    three = engine_of(settings)
    written = len(three._compiled_cache or ())
    with three.connect() as connection:
        connection.execute(select(Service.name).where(Service.version == 14))
    assert three.dialect is one.dialect
    assert three.dialect.server_version_info
    assert len(three._compiled_cache or ()) == written > 0
    one.dispose()
    two.dispose()
    three.dispose()


def test_engines_of_two_kinds_share_nothing(postgres_database: PostgresDatabase, tmp_path: object) -> None:
    postgres_database.empty()
    kinds = ("", postgres_database.url)
    one, two = (
        engine_of(Settings(_env_file=None, mode="test", data_dir=tmp_path, database_url=url))  # type: ignore[call-arg]
        for url in kinds
    )
    assert (one.dialect.name, two.dialect.name) == ("sqlite", "postgresql")
    assert one._compiled_cache is not two._compiled_cache


def test_a_connection_is_handed_on_as_new(postgres_database: PostgresDatabase, tmp_path: object) -> None:
    postgres_database.empty()
    settings = Settings(_env_file=None, mode="test", data_dir=tmp_path, database_url=postgres_database.url)  # type: ignore[call-arg]
    known = "SELECT pg_backend_pid(), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')"
    lasting = "current_setting('statement_timeout'), current_setting('transaction_read_only')"
    answers = []
    for _ in range(2):
        engine = engine_of(settings)
        with engine.connect() as connection:
            answers.append(connection.exec_driver_sql(f"{known}, {lasting}").one())
            connection.exec_driver_sql("SET SESSION statement_timeout = 12345")
            connection.commit()
            connection.exec_driver_sql("SELECT pg_advisory_lock(13)")
        engine.dispose()
    assert answers[0] == answers[1]
    assert answers[0][1:] == (0, "0", "off")


def test_no_connection_outlives_its_database(postgres_server: str, worker_id: str, tmp_path: object) -> None:
    database = PostgresDatabase(postgres_server, f"waypost_short_{worker_id}")
    for _ in range(2):
        database.recreate()
        engine = engine_of(Settings(_env_file=None, mode="test", data_dir=tmp_path, database_url=database.url))  # type: ignore[call-arg]
        with engine.connect() as connection:
            assert connection.scalar(select(1)) == 1
        engine.dispose()
    database.drop()


def test_every_row_is_gone_in_the_next_test(postgres_database: PostgresDatabase) -> None:
    postgres_database.empty()
    engine = create_engine(postgres_database.url)
    with Session(engine) as session:
        listing = make.service(session, "Choir", organization_id=make.organization(session, "Singers").id)
        make.held_at(session, listing, make.location(session, 53.1, -1.2))
        session.commit()
        assert len(filled(session)) >= 4
        session.rollback()
        postgres_database.empty()
        assert filled(session) == []
    engine.dispose()


def filled(session: Session) -> list[str]:
    """The tables that hold something."""
    return [table.name for table in db.metadata.sorted_tables if session.execute(select(table).limit(1)).first()]

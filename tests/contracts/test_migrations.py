"""Migrations run up, down and up again on both databases, and then the tables are those of the models."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from directory import create_app
from directory.cli.database import MIGRATIONS, know_migrations, newest_revision, present_revision
from directory.cli.database import database as database_commands
from directory.extensions import db
from directory.settings import load_settings
from tests.databases import PostgresDatabase

NOT_OURS = {"alembic_version", "spatial_ref_sys", "geography_columns", "geometry_columns"}


@pytest.fixture
def bare(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on a database without any table."""
    url = ""
    if database == "postgres":
        postgres: PostgresDatabase = request.getfixturevalue("bare_postgres")
        url = postgres.url
    app = create_app(load_settings(_env_file=None, mode="test", data_dir=tmp_path, database_url=url))
    with app.app_context():
        know_migrations()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def bare_postgres(postgres_server: str, worker_id: str) -> Iterator[PostgresDatabase]:
    """An empty PostgreSQL database with PostGIS where the server has it."""
    database = PostgresDatabase(postgres_server, f"waypost_migrations_{worker_id}")
    database.recreate(extensions=("postgis",))
    yield database
    database.drop()


def differences() -> list[object]:
    """How the tables differ from the models."""
    with db.engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True, "include_object": _is_ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata))


def _is_ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and name in NOT_OURS)


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - NOT_OURS


def checks() -> set[str]:
    """The names of all checks, which the comparison of models does not look at."""
    found = inspect(db.engine)
    return {str(check["name"]) for table in tables() for check in found.get_check_constraints(table)}


def test_up_down_and_up_again_gives_the_models(bare: Flask) -> None:
    flask_migrate.upgrade()
    assert differences() == []
    assert tables() == set(db.metadata.tables)
    flask_migrate.downgrade(revision="base")
    assert tables() == set()
    flask_migrate.upgrade()
    assert differences() == []


def test_migrations_make_the_same_checks_as_the_models(bare: Flask) -> None:
    flask_migrate.upgrade()
    migrated = checks()
    flask_migrate.downgrade(revision="base")
    db.create_all()
    assert migrated == checks()
    db.drop_all()


def test_a_second_upgrade_changes_nothing(bare: Flask) -> None:
    runner = bare.test_cli_runner()
    assert runner.invoke(database_commands, ["upgrade"]).exit_code == 0
    first = present_revision()
    assert runner.invoke(database_commands, ["upgrade"]).exit_code == 0
    assert present_revision() == first == newest_revision()


def test_the_head_file_names_the_newest_migration() -> None:
    assert (MIGRATIONS / "HEAD").read_text(encoding="utf-8").strip() == newest_revision()


def test_a_model_without_a_migration_is_found(bare: Flask) -> None:
    flask_migrate.upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE taxonomy DROP COLUMN edition"))
        connection.execute(text("CREATE TABLE forgotten (id INTEGER PRIMARY KEY)"))
    found = str(differences())
    assert "edition" in found
    assert "forgotten" in found


def test_a_migration_that_cannot_go_down_is_found(bare: Flask, tmp_path: Path) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy)
    (copy / "versions" / "9999_stays.py").write_text(STAYS.format(newest_revision()), encoding="utf-8")
    flask_migrate.upgrade(directory=str(copy))
    flask_migrate.downgrade(directory=str(copy), revision="base")
    assert tables() == {"stays"}


def test_a_check_that_only_the_models_have_is_found(bare: Flask) -> None:
    flask_migrate.upgrade()
    migrated = checks()
    assert migrated
    assert "ck_service_ages_in_order" in migrated
    assert "ck_service_companion_free" in migrated


STAYS = '''"""Made and never removed."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{}"


def upgrade() -> None:
    op.create_table("stays", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade() -> None:
    pass
'''

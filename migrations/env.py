"""How migrations run: on the application's own database, with the application's own models."""

from collections.abc import Mapping
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

#: Made by PostGIS, not by us.
NOT_OURS = frozenset({"spatial_ref_sys", "geography_columns", "geometry_columns"})
LOCK_TIMEOUT = "4s"  # a migration that cannot have its lock gives up rather than hold every reader back


def is_ours(_object: Any, name: str | None, kind: str, reflected: bool, _compare_to: Any) -> bool:
    """Whether a thing found in the database is for migrations to care about."""
    return not (kind == "table" and reflected and name in NOT_OURS)


def plain_type(kind: str, thing: Any, autogen_context: Any) -> str | Literal[False]:
    """Write our column types as the plain ones they rest on, so that an old migration never depends on today's code."""
    if kind == "type" and type(thing).__module__.startswith("directory."):
        return f"sa.{thing.impl!r}"
    return False


def run(connection: Connection, options: Mapping[str, Any]) -> None:
    """Run the migrations asked for in one transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.commit()
    database = current_app.extensions["migrate"].db
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        include_object=is_ours,
        render_item=plain_type,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


migrate = current_app.extensions["migrate"]
with migrate.db.engine.connect() as engine_connection:
    run(engine_connection, migrate.configure_args)
    engine_connection.commit()

"""The directory's tables as plain rows, to compare a database with itself."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Base

DIRECTORY = (
    "organization",
    "organization_identifier",
    "service",
    "location",
    "address",
    "service_at_location",
    "schedule",
    "schedule_exception",
    "service_area",
    "contact",
    "phone",
    "cost_option",
    "accessibility",
    "attribute",
    "service_tier",
    "language",
    "funding",
    "required_document",
    "service_capacity",
    "taxonomy",
    "taxonomy_term",
    "term_mapping",
)


def directory_rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the directory, in order of id."""
    session.expire_all()
    tables = (Base.metadata.tables[name] for name in DIRECTORY)
    found = {}
    for table in tables:
        rows = session.execute(select(table).order_by(table.c.id)).all()
        found[table.name] = [tuple(str(value) for value in row) for row in rows]
    return found

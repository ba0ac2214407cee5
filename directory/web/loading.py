"""Loading is authorising: one function gives the record the person may see, or answers 404."""

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select

from directory.errors import NotVisible
from directory.extensions import db

Record = TypeVar("Record")


def get_or_404(visible: Select[Record], record_id: UUID | str | int) -> Record:
    """The record of this id among the visible ones. Raises `NotVisible`, answered as 404, for all others."""
    entity: Any = visible.column_descriptions[0]["entity"]
    return one_or_404(visible.where(entity.id == record_id))


def one_or_404(visible: Select[Record]) -> Record:
    """The only record the select finds, or 404."""
    record = db.session.scalars(visible.limit(1)).unique().first()
    if record is None:
        raise NotVisible("There is nothing at this address.")
    return record

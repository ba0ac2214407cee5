"""What the council chose for its reports, and when: the weights of the gap map's columns, say."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import UtcDateTime
from directory.extensions import Model


class InsightChoice(Model):
    """One choice by its key. Who made it is in the audit record."""

    __tablename__ = "insight_choice"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)

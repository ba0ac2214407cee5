"""Teams of connectors: who works with whom, for which areas. What colleagues may see of people follows from it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory import clock
from directory.db import Codes, Identified, Recorded, UtcDateTime
from directory.extensions import Model


class Team(Recorded, Model):
    """Connectors and their supervisors. Whoever asks for help in its areas without a connector waits in its queue."""

    __tablename__ = "team"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    area_codes: Mapped[list[str]] = mapped_column(
        Codes, default=list, doc="Districts or wards (GSS); empty: everywhere"
    )


class TeamMember(Identified, Model):
    """Somebody belongs to a team; each to one."""

    __tablename__ = "team_member"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    is_volunteer: Mapped[bool] = mapped_column(default=False, doc="Sees their own people only, and no health facts")
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    team: Mapped[Team] = relationship()

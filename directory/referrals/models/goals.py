"""What somebody is working towards, in their words, and the steps there with their days."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Identified, Recorded
from directory.encryption import EncryptedText
from directory.extensions import Model


class Goal(Recorded, Model):
    """Something that matters to somebody and is reached a step at a time. Goes with the person; nothing counts it."""

    __tablename__ = "goal"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText)
    named_by: Mapped[str] = mapped_column(String(80), doc="Actor")
    ended_on: Mapped[date | None]
    is_reached: Mapped[bool] = mapped_column(default=False, doc="Told apart from a goal that was let go")

    steps: Mapped[list["GoalStep"]] = relationship(
        back_populates="goal", order_by="GoalStep.id", cascade="all, delete-orphan", passive_deletes=True
    )


class GoalStep(Identified, Model):
    """One step: by which day, whether somebody goes along, and the day it was done."""

    __tablename__ = "goal_step"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText)
    due_on: Mapped[date | None]
    is_accompanied: Mapped[bool] = mapped_column(default=False)
    done_on: Mapped[date | None]

    goal: Mapped[Goal] = relationship(back_populates="steps")

"""What the worker leaves behind: each run of a job, and a sign of life."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Coded, Identified, UtcDateTime, coded
from directory.extensions import Model


class JobOutcome(Coded):
    """How a run ended."""

    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class JobRun(Identified, Model):
    """One run. A job has one run for each of its times, whichever worker comes first."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("name", "slot"),)

    name: Mapped[str] = mapped_column(String(60))
    slot: Mapped[str] = mapped_column(String(40), doc="The time it was due, to the minute, or the run's own id")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[JobOutcome] = mapped_column(coded(JobOutcome), default=JobOutcome.RUNNING)
    note: Mapped[str | None] = mapped_column(String(200), doc="What it did in a few words, or the kind of failure")


class WorkerHeartbeat(Model):
    """When a worker was last alive."""

    __tablename__ = "worker_heartbeat"

    worker: Mapped[str] = mapped_column(String(120), primary_key=True, doc="host and process")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

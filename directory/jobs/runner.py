"""Running jobs: once for each of their times however many workers there are, each run on record."""

import os
import socket
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from directory import clock
from directory.db import new_id
from directory.extensions import db
from directory.jobs.models import JobOutcome, JobRun, WorkerHeartbeat
from directory.jobs.registry import EACH_SECOND, HANDLERS, Job, Work
from directory.notifications import outbox
from directory.notifications.outbox import Handler
from directory.web.logs import Event, log, log_failure

BEAT = timedelta(seconds=15)


def run_job(app: Flask, job: Job, *, slot: str | None = None) -> JobOutcome | None:
    """Run a job now and say how it ended; None when another worker has this slot. Never raises."""
    with app.app_context():
        run = _begin(job, slot or str(new_id()))
        if run is None:
            return None
        log(Event.JOB_STARTED, job=job.name)
        try:
            run.note = job.work(db.session(), clock.now())[:200]
            run.outcome = JobOutcome.DONE
            log(Event.JOB_ENDED, job=job.name, note=run.note)
        except Exception as error:
            db.session.rollback()
            run = db.session.get_one(JobRun, run.id)
            run.outcome, run.note = JobOutcome.FAILED, type(error).__name__
            log_failure(Event.JOB_FAILED, error, job=job.name)
        run.ended_at = clock.now()
        db.session.commit()
        return run.outcome


def due_slot(at: datetime) -> str:
    """The name of the minute a job was due in."""
    return at.strftime("%Y-%m-%dT%H:%MZ")


def _begin(job: Job, slot: str) -> JobRun | None:
    run = JobRun(name=job.name, slot=slot, started_at=clock.now())
    db.session.add(run)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return None
    return run


def pulse(
    app: Flask, worker: str, handlers: Mapping[str, Handler] | None = None, works: Sequence[Work] | None = None
) -> None:
    """One second's work: a sign of life, the outbox, the quick works. A failure is logged and the next second tries."""
    with app.app_context():
        steps: list[Work] = [
            lambda _session, at: beat(worker, at),
            lambda session, at: str(outbox.deliver(session, HANDLERS if handlers is None else handlers, at=at).sent),
            *(EACH_SECOND if works is None else works),
        ]
        for step in steps:
            try:
                step(db.session(), clock.now())
                db.session.commit()
            except Exception as error:
                db.session.rollback()
                log_failure(Event.JOB_FAILED, error, job="pulse")


def worker_name() -> str:
    """This process among all workers."""
    return f"{socket.gethostname()}:{os.getpid()}"


def beat(worker: str, at: datetime) -> str:
    """Leave a sign of life, unless the last one is fresh."""
    seen = db.session.scalars(select(WorkerHeartbeat).where(WorkerHeartbeat.worker == worker)).first()
    if seen is None:
        db.session.add(WorkerHeartbeat(worker=worker, at=at))
    elif at - seen.at >= BEAT:
        seen.at = at
    return worker

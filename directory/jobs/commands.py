"""`waypost worker` and `waypost jobs …`."""

import sys
from importlib import import_module

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from directory import clock
from directory.extensions import db
from directory.jobs.models import JobOutcome, JobRun
from directory.jobs.registry import JOBS
from directory.jobs.runner import pulse, run_job, worker_name
from directory.progress import console, tally
from directory.web.wording import ago

WORKER = "directory.jobs.worker"  # loaded when there is work: a web process need not carry what it brings along


@click.command("worker")
@click.option("--once", is_flag=True, help="Deliver what waits, then stop.")
@with_appcontext
def worker(once: bool) -> None:
    """Deliver messages, refresh the index and run the regular jobs, until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- Flask's way to the app itself
    if once:
        pulse(app, worker_name())
    else:
        import_module(WORKER).work(app)


@click.group("jobs")
def jobs() -> None:
    """The regular jobs."""


@jobs.command("list")
@with_appcontext
def list_jobs() -> None:
    """Each job, when it is due, and how its last run ended."""
    rows = {}
    for job in JOBS:
        last = db.session.scalars(
            select(JobRun).where(JobRun.name == job.name).order_by(JobRun.started_at.desc(), JobRun.id).limit(1)
        ).first()
        ended = f"{last.outcome.label.lower()} {ago(last.started_at, clock.today())}" if last else "never run"
        rows[job.name] = f"{job.hour}:{job.minute.zfill(2)}  {ended}"
    tally("Jobs", rows)


@jobs.command("run")
@click.argument("name", type=click.Choice([job.name for job in JOBS]))
@with_appcontext
def run(name: str) -> None:
    """Run a job now."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
    job = next(job for job in JOBS if job.name == name)
    outcome = run_job(app, job)
    console.print(f"{name}: {outcome.label.lower() if outcome else 'running elsewhere'}")
    if outcome is JobOutcome.FAILED:
        sys.exit(1)

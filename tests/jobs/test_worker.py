"""The worker process and its clock."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

from flask import Flask
from huey import RedisHuey, SqliteHuey
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.jobs.models import JobRun
from directory.jobs.registry import JOBS, Job
from directory.jobs.worker import begin, make_huey, schedule
from directory.notifications import outbox
from directory.notifications.models import OutboxMessage
from directory.search.index.generations import current_name
from directory.settings import ROOT, Settings


def due(app: Flask, moment: datetime) -> list[str]:
    huey = make_huey(app.extensions["waypost_settings"])
    schedule(huey, app, (Job("night", lambda _session, _at: "", minute="5", hour="1"),))
    with clock.stopped_at(moment):
        return [task.name for task in huey.read_periodic(moment.replace(tzinfo=None))]


def test_a_job_is_due_at_its_time(app: Flask) -> None:
    assert due(app, datetime(2026, 1, 5, 1, 5, tzinfo=UTC)) == ["night"]
    assert due(app, datetime(2026, 1, 5, 1, 6, tzinfo=UTC)) == []


def test_in_summer_a_job_keeps_to_the_british_clock(app: Flask) -> None:
    assert due(app, datetime(2026, 7, 1, 0, 5, tzinfo=UTC)) == ["night"]
    assert due(app, datetime(2026, 7, 1, 1, 5, tzinfo=UTC)) == []


def test_every_regular_job_can_be_run_from_the_command_line(app: Flask, session: Session) -> None:
    for job in JOBS:
        result = app.test_cli_runner().invoke(args=["jobs", "run", job.name])
        assert result.exit_code == 0, (job.name, result.output, result.exception)
    assert {run.outcome.value for run in session.scalars(select(JobRun))} == {"done"}


def test_a_starting_worker_puts_the_index_right(app: Flask, session: Session, settings: Settings) -> None:
    begin(app)
    done = {run.name: run.outcome.value for run in session.scalars(select(JobRun))}
    assert done["repair_index"] == "done"
    assert current_name(settings.index_dir)


def test_jobs_wait_in_a_file_or_in_redis(settings: Settings) -> None:
    assert isinstance(make_huey(settings), SqliteHuey)
    assert isinstance(make_huey(settings.model_copy(update={"job_queue": "redis://127.0.0.1:1/0"})), RedisHuey)


def test_redis_takes_and_gives_a_job(settings: Settings, redis_url: str) -> None:
    huey = make_huey(settings.model_copy(update={"job_queue": redis_url, "mode": "demo"}))
    huey.storage.flush_all()
    assert not huey.immediate
    huey.put("waits", 1)
    assert huey.get("waits") == 1


def test_the_worker_delivers_within_seconds_and_stops_when_told(
    app: Flask, session: Session, settings: Settings
) -> None:
    message = outbox.put(session, "nobody_handles_this", {}, at=datetime.now(UTC))
    session.commit()
    environment = {
        **os.environ,
        "WAYPOST_MODE": "demo",
        "WAYPOST_DATA_DIR": str(settings.data_dir),
        "WAYPOST_DATABASE_URL": settings.database_url,
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "directory.cli", "worker"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        assert _tried(session, message.id), "the worker did not touch the message"
    finally:
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=60)
    assert worker.returncode == 0, log
    assert "worker_stopped" in log


def _tried(session: Session, message_id: object) -> bool:
    for _ in range(600):
        session.rollback()
        found = session.get_one(OutboxMessage, message_id)
        if found.attempts:
            return True
        session.rollback()
        time.sleep(0.1)
    return False

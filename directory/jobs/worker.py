"""The worker process: Huey starts jobs at their times, and a pulse delivers the outbox twice a second.

Loaded by the command that works and by nothing else: Huey brings every driver of a queue along, 16 MB.
"""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from directory import clock
from directory.jobs.registry import JOBS, Job
from directory.jobs.runner import due_slot, pulse, run_job, worker_name
from directory.settings import Settings
from directory.web.logs import Event, log

#: Short, because a changed listing is to be found within two seconds; a pulse with nothing to do takes milliseconds.
PULSE_SECONDS = 0.5


def make_huey(settings: Settings) -> Huey:
    """The queue: a file beside the database, or Redis when several hosts share the work."""
    common: dict[str, Any] = {"results": False, "immediate": settings.mode == "test", "utc": True}
    if settings.job_queue.startswith("redis"):
        return RedisHuey("waypost", url=settings.job_queue, **common)
    return SqliteHuey("waypost", filename=str(settings.data_dir / "jobs.db"), **common)


def schedule(huey: Huey, app: Flask, jobs: tuple[Job, ...] = JOBS) -> None:
    """Tell Huey when each job is due."""
    for job in jobs:
        huey.periodic_task(_by_british_clock(job), name=job.name)(_task(app, job))


def _task(app: Flask, job: Job) -> Callable[[], None]:
    def task() -> None:
        run_job(app, job, slot=due_slot(clock.now()))

    return task


def _by_british_clock(job: Job) -> Callable[[Any], bool]:
    due = crontab(minute=job.minute, hour=job.hour)
    return lambda _utc: bool(due(clock.local(clock.now())))


def work(app: Flask) -> None:
    """Work until told to stop by SIGTERM or SIGINT; what is under way is finished first."""
    huey = make_huey(app.extensions["waypost_settings"])
    schedule(huey, app)
    stop = threading.Event()
    pulsing = threading.Thread(target=_pulse_until, args=(app, stop), name="pulse")
    pulsing.start()
    log(Event.WORKER_STARTED, worker=worker_name())
    try:
        Consumer(huey, workers=1, max_delay=1.0, graceful_signal="TERM").run()
    finally:
        stop.set()
        pulsing.join()
        log(Event.WORKER_STOPPED, worker=worker_name())


def begin(app: Flask) -> None:
    """Do what is done at each start: a new release may not be able to read the index of the old one."""
    for job in JOBS:
        if job.at_start:
            run_job(app, job)


def _pulse_until(app: Flask, stop: threading.Event) -> None:
    begin(app)
    while not stop.is_set():
        pulse(app, worker_name())
        stop.wait(PULSE_SECONDS)

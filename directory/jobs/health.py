"""Whether any worker is alive."""

from datetime import timedelta

from sqlalchemy import func, select

from directory import clock
from directory.extensions import db
from directory.jobs.models import WorkerHeartbeat
from directory.web.health import Health, check

SILENT = timedelta(minutes=1)


@check("worker")
def worker_lives() -> Health:
    """A worker gave a sign of life in the last minute."""
    last = db.session.scalar(select(func.max(WorkerHeartbeat.at)))
    if last is None:
        return Health(ok=False, facts={"last_seen_seconds": None})
    age = clock.now() - last
    return Health(ok=age < SILENT, facts={"last_seen_seconds": int(age.total_seconds())})

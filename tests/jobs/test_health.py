"""What /health says of the worker and the outbox."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from directory.jobs.models import WorkerHeartbeat
from directory.notifications import outbox
from tests.client import CheckedClient


def parts(client: CheckedClient) -> dict[str, dict[str, object]]:
    answer = client.get("/health")
    assert answer.json is not None
    assert answer.status_code == 200
    found: dict[str, dict[str, object]] = answer.json["parts"]
    return found


def test_without_a_worker_the_service_is_degraded_and_still_answers(client: CheckedClient) -> None:
    assert parts(client)["worker"] == {"ok": False, "last_seen_seconds": None}


def test_a_worker_seen_a_moment_ago_is_well(client: CheckedClient, session: Session, at: datetime) -> None:
    session.add(WorkerHeartbeat(worker="host:1", at=at - timedelta(seconds=20)))
    assert parts(client)["worker"] == {"ok": True, "last_seen_seconds": 20}


def test_a_worker_silent_for_minutes_is_not_well(client: CheckedClient, session: Session, at: datetime) -> None:
    session.add(WorkerHeartbeat(worker="host:1", at=at - timedelta(minutes=5)))
    assert parts(client)["worker"]["ok"] is False


def test_an_outbox_that_does_not_move_is_told(client: CheckedClient, session: Session, at: datetime) -> None:
    outbox.put(session, "news", {}, at=at - timedelta(minutes=6))
    assert parts(client)["outbox"] == {"ok": False, "waiting": 1, "oldest_seconds": 360, "dead": 0}

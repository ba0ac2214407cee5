"""The nightly housekeeping of the house itself: anchors taken, old tokens, messages and runs forgotten."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.audit import anchors, chain
from directory.audit.commands import anchors_file
from directory.db import delete_rows
from directory.jobs.models import JobRun, WorkerHeartbeat
from directory.notifications import outbox
from directory.web.models import IdempotencyKey

TOKENS_KEPT = timedelta(days=2)  # nobody sends a form again later than that
MESSAGES_KEPT = timedelta(days=7)
RUNS_KEPT = timedelta(days=90)
HEARTBEATS_KEPT = timedelta(days=1)


def anchor_audit(session: Session, at: datetime) -> str:
    """Note how far the audit chain has come."""
    taken = chain.anchor(session, at=at)
    if taken is None:
        return "nothing to anchor"
    anchors.keep(anchors_file(current_app.extensions["waypost_settings"]), taken)
    return f"anchored event {taken.sequence}"


def forget_sent_messages(session: Session, at: datetime) -> str:
    """Remove messages that left days ago."""
    return f"forgot {outbox.forget_sent(session, before=at - MESSAGES_KEPT)} messages"


def forget_form_tokens(session: Session, at: datetime) -> str:
    """Remove tokens of forms nobody can send again."""
    gone = delete_rows(session, delete(IdempotencyKey).where(IdempotencyKey.at < at - TOKENS_KEPT))
    return f"forgot {gone} tokens"


def forget_old_runs(session: Session, at: datetime) -> str:
    """Remove the traces of jobs and workers long past."""
    session.execute(delete(WorkerHeartbeat).where(WorkerHeartbeat.at < at - HEARTBEATS_KEPT))
    gone = delete_rows(session, delete(JobRun).where(JobRun.started_at < at - RUNS_KEPT))
    return f"forgot {gone} runs"

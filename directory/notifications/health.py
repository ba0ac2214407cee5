"""How the outbox is: well while nothing has waited long and nothing was given up."""

from datetime import timedelta

from directory import clock
from directory.extensions import db
from directory.notifications.outbox import backlog
from directory.web.health import Health, check

LONG = timedelta(minutes=5)


@check("outbox")
def outbox_moves() -> Health:
    """Messages leave soon after they are due."""
    at = clock.now()
    found = backlog(db.session(), at=at)
    age = (at - found.oldest_due_at) if found.oldest_due_at else timedelta()
    facts = {"waiting": found.waiting, "oldest_seconds": int(age.total_seconds()), "dead": found.dead}
    return Health(ok=age < LONG and not found.dead, facts=facts)

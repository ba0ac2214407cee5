"""When things are done, and who does them: one line a job, one line an outbox topic. The work itself is elsewhere.

A job that depends on the day's end runs at night by British time. A feature adds its line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.jobs import upkeep
from directory.notifications.outbox import Handler

#: Does the work in the session it is given and says in a few words what it did. The runner commits.
Work = Callable[[Session, datetime], str]


@dataclass(frozen=True)
class Job:
    """A piece of regular work. `hour` and `minute` are as in crontab."""

    name: str
    work: Work
    minute: str
    hour: str = "*"


JOBS: tuple[Job, ...] = (
    Job("anchor_audit", upkeep.anchor_audit, minute="5", hour="1"),
    Job("forget_sent_messages", upkeep.forget_sent_messages, minute="15", hour="1"),
    Job("forget_form_tokens", upkeep.forget_form_tokens, minute="20", hour="1"),
    Job("forget_old_runs", upkeep.forget_old_runs, minute="25", hour="1"),
)

#: Done each second by every worker, in this order, after the outbox. Must be quick when there is nothing to do.
EACH_SECOND: tuple[Work, ...] = ()

HANDLERS: dict[str, Handler] = {}

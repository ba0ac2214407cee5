"""How a listing answers referrals: the usual wait for an answer, and how often it is yes. For professionals only.

Counted from the columns of referrals, over a year. Below a few answers nothing is said: it would tell of single people
and of nothing else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.referrals.codes.referral import Declined
from directory.referrals.models import Referral
from directory.referrals.timing import local_day, working_days_between
from directory.web.wording import counted

COUNTED_OVER = timedelta(days=365)
FEWEST = 8  # answers: the same threshold under which published counts are hidden
MOST = 400  # the newest are enough for what is usual
#: A no that says nothing of how ready the service is to help.
_NOT_THEIRS = frozenset({Declined.NO_SERVICE})


@dataclass(frozen=True)
class Habits:
    """What is usual: working days until an answer, percent answered with yes, weeks of waiting if there is a wait."""

    answered: int
    days: int
    accepted_percent: int
    wait_weeks: int | None

    @property
    def sentence(self) -> str:
        """In words for somebody about to refer."""
        days = "on the same working day" if not self.days else f"within {counted(self.days, 'working day')}"
        said = f"Usually answers {days}. Said yes to {self.accepted_percent}% in the past year"
        wait = f", usually after a wait of {counted(self.wait_weeks, 'week')}" if self.wait_weeks else ""
        return f"{said}{wait}."


def habits_of(session: Session, service_id: UUID, *, at: datetime) -> Habits | None:
    """How a listing answered over the past year; None when too few were answered to say."""
    rows = session.execute(
        select(Referral.submitted_at, Referral.decided_at, Referral.declined, Referral.wait_weeks)
        .where(
            Referral.service_id == service_id,
            Referral.submitted_at >= at - COUNTED_OVER,
            Referral.decided_at.is_not(None),
        )
        .order_by(Referral.submitted_at.desc(), Referral.id)
        .limit(MOST)
    ).all()
    counted_rows = [row for row in rows if row.declined not in _NOT_THEIRS]
    if len(counted_rows) < FEWEST:
        return None
    days = [working_days_between(local_day(row.submitted_at), local_day(row.decided_at)) for row in counted_rows]
    yes = [row for row in counted_rows if row.declined is None]
    waits = [row.wait_weeks for row in yes if row.wait_weeks]
    return Habits(
        answered=len(counted_rows),
        days=round(median(days)),
        accepted_percent=round(100 * len(yes) / len(counted_rows)),
        wait_weeks=round(median(waits)) if len(waits) >= FEWEST else None,
    )

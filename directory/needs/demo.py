"""The demonstration's year as it stands in flags; and nobody is told of listings that were there all along."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.needs.cases.demo import fill_gaps
from directory.needs.flags.backfill import flag_actions
from directory.needs.promises.demo import fill_promises
from directory.needs.promises.looking import settle
from directory.needs.returns.demo import fill_returns
from directory.signals import demo_flagged


def fill_flags(session: Session, *, at: datetime) -> None:
    """Flag what stayed unmet in the year, and take every listing for known."""
    session.flush()
    flag_actions(session, at)
    settle(session, at)
    fill_promises(session, at=at)
    fill_returns(session, at=at)
    fill_gaps(session, at=at)
    demo_flagged.send(session, at=at)

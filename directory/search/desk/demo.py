"""What people searched for in the demonstration, so that the desk has something to mend. Counted once."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.search.models import Outcome, SearchCount

#: Words, how well they were answered, how often, and how many days ago.
SEARCHED = (
    ("man with a van for the tip", Outcome.NONE, 7, 2),
    ("unsteady on the stairs", Outcome.WEAK, 6, 3),
    ("hoovering and beds", Outcome.WEAK, 5, 5),
    ("knit and natter", Outcome.NONE, 5, 6),
    ("frail and frightened of falling", Outcome.WEAK, 4, 9),
    ("grief tea afternoon", Outcome.NONE, 4, 12),
    ("", Outcome.GOOD, 214, 1),
    ("", Outcome.GOOD, 187, 8),
    ("", Outcome.GOOD, 163, 15),
    ("", Outcome.NONE, 9, 4),
)


def count_searches(session: Session, *, at: datetime) -> None:
    """Count them, unless somebody has searched already."""
    if session.scalars(select(SearchCount).limit(1)).first() is not None:
        return
    today = clock.local(at).date()
    session.add_all(
        SearchCount(day=today - timedelta(days=ago), outcome=outcome, words=words, area="", searches=number)
        for words, outcome, number, ago in SEARCHED
    )
    session.flush()

"""The weekly look for duplicates, as a job: asked for several times a night, it does nothing unless it is due or was
stopped midway.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.moderation.duplicates.finding import find_duplicates
from directory.web.wording import counted


def look_for_duplicates(session: Session, at: datetime) -> str:
    """Go on with a look that was stopped, begin one that is due, or leave it."""
    search = find_duplicates(session, at=at, save=session.commit)
    if search is None:
        return "not due"
    alike = "looks" if search.found == 1 else "look"
    return f"{counted(search.listings, 'listing')} compared, {counted(search.found, 'pair')} {alike} alike"

"""Pictures that belong to nothing any more go at night: of drafts thrown away, of listings that were not added."""

from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.pictures import FOLDER
from directory.listings.models import ListingVersion, Service
from directory.moderation.proposals.codes import OPEN_STATES
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.submission.models import ListingDraft
from directory.settings import Settings

LEFT_ALONE = timedelta(days=2)  # one that was just written belongs to a request that is not through yet


def forget_pictures(session: Session, at: datetime) -> str:
    """Delete what no listing shows or ever showed, no proposal waits with and no draft holds. Twice is no harm."""
    settings: Settings = current_app.extensions["waypost_settings"]
    folder = Path(settings.data_dir) / FOLDER
    oldest = (at - LEFT_ALONE).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < oldest] if folder.is_dir() else []
    held = pictures_held(session) if old else set()
    gone = [path for path in old if path.name not in held]
    for path in gone:
        path.unlink(missing_ok=True)
    return f"{len(gone)} pictures forgotten"


def pictures_held(session: Session) -> set[str]:
    """The names of all pictures that something still leads to: a version can be restored, a proposal added."""
    kept = ListingVersion.content["picture"]["file"].as_string()
    names = {*session.scalars(select(Service.picture).where(Service.picture.is_not(None)).distinct())}
    names |= {*session.scalars(select(kept).where(kept.is_not(None)).distinct())}
    for changes in session.scalars(select(ChangeProposal.changes).where(ChangeProposal.state.in_(OPEN_STATES))):
        names |= {(side or {}).get("file") for side in changes.get("picture", {}).values()}
    for answers in session.scalars(select(ListingDraft.answers)):
        names.add((answers.get("picture") or {}).get("file"))
    return {name for name in names if name}

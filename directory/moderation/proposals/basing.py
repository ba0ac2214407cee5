"""What an editor wants, given which version of the listing they had before them."""

from sqlalchemy.orm import Session

from directory.listings.editing import Content, content_seen
from directory.listings.models import Service
from directory.moderation.proposals.comparing import Clash, EditedMeanwhile, changed_from, clashes_of


def wanted_changes(
    session: Session, service: Service, *, now: Content, wanted: Content, base_version: int | None
) -> Content:
    """The fields in which the editor wants something else than they saw. What they left alone is not theirs.

    Raises `EditedMeanwhile` with both versions when somebody else changed the same fields since. Where the history does
    not tell what they saw (an import wrote over a listing nobody had edited), every field that differs is shown.
    """
    if base_version is None or base_version == service.version:
        return changed_from(now, wanted)
    seen = content_seen(session, service, base_version)
    if seen is None:
        unclear = tuple(Clash(key, None, now.get(key), value) for key, value in changed_from(now, wanted).items())
        if unclear:
            raise EditedMeanwhile(unclear, wanted)
        return {}
    theirs = changed_from(seen, wanted)
    if clashes := clashes_of(seen, now, theirs):
        raise EditedMeanwhile(clashes, wanted)
    return theirs

"""A listing's history for stewards: side by side, and back to an earlier version."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, NotAllowed
from directory.extensions import db
from directory.listings.editing import restore_version, versions_of
from directory.listings.models import ListingVersion, Service
from directory.moderation.actors import actor_names
from directory.moderation.history.presenters import differences, version_lines
from directory.moderation.proposals.editing import ELSEWHERE, may_edit
from directory.moderation.proposals.reading import term_names
from directory.moderation.review import blueprint, private_page
from directory.web.access import access
from directory.web.loading import get_or_404

MOVED = "The listing has a newer version than the one you saw. Look at its history again, then restore."


@blueprint.get("/staff/listings/<uuid:listing_id>/history")
@access(Permission.MODERATE)
def history(listing_id: UUID) -> Response:
    """Every version, and two of them side by side."""
    service = get_or_404(select(Service), listing_id)
    versions = versions_of(db.session(), listing_id)
    older, newer = _two(versions)
    return private_page(
        "review/history.html",
        service=service,
        versions=version_lines(versions, actor_names(db.session(), (version.by for version in versions))),
        older=older,
        newer=newer,
        differences=differences(older, newer, term_names(db.session())) if older and newer else (),
        may_restore=may_edit(acting(), service, db.session()),
        restored=request.args.get("restored", type=int),
    )


@blueprint.post("/staff/listings/<uuid:listing_id>/history/<int:number>/restoration")
@access(Permission.MODERATE)
def restoration(listing_id: UUID, number: int) -> AnyResponse:
    """Make the listing say again what it said then."""
    service = get_or_404(select(Service), listing_id)
    if not may_edit(acting(), service, db.session()):
        raise NotAllowed(ELSEWHERE)
    versions = versions_of(db.session(), listing_id)
    if versions and str(versions[0].number) != request.form.get("latest", ""):
        raise Conflict(MOVED)
    restore_version(db.session(), service, number, by=acting().actor, at=clock.now())
    return redirect(url_for(".history", listing_id=listing_id, restored=number), 303)


def _two(versions: Sequence[ListingVersion]) -> tuple[ListingVersion | None, ListingVersion | None]:
    """The two versions asked for, the older first; without a word, the newest and the one before."""
    by_number = {version.number: version for version in versions}
    asked = [by_number.get(request.args.get(name, 0, type=int)) for name in ("older", "newer")]
    given = sorted({version.number for version in asked if version})
    if len(given) == 2:
        return by_number[given[0]], by_number[given[1]]
    return (versions[1], versions[0]) if len(versions) > 1 else (None, None)

"""Pages about joinings that were made: the latest ones, one of them, and taking it back."""

from uuid import UUID

from flask import Response, redirect, request, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.listings.queries.redirects import joined_to
from directory.moderation.actors import actor_names
from directory.moderation.duplicates import presenters, queries
from directory.moderation.duplicates.loading import merge_for
from directory.moderation.duplicates.merging import undo_merge
from directory.moderation.duplicates.routes import blueprint
from directory.moderation.review import private_page
from directory.web.access import access

LATEST = 100


@blueprint.get("/staff/merges")
@access(Permission.MERGE)
def merges() -> Response:
    """The latest joinings."""
    found = db.session.scalars(queries.merges(acting().areas).limit(LATEST)).all()
    people = actor_names(db.session(), [actor for merge in found for actor in (merge.by, merge.undone_by)])
    return private_page("duplicates/merges.html", merges=[presenters.present_merge(each, people) for each in found])


@blueprint.get("/staff/merges/<uuid:merge_id>")
@access(Permission.MERGE)
def merge(merge_id: UUID) -> Response:
    """What became one, and whether it can be parted again."""
    found = merge_for(db.session(), acting(), merge_id)
    people = actor_names(db.session(), [found.by, found.undone_by])
    joined_on = bool(found.survivor_id and joined_to(db.session(), found.survivor_id))
    return private_page(
        "duplicates/merge.html",
        merge=presenters.present_merge(found, people),
        joined_on=joined_on,
        done=request.args.get("done", ""),
    )


@blueprint.post("/staff/merges/<uuid:merge_id>/undoing")
@access(Permission.MERGE)
def undoing(merge_id: UUID) -> AnyResponse:
    """Part the two again."""
    user = acting()
    found = merge_for(db.session(), user, merge_id, to_decide=True)
    undo_merge(db.session(), found, by=user.actor, at=clock.now())
    return redirect(url_for(".merge", merge_id=found.id, done="parted"), 303)

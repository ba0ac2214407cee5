"""The one queue: everything that waits for a steward, what presses most first."""

from flask import Response, request

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.moderation.queue.presenters import present_queue
from directory.moderation.queue.queries import areas_named
from directory.moderation.queueing import kind_labels, waiting
from directory.moderation.review import blueprint, private_page
from directory.web.access import access

#: What the last page did, said on top of the queue.
DONE = {
    "approved": "Added to the directory. Whoever sent it hears of it.",
    "partly_approved": "Added in part. Whoever sent it hears why.",
    "rejected": "Not added. Whoever sent it hears why.",
    "superseded": "Marked as listed already. Whoever sent it hears of it.",
    "returned": "Sent back with your question. It comes here again with the answer.",
    "answered": "Answered. Whoever told us hears that there is an answer.",
}


@blueprint.get("/staff/queue")
@access(Permission.MODERATE)
def queue() -> Response:
    """Everything that waits, in this steward's areas."""
    at = clock.now()
    found = waiting(db.session(), at)
    areas = areas_named(db.session(), (code for row in found for code in row.areas), clock.local(at).date())
    kinds = kind_labels()
    asked = request.args
    view = present_queue(
        found,
        user=acting(),
        kinds=kinds,
        areas=areas,
        kind=asked.get("kind", "") if asked.get("kind") in kinds else "",
        area=asked.get("area", "") if asked.get("area") in areas else "",
        page=asked.get("page", 1, type=int),
    )
    return private_page("review/queue.html", view=view, at=at, done=DONE.get(asked.get("done", "")))

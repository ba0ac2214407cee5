"""The report of new listings by source."""

from datetime import timedelta

from flask import Response, request

from directory import clock
from directory.accounts.roles import Permission
from directory.extensions import db
from directory.moderation.additions.queries import added_since, by_source
from directory.moderation.review import blueprint, private_page
from directory.moderation.suggestions.codes import Connection
from directory.web.access import access

PERIODS = (30, 90, 365)
SHOWN = 100


@blueprint.get("/staff/additions")
@access(Permission.MODERATE)
def additions() -> Response:
    """Who told of what was missing, and what became of it."""
    days = next((days for days in PERIODS if str(days) == request.args.get("days")), 90)
    since = clock.now() - timedelta(days=days)
    return private_page(
        "review/additions.html",
        days=days,
        periods=PERIODS,
        sources=by_source(db.session(), since),
        added=added_since(db.session(), since, SHOWN),
        connections={member.value: member.label for member in Connection},
    )

"""The stewards' home: what Monday morning looks like, in a few sentences that each lead somewhere."""

from flask import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.moderation.desk.monday import monday
from directory.moderation.desk.routes.blueprint import blueprint
from directory.moderation.review import private_page
from directory.web.access import access


@blueprint.get("/staff")
@access(Permission.SEE_TRUTH)
def home() -> Response:
    """What waits, where, and how true the whole is."""
    return private_page("staff/home.html", monday=monday(db.session(), acting(), clock.now()))

"""The stewards' page of those who keep listings, and whose everyday changes are live at once."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.operations.people import trust
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotAllowed, NotVisible
from directory.extensions import db
from directory.moderation.providing.blueprint import blueprint
from directory.moderation.providing.trust import queries
from directory.web.access import access
from directory.web.loading import get_or_404


@blueprint.get("/staff/providers")
@access(Permission.MODERATE)
def keepers() -> str:
    """Who keeps listings, and how their changes have gone."""
    return render_template("providing/keepers.html", lines=queries.keeper_lines(db.session(), acting()))


@blueprint.post("/staff/providers/<uuid:user_id>/trust")
@access(Permission.MODERATE)
def keeper_trust(user_id: UUID) -> Response:
    """Their everyday changes are live at once from now on."""
    return _trust(user_id, is_trusted=True)


@blueprint.post("/staff/providers/<uuid:user_id>/trust/withdrawal")
@access(Permission.MODERATE)
def keeper_distrust(user_id: UUID) -> Response:
    """A steward reads their changes first again."""
    return _trust(user_id, is_trusted=False)


def _trust(user_id: UUID, *, is_trusted: bool) -> Response:
    user, here = _keeper(user_id)
    trust(db.session(), user, here, is_trusted=is_trusted, by=acting(), at=clock.now())
    return redirect(url_for(".keepers"), 303)


def _keeper(user_id: UUID) -> tuple[User, frozenset[UUID]]:
    """Somebody who keeps a listing where this steward answers for, never the steward themselves; and which
    of their organisations that is about."""
    user, by = get_or_404(queries.keepers(), user_id), acting()
    here = queries.organizations_of(db.session(), by)
    if here is not None and here.isdisjoint(user.organization_ids):
        raise NotVisible("There is nothing at this address.")
    if user.id == by.id:
        raise NotAllowed("Another steward decides whether your own changes are live at once.")
    return user, user.organization_ids if here is None else user.organization_ids & here

"""Who keeps an organisation's listings: its leads invite others and remove them."""

from uuid import UUID

from flask import redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import queries
from directory.accounts.forms import InviteColleagueForm
from directory.accounts.loader import user_of_id
from directory.accounts.models import Membership, User
from directory.accounts.operations import invitations, people
from directory.accounts.roles import MembershipKind, Permission
from directory.accounts.routes.blueprint import blueprint
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db, limiter
from directory.web.access import Audience, access
from directory.web.limits import PUBLIC_FORM
from directory.web.loading import get_or_404
from directory.web.unkept import private_page

DONE = {"invited": "The invitation is on its way.", "removed": "They keep these listings no more."}


@blueprint.route("/account/organizations/<uuid:organization_id>", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
@limiter.limit(PUBLIC_FORM, deduct_when=lambda response: response.status_code == 303, override_defaults=False)
def colleagues(organization_id: UUID) -> Response:
    """Who keeps the listings of one's own organisation; a lead invites from here."""
    user, name = acting(), _own_organization(organization_id)
    form = InviteColleagueForm()
    may_invite = user.leads(organization_id) or user.may(Permission.MANAGE_PEOPLE)
    if form.validate_on_submit():
        kind = MembershipKind(form.kind.data)
        invitations.invite_to_organization(
            db.session(), str(form.email.data), organization_id, kind, by=user, at=clock.now()
        )
        return redirect(url_for("accounts.colleagues", organization_id=organization_id, done="invited"), 303)
    return private_page(
        "accounts/colleagues.html",
        organization_id=organization_id,
        organization=name,
        members=queries.members_of(db.session(), organization_id),
        waiting=queries.waiting_invitations(db.session(), clock.now(), organization_id),
        may_invite=may_invite,
        user=user,
        form=form,
        done=DONE.get(request.args.get("done", "")),
        status=422 if request.method == "POST" else 200,
    )


@blueprint.route(
    "/account/organizations/<uuid:organization_id>/members/<uuid:membership_id>/removal", methods=["GET", "POST"]
)
@access(Audience.SIGNED_IN)
def remove_colleague(organization_id: UUID, membership_id: UUID) -> Response:
    """Take somebody, perhaps oneself, out of an organisation. It is asked once: one cannot come back alone."""
    name = _own_organization(organization_id)
    member = get_or_404(select(Membership).where(Membership.organization_id == organization_id), membership_id)
    user = user_of_id(db.session(), member.user_id)
    assert isinstance(user, User)  # noqa: S101 -- a membership ends with its account
    if request.method == "GET":
        people.check_may_remove(member, acting())
        leads = [each for each, _person in queries.members_of(db.session(), organization_id) if each.is_lead]
        return private_page(
            "accounts/colleague_removal.html",
            organization=name,
            organization_id=organization_id,
            member=member,
            person=user,
            is_self=user.id == acting().id,
            is_last_lead=leads == [member],
        )
    people.remove_member(db.session(), member, user, by=acting(), at=clock.now())
    if user.id == acting().id:
        return redirect(url_for("accounts.account", done="left"), 303)
    return redirect(url_for("accounts.colleagues", organization_id=organization_id, done="removed"), 303)


def _own_organization(organization_id: UUID) -> str:
    """The name of an organisation this person belongs to, or looks after as an administrator."""
    user = acting()
    name = queries.organization_name(db.session(), organization_id)
    if name is None or not (organization_id in user.organization_ids or user.may(Permission.MANAGE_PEOPLE)):
        raise NotVisible("There is no such organisation of yours.")
    return name

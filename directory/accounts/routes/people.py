"""People, for administrators: who has an account, which roles they have, whom to invite, who is let in no more."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import presenters, queries
from directory.accounts.forms import EVERYWHERE, GiveRoleForm, InviteForm
from directory.accounts.models import Invitation, RoleGrant, User
from directory.accounts.operations import invitations, people, ways_in
from directory.accounts.roles import Permission, Role
from directory.accounts.routes.blueprint import blueprint
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.unkept import private_page

DONE = {
    "invited": "The invitation is on its way.",
    "withdrawn": "The invitation is taken back.",
    "given": "The role is given. They sign in anew.",
    "taken": "The role is taken away. They sign in anew.",
    "disabled": "The account is disabled. They are signed out everywhere.",
    "enabled": "The account is open again.",
    "second_step": "The second step is taken off. They set up a new one when they next sign in.",
}


@blueprint.get("/staff/people")
@access(Permission.MANAGE_PEOPLE)
def everybody() -> Response:
    """Who has an account, and who is invited."""
    users = queries.everybody(db.session())
    waiting = queries.waiting_invitations(db.session(), clock.now())
    codes = {grant.area_code for user in users for grant in user.grants} | {each.area_code for each in waiting}
    areas = queries.area_names(db.session(), codes - {""})
    return private_page(
        "accounts/people.html",
        people=[presenters.person_line(user, areas) for user in users],
        invitations=[presenters.invitation_line(each, areas) for each in waiting],
        done=DONE.get(request.args.get("done", "")),
    )


@blueprint.route("/staff/people/invitations/new", methods=["GET", "POST"])
@access(Permission.MANAGE_PEOPLE)
def new_invitation() -> Response:
    """Invite somebody to a role."""
    form = InviteForm()
    form.area_code.choices = _areas()
    if form.validate_on_submit():
        try:
            invitations.invite_to_role(
                db.session(),
                str(form.email.data),
                Role(form.role.data),
                area_code=str(form.area_code.data or ""),
                by=acting(),
                at=clock.now(),
            )
            return redirect(url_for("accounts.everybody", done="invited"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    hints = [{"hint": {"text": presenters.SAYS[Role(value)]}} for value, _label in form.role.choices]
    status = 422 if request.method == "POST" else 200
    return private_page("accounts/new_invitation.html", form=form, hints=hints, status=status)


@blueprint.post("/staff/people/invitations/<uuid:invitation_id>/withdrawal")
@access(Permission.MANAGE_PEOPLE)
def withdraw_invitation(invitation_id: UUID) -> Response:
    """Take an invitation back."""
    invitation = get_or_404(select(Invitation), invitation_id)
    invitations.withdraw(db.session(), invitation, by=acting(), at=clock.now())
    return redirect(url_for("accounts.everybody", done="withdrawn"), 303)


@blueprint.get("/staff/people/<uuid:user_id>")
@access(Permission.MANAGE_PEOPLE)
def person(user_id: UUID) -> Response:
    """One account: roles, second step, and what may be done about it."""
    return _person(_user(user_id), GiveRoleForm())


@blueprint.post("/staff/people/<uuid:user_id>/roles")
@access(Permission.MANAGE_PEOPLE)
def give_role(user_id: UUID) -> Response:
    """Give a role, a steward's perhaps for one district."""
    user, form = _user(user_id), GiveRoleForm()
    form.area_code.choices = _areas()
    people.check_may_manage(acting(), user)
    if form.validate():
        role, area = Role(form.role.data), str(form.area_code.data or "")
        try:
            people.give_role(db.session(), user, role, area_code=area, by=acting(), at=clock.now())
            return _done(user, "given")
        except RuleBroken as broken:
            form.refuse(broken)
    return _person(user, form, status=422)


@blueprint.post("/staff/people/<uuid:user_id>/roles/<uuid:grant_id>/removal")
@access(Permission.MANAGE_PEOPLE)
def take_role(user_id: UUID, grant_id: UUID) -> Response:
    """Take a role away."""
    user = _user(user_id)
    grant = get_or_404(select(RoleGrant).where(RoleGrant.user_id == user.id), grant_id)
    people.take_role(db.session(), user, grant, by=acting(), at=clock.now())
    return _done(user, "taken")


@blueprint.post("/staff/people/<uuid:user_id>/disabling")
@access(Permission.MANAGE_PEOPLE)
def disable(user_id: UUID) -> Response:
    """Let somebody in no more."""
    return _act(user_id, people.disable, "disabled")


@blueprint.post("/staff/people/<uuid:user_id>/enabling")
@access(Permission.MANAGE_PEOPLE)
def enable(user_id: UUID) -> Response:
    """Let somebody in again."""
    return _act(user_id, people.enable, "enabled")


@blueprint.post("/staff/people/<uuid:user_id>/second-step/removal")
@access(Permission.MANAGE_PEOPLE)
def forget_second_step(user_id: UUID) -> Response:
    """Help somebody who has lost the phone and the recovery codes."""
    return _act(user_id, ways_in.forget_second_factor, "second_step")


def _act(user_id: UUID, do: Callable[..., None], done: str) -> Response:
    user = _user(user_id)
    session: Session = db.session()
    at: datetime = clock.now()
    do(session, user, by=acting(), at=at)
    return _done(user, done)


def _user(user_id: UUID) -> User:
    return get_or_404(queries.people(), user_id)


def _person(user: User, form: GiveRoleForm, *, status: int = 200) -> Response:
    form.area_code.choices = _areas()
    areas = queries.area_names(db.session(), [grant.area_code for grant in user.grants if grant.area_code])
    return private_page(
        "accounts/person.html",
        person=presenters.person_line(user, areas),
        organizations=queries.organization_names(db.session(), user.organization_ids),
        form=form,
        is_oneself=user.id == acting().id,
        done=DONE.get(request.args.get("done", "")),
        status=status,
    )


def _areas() -> list[tuple[str, str]]:
    return [EVERYWHERE, *queries.districts(db.session(), clock.today())]


def _done(user: User, done: str) -> Response:
    return redirect(url_for("accounts.person", user_id=user.id, done=done), 303)

"""Teams of connectors, for administrators: who works with whom, and where."""

from uuid import UUID

from flask import redirect, request, url_for
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.models import Team, TeamMember, User
from directory.accounts.queries import districts
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.geo.models import Area, AreaType
from directory.referrals.people.blueprint import blueprint, page
from directory.referrals.people.queries import area_names
from directory.referrals.people.teaming import operations
from directory.referrals.people.teaming.forms import MemberForm, TeamForm
from directory.web.access import access
from directory.web.loading import get_or_404

DONE = {
    "made": "The team is formed.",
    "changed": "Saved.",
    "joined": "They are in the team now.",
    "left": "They are out of the team.",
    "ended": "The team is gone.",
}


@blueprint.get("/staff/teams")
@access(Permission.MANAGE_PEOPLE)
def teams() -> Response:
    """All teams."""
    session = db.session()
    found = session.scalars(select(Team).order_by(Team.name, Team.id)).all()
    names = area_names(session, {code for team in found for code in team.area_codes})
    rows = [
        (team, [names.get(code, code) for code in team.area_codes], len(operations.members_of(session, team)))
        for team in found
    ]
    return page("people/teams.html", rows=rows, done=DONE.get(request.args.get("done", "")))


@blueprint.route("/staff/teams/new", methods=["GET", "POST"])
@access(Permission.MANAGE_PEOPLE)
def new_team() -> Response:
    """Form a team."""
    form = TeamForm()
    if form.validate_on_submit():
        try:
            made = operations.make_team(
                db.session(), form.name.data or "", _areas(form), by=acting().actor, at=clock.now()
            )
            return redirect(url_for(".team", team_id=made.id, done="made"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    status = 422 if request.method == "POST" else 200
    return page("people/new_team.html", form=form, districts=_districts(), status=status)


@blueprint.route("/staff/teams/<uuid:team_id>", methods=["GET", "POST"])
@access(Permission.MANAGE_PEOPLE)
def team(team_id: UUID) -> Response:
    """One team: name, areas, members."""
    found = _team(team_id)
    offered = {code for code, _name in _districts()}
    shown = {
        "name": found.name,
        "districts": [code for code in found.area_codes if code in offered],
        "wards": "\n".join(code for code in found.area_codes if code not in offered),
    }
    form = TeamForm(data=shown)
    if form.validate_on_submit():
        try:
            operations.change_team(
                db.session(), found, form.name.data or "", _areas(form), by=acting().actor, at=clock.now()
            )
            return redirect(url_for(".team", team_id=team_id, done="changed"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _page(found, form, MemberForm(formdata=None), status=422 if request.method == "POST" else 200)


@blueprint.post("/staff/teams/<uuid:team_id>/members")
@access(Permission.MANAGE_PEOPLE)
def members(team_id: UUID) -> Response:
    """Somebody joins."""
    found, form = _team(team_id), MemberForm()
    form.user.choices = [(str(user.id), user.name) for user in operations.candidates(db.session())]
    if form.validate_on_submit():
        user = db.session.get_one(User, UUID(form.user.data))
        operations.add_member(
            db.session(), found, user, is_volunteer=bool(form.is_volunteer.data), by=acting().actor, at=clock.now()
        )
        return redirect(url_for(".team", team_id=team_id, done="joined"), 303)
    return _page(found, form, form, status=422)


@blueprint.post("/staff/teams/<uuid:team_id>/members/<uuid:member_id>/removal")
@access(Permission.MANAGE_PEOPLE)
def member_removal(team_id: UUID, member_id: UUID) -> Response:
    """Somebody leaves."""
    found = _team(team_id)
    member = get_or_404(select(TeamMember).where(TeamMember.team_id == found.id), member_id)
    operations.remove_member(db.session(), found, member, by=acting().actor, at=clock.now())
    return redirect(url_for(".team", team_id=team_id, done="left"), 303)


@blueprint.post("/staff/teams/<uuid:team_id>/removal")
@access(Permission.MANAGE_PEOPLE)
def team_removal(team_id: UUID) -> Response:
    """The team is dissolved."""
    operations.end_team(db.session(), _team(team_id), by=acting().actor, at=clock.now())
    return redirect(url_for(".teams", done="ended"), 303)


def _team(team_id: UUID) -> Team:
    return get_or_404(select(Team), team_id)


def _districts() -> list[tuple[str, str]]:
    return districts(db.session(), clock.today())


def _areas(form: TeamForm) -> list[str]:
    """The codes that were chosen. Raises `RuleBroken` for a ward there is not."""
    codes = form.areas
    wards = [code for code in codes if code not in {each for each, _name in _districts()}]
    known = set(db.session.scalars(select(Area.code).where(Area.area_type == AreaType.WARD, Area.code.in_(wards))))
    unknown = [code for code in wards if code not in known]
    if unknown:
        raise RuleBroken("wards", f"Check the code {unknown[0]}: there is no such ward")
    return codes


def _page(found: Team, form: TeamForm | MemberForm, joining: MemberForm, *, status: int) -> Response:
    """The page with both forms. The one that was sent keeps its words, and its messages are shown on top."""
    session = db.session()
    joining.user.choices = [("", "")] + [(str(user.id), user.name) for user in operations.candidates(session)]
    names = area_names(session, found.area_codes)
    return page(
        "people/team.html",
        team=found,
        form=form,
        about=form if isinstance(form, TeamForm) else None,
        joining=joining,
        areas=[names.get(code, code) for code in found.area_codes],
        districts=_districts(),
        members=operations.members_of(session, found),
        done=DONE.get(request.args.get("done", "")),
        status=status,
    )

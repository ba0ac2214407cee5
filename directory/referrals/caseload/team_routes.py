"""The team: its queue, how much each colleague has, handing people over."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from sqlalchemy import func, select
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.referrals.caseload import operations, presenters, queries
from directory.referrals.caseload.blueprint import blueprint
from directory.referrals.caseload.forms import QUEUE, HandoverForm
from directory.referrals.models import Person
from directory.referrals.people.flags import flags_in_list
from directory.referrals.policy import visible_people
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.pagination import Pagination

ON_A_PAGE = 25
PEOPLE_ON_A_PAGE = 200  # a caseload is handed over on one page


@blueprint.get("/caseload/queue")
@access(Permission.REFER)
def queue() -> str:
    """Who asked for help and has no connector yet, the longest waiting first."""
    session, user = db.session(), acting()
    waiting = queries.queue_of(user) if not user.is_volunteer else visible_people(user).where(Person.id.is_(None))
    total = session.scalar(select(func.count()).select_from(waiting.order_by(None).subquery())) or 0
    page = Pagination(max(1, request.args.get("page", 1, int)), ON_A_PAGE, total)
    people = session.scalars(waiting.limit(ON_A_PAGE).offset(page.offset)).all()
    return render_template(
        "caseload/queue.html",
        people=[(person, flags_in_list(person, user)) for person in people],
        page=page,
        since={person.id: clock.local(person.created_at).date() for person in people},
    )


@blueprint.post("/caseload/queue/<uuid:person>/connector")
@access(Permission.REFER)
def taken_on(person: UUID) -> Response:
    """Take somebody on: from now on they are mine to look after."""
    user = acting()
    if user.is_volunteer:
        raise NotVisible("There is nothing at this address.")
    found = get_or_404(visible_people(user), person)
    operations.take_on(db.session(), found, by=user, at=clock.now())
    return redirect(url_for("people.person", person_id=person), 303)


@blueprint.get("/caseload/team")
@access(Permission.SUPERVISE)
def team() -> str:
    """How much each colleague has, what is overdue, what waits on providers."""
    session, user = db.session(), acting()
    held = queries.loads(session, user.team_id, clock.today()) if user.team_id else {}
    waiting = session.scalar(select(func.count()).select_from(queries.queue_of(user).order_by(None).subquery())) or 0
    lines = [presenters.present_load(each, held) for each in queries.colleagues_of(session, user.team_id)]
    return render_template("caseload/team.html", lines=lines, waiting=waiting, has_team=user.team_id is not None)


@blueprint.get("/caseload/team/<uuid:colleague>")
@access(Permission.SUPERVISE)
def colleague(colleague: UUID) -> str:
    """The people of one colleague, to hand some or all of them over: somebody is off sick, or leaves."""
    return _handover_page(_colleague(colleague), HandoverForm(formdata=None))


@blueprint.post("/caseload/team/<uuid:colleague>")
@access(Permission.SUPERVISE)
def handover(colleague: UUID) -> Response | tuple[str, int]:
    """Hand people over, with all that is open for them."""
    session, user = db.session(), acting()
    held, form = _colleague(colleague), HandoverForm()
    if form.validate_on_submit():
        try:
            people = _chosen(held, form.people.data or [])
            operations.hand_over(session, people, _to(form.to.data), by=user, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".team"), 303)
    return _handover_page(held, form), 422


def _colleague(user_id: UUID) -> User:
    found = next((each for each in queries.colleagues_of(db.session(), acting().team_id) if each.id == user_id), None)
    if found is None:
        raise NotVisible("There is nobody of your team at this address.")
    return found


def _to(chosen: str | None) -> User | None:
    if chosen == QUEUE:
        return None
    for each in queries.colleagues_of(db.session(), acting().team_id):
        if str(each.id) == chosen:
            return each
    raise RuleBroken("to", "Choose somebody of your team, or the queue")


def _chosen(colleague: User, ids: list[str]) -> list[Person]:
    wanted = set(ids)
    theirs = select(Person).where(queries.people_of(colleague.id), Person.team_id == acting().team_id)
    return [person for person in db.session.scalars(theirs.order_by(Person.id)) if str(person.id) in wanted]


def _handover_page(colleague: User, form: HandoverForm) -> str:
    session, user, today = db.session(), acting(), clock.today()
    rows, counts = queries.rows_of(
        session, colleague.id, queries.Show.ALL, today=today, limit=PEOPLE_ON_A_PAGE, offset=0
    )
    others = [each for each in queries.colleagues_of(session, user.team_id) if each.id != colleague.id]
    form.to.choices = [("", "Choose"), (QUEUE, "The team’s queue"), *((str(each.id), each.name) for each in others)]
    tasks = queries.next_tasks(session, colleague.id, [row.person.id for row in rows])
    return render_template(
        "caseload/colleague.html",
        colleague=colleague,
        lines=[presenters.present_person(row, tasks.get(row.person.id), user, today) for row in rows],
        total=counts.people,
        form=form,
        chosen=set(form.people.data or []),
    )

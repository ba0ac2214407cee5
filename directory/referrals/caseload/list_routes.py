"""One's own caseload: people, today, referrals, and finding somebody."""

from flask import render_template, request

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.referrals.caseload import presenters, queries
from directory.referrals.caseload.blueprint import blueprint
from directory.referrals.caseload.forms import FindForm
from directory.referrals.caseload.queries import Show
from directory.referrals.people.flags import flags_in_list
from directory.referrals.people.marks import find_people
from directory.web.access import access
from directory.web.pagination import Pagination

ON_A_PAGE = 25
MOST_TODAY = 60  # more than a day holds; the rest is said as a number


@blueprint.get("/caseload")
@access(Permission.REFER)
def caseload() -> str:
    """My people: what is overdue first, then what is next."""
    session, user, today = db.session(), acting(), clock.today()
    show = next((each for each in Show if each.value == request.args.get("show")), Show.ALL)
    number = max(1, request.args.get("page", 1, int))
    rows, counts = queries.rows_of(
        session, user.id, show, today=today, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE
    )
    page = _page(number, counts.of(show))
    tasks = queries.next_tasks(session, user.id, [row.person.id for row in rows])
    return render_template(
        "caseload/caseload.html",
        lines=[presenters.present_person(row, tasks.get(row.person.id), user, today) for row in rows],
        choices=[(each, counts.of(each)) for each in Show],
        show=show,
        page=page,
        form=FindForm(formdata=None),
    )


@blueprint.get("/caseload/today")
@access(Permission.REFER)
def today() -> str:
    """What is due today or was due before; prints as a sheet for home visits, with the flags on every line."""
    session, user, day = db.session(), acting(), clock.today()
    found = queries.due_today(session, user.id, day, limit=MOST_TODAY)
    total = len(found) if len(found) < MOST_TODAY else queries.count_due(session, user.id, day)
    return render_template(
        "caseload/today.html",
        lines=[presenters.present_today(task, person, user, day) for task, person in found],
        total=total,
        day=day,
    )


@blueprint.get("/caseload/referrals")
@access(Permission.REFER)
def referrals() -> str:
    """My referrals that are not over, by how far they are."""
    session, user, day = db.session(), acting(), clock.today()
    counts = queries.referral_counts(session, user.id)
    status = next((each for each in queries.OPEN if each.value == request.args.get("status")), None)
    page = _page(max(1, request.args.get("page", 1, int)), counts.get(status, 0) if status else sum(counts.values()))
    shown = queries.referrals_of(user.id, status).limit(ON_A_PAGE).offset(page.offset)
    return render_template(
        "caseload/referrals.html",
        lines=[presenters.present_referral(each, day) for each in session.scalars(shown).unique()],
        counts=[(each, counts[each]) for each in queries.OPEN if counts.get(each)],
        total=sum(counts.values()),
        status=status,
        page=page,
    )


@blueprint.route("/caseload/people", methods=["GET", "POST"])
@access(Permission.REFER)
def found() -> str | tuple[str, int]:
    """Find somebody by reference, name or phone, among those one may know of. Nothing typed stands in an address."""
    form, user = FindForm(), acting()
    if request.method == "GET":
        return render_template("caseload/found.html", form=FindForm(formdata=None), people=None)
    if not form.validate_on_submit():
        return render_template("caseload/found.html", form=form, people=None), 422
    people = find_people(db.session(), user, form.words.data or "")
    names = {each.id: each.name for each in queries.colleagues_of(db.session(), user.team_id)}
    return render_template(
        "caseload/found.html",
        form=form,
        people=[
            (person, flags_in_list(person, user), names.get(person.navigator_id or person.id, "")) for person in people
        ],
        mine=user.id,
    )


def _page(number: int, total: int) -> Pagination:
    page = Pagination(number, ON_A_PAGE, total)
    if page.number > page.pages:
        raise NotVisible("There is no such page.")
    return page

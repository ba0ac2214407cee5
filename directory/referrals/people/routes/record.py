"""The page of somebody: flags on top, then how to reach them, what is to do, what holds, and all that happened."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.referrals.agreement.ledger import lines_of
from directory.referrals.goals.presenters import present_goals
from directory.referrals.goals.queries import open_goals
from directory.referrals.people import operations, presenters, queries, timeline
from directory.referrals.people.blueprint import blueprint, page_about
from directory.referrals.people.caring import is_carer, ties_of
from directory.referrals.people.loading import opened_person
from directory.referrals.people.opening import readings_of
from directory.referrals.policy import is_own, visible_people
from directory.referrals.telling.letters import offered_for
from directory.web.access import access
from directory.web.pagination import Pagination

PAGE = 25
DONE = {
    "made": "The record is made.",
    "changed": "Saved.",
    "same": "Nothing was changed.",
    "checked": "Noted: they were asked today, and it is still right.",
    "closed": "The record is closed. It is kept until its time is up.",
    "reopened": "The record is open again.",
    "tie": "Noted on both records.",
    "untied": "Taken off both records.",
}


@blueprint.get("/people/<uuid:person_id>")
@access(Permission.REFER)
def person(person_id: UUID) -> Response:
    """Everything about somebody that this reader may see."""
    someone, user, session, today = opened_person(person_id), acting(), db.session(), clock.today()
    referrals, agreed = timeline.referrals_of(session, someone), lines_of(session, someone.id)
    entries = timeline.timeline_of(session, someone, user, queries.needs(session))
    place = Pagination(_page_number(), PAGE, len(entries))
    shown = entries[place.offset : place.offset + PAGE]
    names = queries.account_names(session, [someone.navigator_id, *(entry.who for entry in shown)])
    return page_about(
        someone,
        "people/person.html",
        view=presenters.present_person(
            someone,
            user,
            today=today,
            accounts=names,
            teams=queries.team_names(session, [someone.team_id]),
            areas=queries.area_names(session, [code for code in (someone.ward_code, someone.district_code) if code]),
            cohorts=queries.cohorts(session) if someone.cohorts else {},
        ),
        tasks=presenters.present_tasks(timeline.open_tasks(session, someone), today),
        given=presenters.present_agreements(agreed, today),
        referrals=presenters.present_referrals(referrals),
        letters=offered_for(agreed, referrals, on=today),
        ties=[
            (tie.id, is_carer(tie, someone), tie.relation, other)
            for tie, other in ties_of(session, someone, visible_people(user))
        ],
        goals=present_goals(open_goals(session, someone.id), today),
        lines=presenters.present_lines(shown, names),
        place=place,
        is_own=is_own(user, someone),
        may_supervise=user.may(Permission.SUPERVISE),
        done=DONE.get(request.args.get("done", "")),
    )


@blueprint.post("/people/<uuid:person_id>/closure")
@access(Permission.REFER)
def closure(person_id: UUID) -> Response:
    """They are not being helped any more."""
    someone = opened_person(person_id)
    operations.close_person(db.session(), someone, by=acting().actor, at=clock.now())
    return redirect(url_for(".person", person_id=person_id, done="closed"), 303)


@blueprint.post("/people/<uuid:person_id>/reopening")
@access(Permission.REFER)
def reopening(person_id: UUID) -> Response:
    """They are back."""
    someone = opened_person(person_id)
    operations.reopen_person(db.session(), someone, by=acting().actor, at=clock.now())
    return redirect(url_for(".person", person_id=person_id, done="reopened"), 303)


@blueprint.get("/people/<uuid:person_id>/readings")
@access(Permission.REFER)
def readings(person_id: UUID) -> Response:
    """Who opened the record from outside the caseload, and why."""
    someone, session = opened_person(person_id), db.session()
    found = readings_of(session, someone.id)
    page = Pagination(_page_number(), PAGE, len(found))
    shown = found[page.offset : page.offset + PAGE]
    return page_about(
        someone,
        "people/readings.html",
        rows=presenters.present_readings(shown, queries.account_names(session, [row.user_id for row in shown])),
        place=page,
    )


def _page_number() -> int:
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1

"""What was considered to prevent, reduce or delay needs: a page to print, and a file for the case record."""

from uuid import UUID

from flask import Response as Plain
from flask import make_response, render_template
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.prevention import HEADINGS, considered, export
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.web.access import access
from directory.web.spreadsheets import as_csv


@blueprint.get("/people/<uuid:person_id>/prevention")
@access(Permission.REFER)
def prevention(person_id: UUID) -> Response:
    """The page."""
    person = opened_person(person_id)
    page = render_template(
        "conversations/prevention.html",
        person=person,
        flags=flags_of(person, acting()),
        lines=considered(db.session(), acting(), person.id),
        headings=HEADINGS,
        printed_on=clock.today(),
    )
    return make_response(page)


@blueprint.get("/people/<uuid:person_id>/prevention.csv")
@access(Permission.REFER)
def prevention_file(person_id: UUID) -> Response:
    """The file. Its name says whose it is by the reference only."""
    person = opened_person(person_id)
    lines = export(considered(db.session(), acting(), person.id))
    answer = Plain(as_csv(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="prevention-{person.reference}.csv"'
    return answer

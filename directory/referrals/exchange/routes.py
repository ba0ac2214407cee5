"""Pages of the case file: take one of somebody, bring one in."""

from uuid import UUID

from flask import Blueprint, make_response, render_template
from flask import Response as Plain
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.exchange import operations
from directory.referrals.exchange.case_file import FORMAT, MOST_PEOPLE, FaultyFile, read, written
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.taxonomy.queries import names_of
from directory.web.access import access
from directory.web.forms import Form
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("exchange", __name__)
blueprint.after_request(keep_nowhere)
LARGEST = 1_500_000
MOST_FAULTS = 50


class CaseFileForm(Form):
    """A file from the case system."""

    file = FileField(
        "The case file (JSON)",
        description=f"Format {FORMAT}, {MOST_PEOPLE} people at most",
        widget=GovFileInput(),
    )


@blueprint.get("/people/<uuid:person_id>/case-file")
@access(Permission.REFER)
def case_file(person_id: UUID) -> Response:
    """What the file holds, and the button that takes it."""
    person = opened_person(person_id)
    operations.refuse_volunteers(acting())
    flags = flags_of(person, acting())
    return make_response(render_template("exchange/person.html", person=person, flags=flags, today=clock.today()))


@blueprint.post("/people/<uuid:person_id>/case-file/copies")
@access(Permission.REFER)
def case_file_copies(person_id: UUID) -> Response:
    """The file. Its name says whose it is by the reference only; taking it is on the record."""
    person = opened_person(person_id)
    case = operations.case_of(db.session(), person, by=acting(), at=clock.now())
    answer = Plain(written([case]), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="case-{person.reference}.json"'
    return answer


@blueprint.get("/case-files/new")
@access(Permission.REFER)
def new_case_file() -> Response:
    """Choose a file from the case system."""
    operations.refuse_volunteers(acting())
    return _page(CaseFileForm(formdata=None))


@blueprint.post("/case-files")
@access(Permission.REFER)
def case_files() -> Response:
    """Bring it in, all of it or nothing, and say what came of it."""
    operations.refuse_volunteers(acting())
    session, form = db.session(), CaseFileForm()
    faults: tuple[str, ...] = ()
    try:
        if form.validate_on_submit():
            raw = form.file.data.read(LARGEST + 1) if form.file.data else b""
            if not raw or len(raw) > LARGEST:
                raise FaultyFile(["Choose a file of 1.5 MB or less"])
            outcome = operations.bring_in(session, read(raw, names_of(session, "needs")), by=acting(), at=clock.now())
            return make_response(render_template("exchange/brought_in.html", outcome=outcome))
    except FaultyFile as faulty:
        session.rollback()
        faults = faulty.sentences[:MOST_FAULTS]
        form.refuse(RuleBroken("file", faults[0] if len(faults) == 1 else "Put right what is named below"))
    return _page(form, faults=faults, status=422)


def _page(form: CaseFileForm, *, faults: tuple[str, ...] = (), status: int = 200) -> Response:
    return make_response(render_template("exchange/new.html", form=form, faults=faults), status)

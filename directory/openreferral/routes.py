"""Lists brought in by a steward: choose a file, say which column is what, see what would happen, load it, undo it."""

from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.extensions import db
from directory.openreferral import uploads
from directory.openreferral.forms import UploadForm
from directory.openreferral.mapping.columns import LEFT_OUT, TARGETS
from directory.openreferral.models import ImportBatch, ImportUpload
from directory.openreferral.presenters import batch_line, rehearsed
from directory.openreferral.queries import batches, faults_of
from directory.openreferral.undoing import undo_batch
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.tables import LARGEST

blueprint = Blueprint("imports", __name__)


@blueprint.get("/staff/imports")
@access(Permission.IMPORT)
def imports() -> Response:
    """The latest imports, and the form for another list."""
    return _imports_page(UploadForm(formdata=None))


@blueprint.post("/staff/imports/uploads")
@access(Permission.IMPORT)
def new_upload() -> AnyResponse:
    """Take a file in. Nothing of it is listed yet."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            upload = uploads.receive(
                db.session(),
                form.file.data.read(LARGEST + 1),
                file_name=form.file.data.filename or "",
                list_name=form.list_name.data or "",
                event=form.event.data or "",
                by=acting().actor,
                at=clock.now(),
            )
            return redirect(url_for(".upload", upload_id=upload.id), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _imports_page(form)


@blueprint.get("/staff/imports/uploads/<uuid:upload_id>")
@access(Permission.IMPORT)
def upload(upload_id: UUID) -> Response:
    """Which column is what."""
    return _columns_page(_upload(upload_id))


@blueprint.post("/staff/imports/uploads/<uuid:upload_id>/columns")
@access(Permission.IMPORT)
def columns(upload_id: UUID) -> AnyResponse:
    """Keep which column is what, and rehearse."""
    found = _upload(upload_id)
    width = len(uploads.table_of(found).headings)
    chosen = {number: request.form.get(f"column-{number}", LEFT_OUT) for number in range(width)}
    try:
        uploads.name_columns(found, chosen)
    except RuleBroken as broken:
        return _columns_page(found, chosen, broken)
    uploads.rehearse(db.session(), found, at=clock.now())
    return redirect(url_for(".rehearsal", upload_id=found.id), 303)


@blueprint.get("/staff/imports/uploads/<uuid:upload_id>/rehearsal")
@access(Permission.IMPORT)
def rehearsal(upload_id: UUID) -> AnyResponse:
    """What loading would do, with what is wrong row by row."""
    found = _upload(upload_id)
    if found.rehearsal is None:
        return redirect(url_for(".upload", upload_id=found.id), 303)
    return _private("imports/rehearsal.html", upload=found, told=rehearsed(found.rehearsal))


@blueprint.post("/staff/imports/uploads/<uuid:upload_id>/loading")
@access(Permission.IMPORT)
def loading(upload_id: UUID) -> AnyResponse:
    """Bring the list in."""
    outcome = uploads.load(db.session(), _upload(upload_id), by=acting().actor, at=clock.now())
    return redirect(url_for(".batch", number=outcome.batch_id, done="loaded"), 303)


@blueprint.post("/staff/imports/uploads/<uuid:upload_id>/removal")
@access(Permission.IMPORT)
def upload_removal(upload_id: UUID) -> AnyResponse:
    """Throw the file away."""
    uploads.throw_away(db.session(), _upload(upload_id), by=acting().actor, at=clock.now())
    return redirect(url_for(".imports", done="thrown"), 303)


@blueprint.get("/staff/imports/<int:number>")
@access(Permission.IMPORT)
def batch(number: int) -> Response:
    """What one import did."""
    return _batch_page(_batch(number))


@blueprint.post("/staff/imports/<int:number>/reversal")
@access(Permission.IMPORT)
def reversal(number: int) -> AnyResponse:
    """Take an import back, whole."""
    found = _batch(number)
    try:
        undo_batch(db.session(), found.id, at=clock.now(), by=acting().actor)
    except RuleBroken as broken:
        raise Conflict(broken.message) from broken
    return redirect(url_for(".batch", number=number, done="undone"), 303)


def _upload(upload_id: UUID) -> ImportUpload:
    return get_or_404(select(ImportUpload), upload_id)


def _batch(number: int) -> ImportBatch:
    found = db.session.get(ImportBatch, number)
    if found is None:
        raise NotVisible("There is no import with this number.")
    return found


def _imports_page(form: UploadForm) -> Response:
    waiting = db.session.scalars(select(ImportUpload).order_by(ImportUpload.at.desc(), ImportUpload.id)).all()
    return _private(
        "imports/imports.html",
        form=form,
        waiting=waiting,
        lines=[batch_line(row) for row in batches(db.session())],
        thrown=request.args.get("done") == "thrown",
        status=422 if form.messages else 200,
    )


def _columns_page(
    found: ImportUpload, chosen: dict[int, str] | None = None, broken: RuleBroken | None = None
) -> Response:
    table = uploads.table_of(found)
    kept = {number: key for key, number in found.columns.items()} if chosen is None else chosen
    lines = [
        (number, heading, kept.get(number, LEFT_OUT), table.samples(number))
        for number, heading in enumerate(table.headings)
    ]
    return _private(
        "imports/columns.html",
        upload=found,
        lines=lines,
        rows=len(table.rows),
        targets=TARGETS,
        broken=broken,
        form={"messages": [(broken.field, broken.message)]} if broken else None,
        status=422 if broken else 200,
    )


def _batch_page(found: ImportBatch) -> Response:
    return _private(
        "imports/batch.html",
        line=batch_line(found),
        faults=[fault.message for fault in faults_of(db.session(), found.id, uploads.FAULTS_KEPT)],
        done=request.args.get("done", ""),
    )


def _private(template: str, *, status: int = 200, **values: object) -> Response:
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response

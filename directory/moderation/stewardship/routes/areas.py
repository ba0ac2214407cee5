"""H-S9: new boundaries come by the desk: choose outlines, see which listings move, apply."""

from datetime import date
from uuid import UUID

from flask import Response, current_app, redirect, request, url_for
from sqlalchemy import func, select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.geo.models import Area, AreaType
from directory.moderation.stewardship import boundaries
from directory.moderation.stewardship.days import read_day
from directory.moderation.stewardship.forms import BoundaryForm
from directory.moderation.stewardship.models import AreaUpload
from directory.moderation.stewardship.routes.blueprint import blueprint, private_page
from directory.settings import Settings
from directory.web.access import access
from directory.web.loading import get_or_404


@blueprint.get("/staff/areas")
@access(Permission.IMPORT)
def areas() -> Response:
    """The areas of today by kind, and the form for new ones."""
    return _areas_page(None)


@blueprint.post("/staff/areas/uploads")
@access(Permission.IMPORT)
def new_area_upload() -> AnyResponse:
    """Take outlines in and see what they would move."""
    form = _form()
    if form.validate_on_submit():
        try:
            name, content = _chosen(form)
            upload = boundaries.receive(
                db.session(),
                content,
                file_name=name,
                valid_from=read_day(form.valid_from.data or ""),
                by=acting().actor,
                at=clock.now(),
            )
            return redirect(url_for(".area_upload", upload_id=upload.id), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _areas_page(form)


@blueprint.get("/staff/areas/uploads/<uuid:upload_id>")
@access(Permission.IMPORT)
def area_upload(upload_id: UUID) -> Response:
    """Which areas begin and end, and which listings move."""
    found = get_or_404(select(AreaUpload), upload_id)
    begins = date.fromisoformat(found.told["first_day"])
    return private_page(
        "stewardship/area_upload.html", upload=found, told=found.told, begins=begins, is_ahead=begins > clock.today()
    )


@blueprint.post("/staff/areas/uploads/<uuid:upload_id>/application")
@access(Permission.IMPORT)
def area_application(upload_id: UUID) -> AnyResponse:
    """Make it so."""
    found = get_or_404(select(AreaUpload), upload_id)
    assigned = boundaries.apply(db.session(), found, by=acting().actor, at=clock.now())
    return redirect(url_for(".areas", done="applied" if assigned else "waiting"), 303)


@blueprint.post("/staff/areas/uploads/<uuid:upload_id>/removal")
@access(Permission.IMPORT)
def area_upload_removal(upload_id: UUID) -> AnyResponse:
    """Throw the outlines away."""
    db.session.delete(get_or_404(select(AreaUpload), upload_id))
    return redirect(url_for(".areas", done="thrown"), 303)


def _form() -> BoundaryForm:
    form = BoundaryForm()
    names = boundaries.prepared_files(_settings().data_dir)
    form.prepared.choices = [("", "None: I choose a file above"), *((name, name) for name in names)]
    return form


def _chosen(form: BoundaryForm) -> tuple[str, bytes]:
    if form.prepared.data:
        return form.prepared.data, boundaries.prepared_file(_settings().data_dir, form.prepared.data)
    if not getattr(form.file.data, "filename", ""):
        raise RuleBroken("file", "Choose a file")
    return form.file.data.filename, form.file.data.read()


def _areas_page(form: BoundaryForm | None) -> Response:
    today = clock.today()
    running = (Area.valid_from <= today) & (Area.valid_to.is_(None) | (Area.valid_to > today))
    counted = db.session.execute(select(Area.area_type, func.count()).where(running).group_by(Area.area_type)).all()
    numbers = {row[0]: row[1] for row in counted}
    coming = db.session.scalars(select(Area).where(Area.valid_from > today).order_by(Area.valid_from, Area.name)).all()
    waiting = db.session.scalars(select(AreaUpload).order_by(AreaUpload.at.desc())).all()
    return private_page(
        "stewardship/areas.html",
        asking=form or _form(),
        form=form,
        numbers=[(kind.label, numbers[kind]) for kind in AreaType if kind in numbers],
        coming=coming[:50],
        waiting=waiting,
        done=request.args.get("done", ""),
        status=422 if form else 200,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings

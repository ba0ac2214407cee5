"""A concern before a steward: what was said, what the listing says, the answer and, if need be, a correction."""

from uuid import UUID

from flask import Response, redirect, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.editing import Content, read_content
from directory.listings.models import Service
from directory.moderation.actors import actor_names
from directory.moderation.areas import areas_of_listing, may_act_in
from directory.moderation.concerns.desk_forms import AnswerForm
from directory.moderation.concerns.models import Concern
from directory.moderation.concerns.operations import close_concern
from directory.moderation.proposals.comparing import EditedMeanwhile
from directory.moderation.proposals.editing import edit_as_steward
from directory.moderation.proposals.presenters import label_of, said
from directory.moderation.review import blueprint, private_page
from directory.web.access import access

MOVED = "The listing or this concern has changed since you opened it. Your words are kept. Look again, then send."


@blueprint.get("/staff/concerns/<uuid:concern_id>")
@access(Permission.MODERATE)
def concern(concern_id: UUID) -> Response:
    """What was said, and the form to answer."""
    found, service, content = _load(concern_id)
    form = AnswerForm()
    if service:
        form.fill(content, service.version)
    return _page(found, service, form)


@blueprint.post("/staff/concerns/<uuid:concern_id>/answer")
@access(Permission.MODERATE)
def answer(concern_id: UUID) -> AnyResponse:
    """Answer it, and put the listing right where the details differ."""
    found, service, content = _load(concern_id)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, service, form, status=422)
    try:
        _answer(found, service, content, form)
    except RuleBroken as broken:
        form.refuse(RuleBroken(form.PARTS.get(broken.field or "", broken.field), broken.message))
        return _page(found, service, form, status=422)
    except EditedMeanwhile as meanwhile:
        now = [(label_of(clash.key), said(clash.key, clash.now, {})) for clash in meanwhile.clashes]
        return _too_late(concern_id, form, now)
    except (Conflict, StaleDataError, IntegrityError):
        return _too_late(concern_id, form, [])
    return redirect(url_for(".queue", done="answered"), 303)


def _answer(found: Concern, service: Service | None, content: Content, form: AnswerForm) -> None:
    at, by = clock.now(), acting()
    if service is not None:
        edit_as_steward(
            db.session(),
            service,
            form.corrections(content),
            base_version=form.seen_version(),
            by=by,
            at=at,
            why=f"Concern {found.reference}",
        )
    close_concern(db.session(), found, outcome=form.outcome.data, by=by.actor, at=at)


def _load(concern_id: UUID) -> tuple[Concern, Service | None, Content]:
    found = db.session.get(Concern, concern_id)
    if found is None or not may_act_in(acting(), areas_of_listing(db.session(), found.service_id)):
        raise NotVisible("There is no such concern.")
    service = db.session.get(Service, found.service_id) if found.service_id else None
    return found, service, read_content(db.session(), service.id) if service else {}


def _too_late(concern_id: UUID, form: AnswerForm, now: list[tuple[str, tuple[str, ...]]]) -> Response:
    """409 with what the listing says now and every word kept; the page holds the new counter."""
    db.session.rollback()
    found, service, _content = _load(concern_id)
    form.seen.data = str(service.version) if service else ""
    return _page(found, service, form, status=409, moved=MOVED, now=now)


def _page(
    found: Concern,
    service: Service | None,
    form: AnswerForm,
    *,
    status: int = 200,
    moved: str = "",
    now: list[tuple[str, tuple[str, ...]]] | None = None,
) -> Response:
    closed_by = actor_names(db.session(), [found.closed_by]).get(found.closed_by or "", "")
    return private_page(
        "review/concern.html",
        status=status,
        concern=found,
        service=service,
        form=form,
        moved=moved,
        now=now or [],
        closed_by=closed_by,
    )

"""Contacts without a conversation: one tap on a listing, and a page of ten seconds for everything else."""

from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.return_paths import local
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.policy import visible_to
from directory.referrals.codes.work import ActionKind
from directory.referrals.conversations import forms, queries
from directory.referrals.conversations.areas import area_of
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.loading import as_uuid
from directory.referrals.conversations.noting import NOTED
from directory.referrals.conversations.operations import add_action, undo_action
from directory.referrals.conversations.routes.actions import listing_of
from directory.referrals.conversations.routes.showing import card_of
from directory.referrals.models import ContactAction
from directory.taxonomy.queries import all_terms
from directory.web.access import access
from directory.web.closed_lists import coded_or_none
from directory.web.loading import get_or_404

COHORTS = "cohorts"


@blueprint.post("/contacts/taps/<uuid:service_id>")
@access(Permission.REFER)
def taps(service_id: UUID) -> Response:
    """ "I told somebody about this": one press on a listing or a result, and back to where it was."""
    form = forms.TapForm()
    service_id = get_or_404(visible_to(acting(), clock.today()), service_id).id
    back = local(form.back.data) or f"/listings/{service_id}"
    need = form.need.data or queries.first_need(db.session(), service_id)
    action = add_action(
        db.session(),
        None,
        ActionKind.SIGNPOST,
        by=acting(),
        at=clock.now(),
        need=_known(need),
        service_id=service_id,
        area=area_of(db.session(), _near(back)),
    )
    return redirect(_noted(back, action), 303)


@blueprint.post("/contacts/<uuid:action_id>/removal")
@access(Permission.REFER)
def contact_removal(action_id: UUID) -> Response:
    """Take back a tap."""
    mine = select(ContactAction).where(
        ContactAction.navigator_id == acting().id, ContactAction.conversation_id.is_(None)
    )
    undo_action(db.session(), get_or_404(mine, action_id), by=acting(), at=clock.now())
    return redirect(local(request.form.get("back")) or url_for(".new_contact"), 303)


@blueprint.get("/contacts/new")
@access(Permission.REFER)
def new_contact() -> Response:
    """What was done, about what, where: no name needed."""
    form = _form()
    form.kind.data = coded_or_none(ActionKind, request.args.get("kind")) or ActionKind.UNMET.value
    form.service.data = request.args.get("service", "")
    service_id = as_uuid(form.service.data)
    asked = request.args.get("need") or (queries.first_need(db.session(), service_id) if service_id else None)
    form.need.data = asked or ""
    return _page(form)


@blueprint.post("/contacts")
@access(Permission.REFER)
def contacts() -> Response:
    """Count it."""
    form = _form(is_sent=True)
    if not form.validate_on_submit():
        return _page(form, 422)
    session, known = db.session(), {term.code for term in all_terms(db.session(), COHORTS)}
    facts = form.facts()
    try:
        action = add_action(
            session,
            None,
            ActionKind(form.kind.data),
            by=acting(),
            at=clock.now(),
            service_id=listing_of(form.service.data),
            cohorts=[code for code in form.cohorts.data or () if code in known],
            area=area_of(session, form.place.data or ""),
            **(facts | {"need": _known(facts["need"])}),
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(form, 422)
    back = f"/listings/{action.service_id}" if action.service_id else url_for(".new_contact", kind=action.kind.value)
    return redirect(_noted(back, action), 303)


def _form(*, is_sent: bool = False) -> forms.ContactForm:
    form = forms.ContactForm() if is_sent else forms.ContactForm(formdata=None)
    terms = queries.lists(db.session())
    form.need.choices = [("", "Choose what it was about"), *((term.code, term.name) for term in terms.needs)]
    return form


def _page(form: forms.ContactForm, status: int = 200) -> Response:
    service_id = as_uuid(form.service.data)
    page = render_template(
        "conversations/contact.html",
        form=form,
        chosen=card_of(service_id) if service_id else None,
        cohorts=[(term.code, term.name) for term in all_terms(db.session(), COHORTS)],
    )
    return make_response(page, status)


def _known(need: str | None) -> str | None:
    return need if need in queries.lists(db.session()).need_codes else None


def _near(back: str) -> str:
    """The place of the search that a card was found by, if it was one."""
    return dict(parse_qsl(urlsplit(back).query)).get("near", "")


def _noted(back: str, action: ContactAction) -> str:
    """The page that one came from, with a note that it was counted."""
    parts = urlsplit(back)
    args = [(key, value) for key, value in parse_qsl(parts.query) if key != NOTED]
    return f"{parts.path}?{urlencode([*args, (NOTED, str(action.id))])}"

"""The steward's list of listings, and the steward's page of one: who sees it, labels, notes, contacts, claims."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from flask import Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.db import Coded
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.codes import ListingStatus, Visibility
from directory.listings.models import Service
from directory.moderation.stewardship import queries
from directory.moderation.stewardship.codes import ContactWay
from directory.moderation.stewardship.forms import ContactForm, LabelForm, NoteForm, VisibilityForm, day_of
from directory.moderation.stewardship.models import ListingLabel, StewardNote
from directory.moderation.stewardship.operations import (
    add_label,
    add_note,
    change_visibility,
    log_contact,
    remove_label,
    remove_note,
)
from directory.moderation.stewardship.people import people_called
from directory.moderation.stewardship.presenters import DONE, claim_line, contact_line, last_contact, note_line
from directory.moderation.stewardship.routes.blueprint import blueprint, private_page, stewarded
from directory.web.access import access
from directory.web.forms import Form
from directory.web.loading import one_or_404
from directory.web.pagination import Pagination

Code = TypeVar("Code", bound=Coded)


@blueprint.get("/staff/listings")
@access(Permission.STEWARD_LISTINGS)
def listings() -> Response:
    """Listings a steward answers for: by name, by who may see them, by label, by state."""
    wanted = queries.Wanted(
        words=" ".join(request.args.get("q", "").split())[:100],
        visibility=_chosen(Visibility, "visibility"),
        label=request.args.get("label", "")[:40],
        status=_chosen(ListingStatus, "status"),
    )
    number = request.args.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    offset = (page - 1) * queries.A_PAGE
    rows, total = queries.page_of_listings(db.session(), wanted, acting(), offset=offset)
    return private_page(
        "stewardship/listings.html",
        wanted=wanted,
        rows=rows,
        pages=Pagination(page, queries.A_PAGE, total),
        labels=queries.labels_in_use(db.session()),
        visibilities=list(Visibility),
        statuses=list(ListingStatus),
        asked={key: value for key, value in request.args.items() if key in ("q", "visibility", "label", "status")},
    )


@blueprint.get("/staff/listings/<uuid:listing>")
@access(Permission.STEWARD_LISTINGS)
def listing(listing: UUID) -> Response:
    """All that stewards keep beside one listing."""
    return hub(stewarded(listing))


@blueprint.post("/staff/listings/<uuid:listing>/visibility")
@access(Permission.STEWARD_LISTINGS)
def visibility(listing: UUID) -> AnyResponse:
    """Let everyone, professionals or only stewards see it."""
    service, form = stewarded(listing), VisibilityForm()
    if form.validate_on_submit():
        try:
            changed = change_visibility(
                db.session(),
                service,
                Visibility(form.visibility.data),
                why=form.why.data or "",
                by=acting().actor,
                at=clock.now(),
            )
            return _back(service, "visibility" if changed else "same")
        except RuleBroken as broken:
            form.refuse(broken)
    return hub(service, visibility=form)


@blueprint.post("/staff/listings/<uuid:listing>/labels")
@access(Permission.STEWARD_LISTINGS)
def labels(listing: UUID) -> AnyResponse:
    """Put a label on."""
    service, form = stewarded(listing), LabelForm()
    if form.validate_on_submit():
        try:
            add_label(db.session(), service, form.label.data or "", by=acting().actor, at=clock.now())
            return _back(service, "label")
        except RuleBroken as broken:
            form.refuse(broken)
    return hub(service, label=form)


@blueprint.post("/staff/listings/<uuid:listing>/labels/<uuid:label>/removal")
@access(Permission.STEWARD_LISTINGS)
def label_removal(listing: UUID, label: UUID) -> AnyResponse:
    """Take a label off."""
    service = stewarded(listing)
    found = one_or_404(select(ListingLabel).where(ListingLabel.id == label, ListingLabel.service_id == service.id))
    remove_label(db.session(), found, by=acting().actor, at=clock.now())
    return _back(service, "unlabel")


@blueprint.post("/staff/listings/<uuid:listing>/notes")
@access(Permission.STEWARD_LISTINGS)
def notes(listing: UUID) -> AnyResponse:
    """Leave a note."""
    service, form = stewarded(listing), NoteForm()
    if form.validate_on_submit():
        add_note(db.session(), service, form.note.data or "", by=acting().actor, at=clock.now())
        return _back(service, "note")
    return hub(service, note=form)


@blueprint.post("/staff/listings/<uuid:listing>/notes/<uuid:note>/removal")
@access(Permission.STEWARD_LISTINGS)
def note_removal(listing: UUID, note: UUID) -> AnyResponse:
    """Delete a note."""
    service = stewarded(listing)
    found = one_or_404(select(StewardNote).where(StewardNote.id == note, StewardNote.service_id == service.id))
    remove_note(db.session(), found, by=acting().actor, at=clock.now())
    return _back(service, "unnote")


@blueprint.post("/staff/listings/<uuid:listing>/contacts")
@access(Permission.STEWARD_LISTINGS)
def contacts(listing: UUID) -> AnyResponse:
    """Note down that somebody here and the provider spoke."""
    service, form = stewarded(listing), ContactForm()
    if form.validate_on_submit():
        try:
            log_contact(
                db.session(),
                service,
                way=ContactWay(form.way.data),
                on_day=day_of(form.on_day),
                text=form.said.data or "",
                by=acting().actor,
                at=clock.now(),
            )
            return _back(service, "contact")
        except RuleBroken as broken:
            form.refuse(broken)
    return hub(service, contact=form)


def hub(service: Service, **sent: Form) -> Response:
    """The steward's page of a listing; `sent` is the form that came back with something to mend."""
    session, today = db.session(), clock.today()
    notes = queries.notes_of(session, service.id)
    contacts = queries.contacts_with(session, service)
    claims = queries.claims_of(session, service.id)
    said_by = [*(note.by for note in notes), *(contact.by for contact in contacts)]
    names = people_called(session, [*said_by, *(claim.proposed_by for claim in claims)])
    forms: Mapping[str, Form] = {
        "visibility": VisibilityForm(formdata=None, visibility=service.visibility.value),
        "label": LabelForm(formdata=None),
        "note": NoteForm(formdata=None),
        "contact": ContactForm(formdata=None),
        **sent,
    }
    return private_page(
        "stewardship/listing.html",
        service=service,
        forms=forms,
        form=next(iter(sent.values()), None),
        open=next(iter(sent), ""),
        labels=queries.labels_of(session, service.id),
        used=[label for label, _number in queries.labels_in_use(session)],
        notes=[note_line(note, names) for note in notes],
        contacts=[contact_line(contact, names) for contact in contacts],
        last_contact=last_contact(contacts, queries.last_reached(session, service.organization_id), today),
        claims=[claim_line(claim, names, today) for claim in claims],
        watching=queries.is_watching(session, acting(), service.id),
        said=DONE.get(request.args.get("done", "")),
        status=422 if sent else 200,
    )


def _back(service: Service, done: str) -> AnyResponse:
    return redirect(url_for("stewardship.listing", listing=service.id, done=done), 303)


def _chosen(kind: type[Code], name: str) -> Code | None:
    """The code an address asks for; what is none is as if not asked."""
    given = request.args.get(name, "")
    return next((each for each in kind if each.value == given), None)

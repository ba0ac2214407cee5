"""The pages that change a listing one thing at a time, and the page of each change that was sent."""

from typing import cast
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.editing import Content, read_content
from directory.listings.models import Service
from directory.moderation.listing_forms.part import PartFields
from directory.moderation.proposals.codes import ProposalSource
from directory.moderation.proposals.comparing import EditedMeanwhile
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.proposing import propose_change, withdraw
from directory.moderation.proposals.reading import term_names
from directory.moderation.providing import policy
from directory.moderation.providing.blueprint import blueprint
from directory.moderation.providing.edits import forms, presenters
from directory.moderation.providing.edits.dates import next_dates
from directory.moderation.providing.edits.parts import PARTS, Part
from directory.moderation.providing.edits.queries import waiting_in
from directory.moderation.submission.routes.blueprint import few_pictures
from directory.web.access import access
from directory.web.loading import get_or_404, one_or_404


@blueprint.get("/provider/listings/<uuid:listing>/<part>")
@access(Permission.EDIT_OWN_LISTINGS)
def part(listing: UUID, part: str) -> str:
    """One question about a listing, with what it says now."""
    service, asked = get_or_404(policy.kept_listings(acting()), listing), _part(part)
    content = read_content(db.session(), service.id)
    return _page(service, asked, content, forms.opened(asked, content, service.version))


@blueprint.post("/provider/listings/<uuid:listing>/<part>")
@access(Permission.EDIT_OWN_LISTINGS)
@few_pictures
def part_change(listing: UUID, part: str) -> Response | tuple[str, int]:
    """Send the answer: live at once, or to a steward."""
    user = acting()
    service, asked = get_or_404(policy.kept_listings(user), listing), _part(part)
    content = read_content(db.session(), service.id)
    form = forms.sent(asked, content)
    if form.validate_on_submit():
        try:
            proposal = propose_change(
                db.session(),
                service=service,
                content=cast("PartFields", form).changes(content, clock.now()),
                source=ProposalSource.PROVIDER,
                base_version=form.seen_version,
                user=user,
                at=clock.now(),
            )
        except EditedMeanwhile as meanwhile:
            return _clash(service, asked, content, form, meanwhile), 409
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".change", reference=proposal.reference), 303)
    return _page(service, asked, content, form), 422


@blueprint.get("/provider/changes/<reference>")
@access(Permission.EDIT_OWN_LISTINGS)
def change(reference: str) -> str:
    """What was sent, and what becomes of it."""
    found = _own_change(reference)
    service = get_or_404(policy.own_listings(acting()), found.target_id or "")
    now, names = read_content(db.session(), service.id), term_names(db.session())
    view = presenters.present_change(found, now, names, clock.now())
    return render_template("providing/change.html", change=view, service=service)


@blueprint.post("/provider/changes/<reference>/withdrawal")
@access(Permission.EDIT_OWN_LISTINGS)
def change_withdrawal(reference: str) -> Response:
    """Take a change back before a steward has read it."""
    withdraw(db.session(), _own_change(reference), by=acting().actor, at=clock.now())
    return redirect(url_for(".change", reference=reference), 303)


def _own_change(reference: str) -> ChangeProposal:
    return one_or_404(policy.own_changes(acting()).where(ChangeProposal.reference == reference))


def _part(key: str) -> Part:
    if key not in PARTS:
        raise NotVisible("There is nothing at this address.")
    return PARTS[key]


def _page(service: Service, asked: Part, content: Content, form: forms.EditForm) -> str:
    user, at = acting(), clock.now()
    is_trusted = user.is_trusted_with(service.organization_id)
    return render_template(
        "providing/part.html",
        service=service,
        part=asked,
        form=form,
        is_live=presenters.lands_at_once(asked, is_trusted=is_trusted),
        outcome=presenters.outcome_of(asked, is_trusted=is_trusted),
        waiting=presenters.present_waiting(waiting_in(db.session(), user, service.id, asked.fields.keys), {}),
        dates=next_dates(content, at) if asked.key in ("times", "closed-days", "closure") else [],
        today=clock.local(at).date(),
    )


def _clash(service: Service, asked: Part, content: Content, form: forms.EditForm, meanwhile: EditedMeanwhile) -> str:
    """Both versions, and the form with the person's own words: sent again, it is meant to replace what is there now."""
    form.base.data = str(service.version)
    rows = presenters.present_clashes(meanwhile.clashes, term_names(db.session()))
    return render_template("providing/clash.html", service=service, part=asked, form=form, rows=rows, dates=[])

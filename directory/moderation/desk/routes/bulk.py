"""One call about everything an organisation runs: tick what is right, press once."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.editing import read_content
from directory.listings.models import Organization, Service
from directory.moderation.desk import forms, queries
from directory.moderation.desk.calls import hear_of_many
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.desk.presenters import due_words
from directory.moderation.desk.queue import due_of_organization
from directory.moderation.desk.routes.blueprint import blueprint
from directory.moderation.freshness.facts import facts_of
from directory.moderation.review import private_page
from directory.web.access import access

MOST = 30  # listings on one page; more make a second call
KEYS_READ_OUT = ("times", "venues", "phones", "costs", "capacity")


@blueprint.get("/staff/calls/organizations/<uuid:organization_id>")
@access(Permission.ASSURE)
def organization_call(organization_id: UUID) -> Response:
    """Everything of one organisation that is due."""
    organization, services = _due(organization_id)
    form = forms.BulkForm(formdata=None, data={"listings": [str(service.id) for service in services]})
    return _page(organization, services, form)


@blueprint.post("/staff/calls/organizations/<uuid:organization_id>/outcomes")
@access(Permission.ASSURE)
def organization_outcomes(organization_id: UUID) -> Response:
    """Confirm the ticked ones; or note for all that nobody answered."""
    organization, services = _due(organization_id)
    form = forms.BulkForm()
    if form.validate_on_submit():
        outcome = CallOutcome(form.outcome.data)
        ticked = set(form.listings.data or [])
        heard = [each for each in services if str(each.id) in ticked or outcome is CallOutcome.NO_ANSWER]
        if heard:
            hear_of_many(db.session(), heard, outcome, by=acting(), at=clock.now())
            return redirect(url_for(".calls", done=outcome.value, was=heard[0].id, many=len(heard)), 303)
        form.refuse(RuleBroken(None, "Tick the listings that are right"))
    return _page(organization, services, form, status=422)


def _due(organization_id: UUID) -> tuple[Organization, list[Service]]:
    services = list(due_of_organization(db.session(), acting(), organization_id, clock.today()))[:MOST]
    organization = db.session.get(Organization, organization_id)
    if organization is None or not services:
        raise NotVisible("Nothing of this organisation is due.")
    return organization, services


def _page(organization: Organization, services: list[Service], form: forms.BulkForm, status: int = 200) -> Response:
    today = clock.today()
    rows = [
        {
            "service": service,
            "due": due_words(service.review_due_on, today),
            "facts": [fact for fact in facts_of(read_content(db.session(), service.id)) if fact.key in KEYS_READ_OUT],
        }
        for service in services
    ]
    ids = [service.id for service in services]
    phones = queries.phones_of(db.session(), ids)
    contact = queries.contacts_of(db.session(), [organization.id]).get(organization.id)
    return private_page(
        "staff/organization_call.html",
        organization=organization,
        rows=rows,
        numbers=sorted(set(phones.values())),
        contact=contact,
        form=form,
        ticked=set(form.listings.data or []),
        status=status,
    )

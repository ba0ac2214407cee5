"""Pages on which anybody says that a listing is not right, or suggests one. Nothing sent here changes the directory."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db, limiter
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.presenters.facts import is_sensitive
from directory.listings.queries.alternatives import needs_of
from directory.moderation.codes import ConcernKind, Connection
from directory.moderation.forms import ConcernForm, SuggestionForm
from directory.moderation.models import ChangeProposal
from directory.moderation.operations import Suggestion, raise_concern, suggest_listing
from directory.moderation.presenters import answered_concern, answered_suggestion
from directory.moderation.queries import Namesake, concern_called, listed_alike, suggestion_called
from directory.web.access import Audience, access
from directory.web.forms import readable
from directory.web.loading import get_or_404, one_or_404
from directory.web.origin import stateless_form

blueprint = Blueprint("moderation", __name__)

SENT_AN_HOUR = "10 per hour"  # a careful walk down one high street, not a program
WRONG_REFERENCES = "20 per hour"  # against guessing: there are 3.8 × 10¹¹ references

once_sent = limiter.shared_limit(
    SENT_AN_HOUR, scope="public form", deduct_when=lambda response: response.status_code == 303
)
if_wrong = limiter.limit(WRONG_REFERENCES, deduct_when=lambda response: response.status_code == 404)


@blueprint.get("/listings/<uuid:listing>/concerns/new")
@access(Audience.EVERYONE)
def new_concern(listing: UUID) -> str:
    """Ask what is not right."""
    service = get_or_404(visible_to(None, clock.today()), listing)
    return _concern_page(service, ConcernForm(kind=_kind_asked()))


@blueprint.post("/listings/<uuid:listing>/concerns/new")
@access(Audience.EVERYONE)
@stateless_form
@once_sent
def concerns(listing: UUID) -> Response | tuple[str, int]:
    """Store what somebody noticed, and say thanks."""
    service = get_or_404(visible_to(None, clock.today()), listing)
    form = ConcernForm()
    if form.validate_on_submit():
        try:
            concern = raise_concern(
                db.session(),
                service=service,
                kind=ConcernKind(form.kind.data),
                text=form.text.data or "",
                email=form.email.data or "",
                at=clock.now(),
            )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".concern", reference=concern.reference), 303)
    return _concern_page(service, form), 422


@blueprint.get("/concerns/<reference>")
@access(Audience.EVERYONE)
@if_wrong
def concern(reference: str) -> str:
    """Thanks, what happens next and, later, what was found."""
    found = one_or_404(concern_called(reference))
    return render_template("moderation/concern.html", concern=answered_concern(found))


@blueprint.get("/suggestions/new")
@access(Audience.EVERYONE)
def new_suggestion() -> str:
    """Ask about something that is not listed."""
    return _suggestion_page(SuggestionForm(name=readable(request.args.get("name", ""))[:200]))


@blueprint.post("/suggestions/new")
@access(Audience.EVERYONE)
@stateless_form
@once_sent
def suggestions() -> Response | tuple[str, int]:
    """Store a suggestion; ask once, gently, when something like it is listed already."""
    form = SuggestionForm()
    if not form.validate_on_submit():
        return _suggestion_page(form), 422
    alike = listed_alike(db.session(), form.name.data, form.town.data or form.where.data, today=clock.today())
    if alike and not request.form.get("not_listed"):
        return _suggestion_page(form, alike), 422
    proposal = _suggested(form, alike)
    return redirect(url_for(".suggestion", reference=proposal.reference), 303)


@blueprint.get("/suggestions/<reference>")
@access(Audience.EVERYONE)
@if_wrong
def suggestion(reference: str) -> str:
    """Thanks, what happens next and, later, what was done."""
    found = one_or_404(suggestion_called(reference))
    return render_template("moderation/suggestion.html", suggestion=answered_suggestion(found))


def _kind_asked() -> str | None:
    """A listing page may link straight to one kind: ?kind=closed."""
    kind = request.args.get("kind", "")
    return kind if kind in {member.value for member in ConcernKind} else None


def _concern_page(service: Service, form: ConcernForm) -> str:
    quiet = is_sensitive(row.code for row in needs_of(db.session(), service.id))
    return render_template("moderation/new_concern.html", form=form, service=service, quick_exit=quiet)


def _suggestion_page(form: SuggestionForm, alike: list[Namesake] | None = None) -> str:
    return render_template("moderation/new_suggestion.html", form=form, alike=alike or [])


def _suggested(form: SuggestionForm, alike: list[Namesake]) -> ChangeProposal:
    return suggest_listing(
        db.session(),
        suggestion=Suggestion(
            name=form.name.data,
            description=form.description.data,
            where=form.where.data,
            contact=form.contact.data,
            town=form.town.data or "",
        ),
        connection=Connection(form.connection.data),
        department=form.department.data or "",
        email=form.email.data or "",
        alike=[namesake.service_id for namesake in alike],
        at=clock.now(),
    )

"""Pages on which anybody says that a listing is not right. Nothing sent here changes the directory."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.presenters.facts import is_sensitive
from directory.listings.queries.alternatives import needs_of
from directory.moderation.answers import answered_concern
from directory.moderation.blueprint import blueprint, if_wrong, once_sent
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.forms import ConcernForm
from directory.moderation.concerns.operations import raise_concern
from directory.moderation.concerns.queries import concern_called
from directory.web.access import Audience, access
from directory.web.loading import get_or_404, one_or_404
from directory.web.origin import stateless_form


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


def _kind_asked() -> str | None:
    """A listing page may link straight to one kind: ?kind=closed."""
    kind = request.args.get("kind", "")
    return kind if kind in {member.value for member in ConcernKind} else None


def _concern_page(service: Service, form: ConcernForm) -> str:
    quiet = is_sensitive(row.code for row in needs_of(db.session(), service.id))
    return render_template("moderation/new_concern.html", form=form, service=service, quick_exit=quiet)

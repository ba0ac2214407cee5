"""Pages on which somebody says how it was, and the desk where it is read."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from sqlalchemy import Select, func, or_, select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting, signed_in
from directory.errors import NotVisible
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.presenters.facts import is_sensitive
from directory.listings.queries.alternatives import needs_of
from directory.moderation.blueprint import blueprint, once_sent
from directory.moderation.feedback.codes import Age, Group
from directory.moderation.feedback.forms import FeedbackForm, form_for
from directory.moderation.feedback.models import Feedback
from directory.moderation.feedback.operations import keep_feedback, read_feedback
from directory.moderation.review import blueprint as desk
from directory.moderation.review import private_page
from directory.moderation.stewardship.policy import within
from directory.moderation.telling import PUBLIC
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form
from directory.web.pagination import Pagination

ON_A_PAGE = 25
LABELS = {each.value: each.label for kind in (Age, Group) for each in kind}


@blueprint.get("/feedback/new")
@access(Audience.EVERYONE)
def new_feedback() -> str:
    """How was it to find and get help?"""
    return _page(None, form_for(is_taken_down=_takes_down()))


@blueprint.post("/feedback/new")
@access(Audience.EVERYONE)
@stateless_form
@once_sent
def feedback() -> Response | tuple[str, int]:
    """Keep it, and say thanks."""
    return _keep(None)


@blueprint.get("/listings/<uuid:listing>/feedback/new")
@access(Audience.EVERYONE)
def new_listing_feedback(listing: UUID) -> str:
    """How was it there?"""
    service = get_or_404(visible_to(None, clock.today()), listing)
    return _page(service, form_for(is_taken_down=_takes_down()))


@blueprint.post("/listings/<uuid:listing>/feedback/new")
@access(Audience.EVERYONE)
@stateless_form
@once_sent
def listing_feedback(listing: UUID) -> Response | tuple[str, int]:
    """Keep it, and say thanks."""
    return _keep(get_or_404(visible_to(None, clock.today()), listing))


@blueprint.get("/feedback/thanks")
@access(Audience.EVERYONE)
def feedback_thanks() -> str:
    """What happens with it."""
    return render_template("feedback/thanks.html", took_down=_takes_down())


@desk.get("/staff/feedback")
@access(Permission.MODERATE)
def read_all() -> Response:
    """What was said: what nobody has read first, then the latest."""
    session, found = db.session(), _visible()
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = Pagination(request.args.get("page", 1, int), ON_A_PAGE, total)
    if not 1 <= page.number <= page.pages:
        raise NotVisible("There is no such page.")
    unread = Feedback.read_at.is_not(None)
    rows = session.scalars(
        found.order_by(unread, Feedback.at.desc(), Feedback.id.desc()).limit(ON_A_PAGE).offset(page.offset)
    ).all()
    return private_page("feedback/desk.html", rows=rows, page=page, labels=LABELS)


@desk.post("/staff/feedback/<uuid:feedback_id>/reading")
@access(Permission.MODERATE)
def reading(feedback_id: UUID) -> Response:
    """It was read."""
    found = get_or_404(_visible(), feedback_id)
    read_feedback(db.session(), found, by=acting().actor, at=clock.now())
    return redirect(url_for(".read_all"), 303)


def _visible() -> Select[Feedback]:
    """What a steward reads: of their own areas, and what is about no listing where they answer for everywhere."""
    areas = acting().areas
    if not areas:
        return select(Feedback)
    return select(Feedback).where(
        or_(Feedback.district_code.in_(areas), Feedback.service_id.in_(select(Service.id).where(within(areas))))
    )


def _takes_down() -> bool:
    """Whether somebody is signed in who writes down what others tell them."""
    user = signed_in()
    return user is not None and user.may(Permission.SEE_PROFESSIONAL)


def _keep(service: Service | None) -> Response | tuple[str, int]:
    takes_down = _takes_down()
    form = form_for(is_taken_down=takes_down)
    if not form.validate_on_submit():
        return _page(service, form), 422
    by = acting().actor if takes_down else PUBLIC
    keep_feedback(db.session(), form.said(), service=service, how=form.how(), by=by, at=clock.now())
    return redirect(url_for(".feedback_thanks"), 303)


def _page(service: Service | None, form: FeedbackForm) -> str:
    quiet = service is not None and is_sensitive(row.code for row in needs_of(db.session(), service.id))
    return render_template("feedback/new.html", form=form, service=service, quick_exit=quiet)

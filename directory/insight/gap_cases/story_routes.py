"""What somebody lived through, told with their agreement: kept until the day they said, or taken back."""

from uuid import UUID

from flask import render_template
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.insight.gap_cases.blueprint import blueprint
from directory.insight.gap_cases.case_routes import Answer, action_of, back, case_called
from directory.insight.gap_cases.forms import HEADINGS, StoryForm
from directory.listings.typed_times.days import day_in
from directory.needs.cases import operations
from directory.web.access import access


@blueprint.get("/gaps/<reference>/actions/<uuid:action>/story")
@access(Permission.CLOSE_GAPS)
def story(reference: str, action: UUID) -> Answer:
    """The form for it."""
    return _page(reference, action, StoryForm(formdata=None))


@blueprint.post("/gaps/<reference>/actions/<uuid:action>/story")
@access(Permission.CLOSE_GAPS)
def telling(reference: str, action: UUID) -> Answer:
    """Keep it, with the end of the agreement."""
    session, found = db.session(), case_called(reference)
    one, form = action_of(found, action), StoryForm()
    if form.validate_on_submit():
        try:
            until = day_in("until", form.until.data or "", clock.today(), "a day")
            agreed = bool(form.agreed.data)
            operations.tell_story(
                session, found, one, form.story.data or "", until, agreed=agreed, by=acting(), at=clock.now()
            )
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return back(found)
    return _page(reference, action, form)


@blueprint.post("/gaps/<reference>/actions/<uuid:action>/story-removal")
@access(Permission.CLOSE_GAPS)
def story_removal(reference: str, action: UUID) -> Response:
    """Whoever told it takes their agreement back."""
    found = case_called(reference)
    operations.forget_story(db.session(), found, action_of(found, action), by=acting(), at=clock.now())
    return back(found)


def _page(reference: str, action: UUID, form: StoryForm) -> Answer:
    found = case_called(reference)
    action_of(found, action)
    page = render_template("gaps/story.html", case=found, action=action, heading=HEADINGS["story"], form=form)
    return page, 422 if form.messages else 200

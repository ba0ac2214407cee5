"""One step of a gap: what was typed becomes one verb of `needs.cases.operations`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import NotVisible, RuleBroken
from directory.insight.gap_cases.forms import (
    STEP_FORMS,
    ActionForm,
    NoteForm,
    OwnerForm,
    ReviewDayForm,
    ReviewForm,
    offer,
)
from directory.listings.typed_times.days import day_in
from directory.needs.cases import operations, queries
from directory.needs.cases.operations import Planned
from directory.needs.codes import ActionType, Reviewed
from directory.needs.models import GapCase
from directory.web.forms import Form


def form_for(session: Session, noun: str, case: GapCase, *, is_sent: bool) -> Form:
    """The form of a step, filled with what is known. Raises `NotVisible` for a step that there is not."""
    kind = STEP_FORMS.get(noun)
    if kind is None:
        raise NotVisible("There is nothing at this address.")
    form = kind() if is_sent else kind(formdata=None)
    if isinstance(form, OwnerForm | ActionForm):
        offer(form.owner, [(str(user.id), user.name) for user in queries.owners(session)])
        if not is_sent and case.owner_id:
            form.owner.data = str(case.owner_id)
    if isinstance(form, NoteForm) and not is_sent:
        form.summary.data = case.summary
    return form


def take(session: Session, case: GapCase, form: Form, *, by: User, at: datetime) -> None:
    """Do what the form asks. Raises `RuleBroken` with the field to put right."""
    today = clock.local(at).date()
    if isinstance(form, OwnerForm):
        operations.give(session, case, _owner(session, form.owner.data), by=by, at=at)
    elif isinstance(form, NoteForm):
        operations.note(session, case, form.summary.data or "", by=by, at=at)
    elif isinstance(form, ActionForm):
        operations.agree_action(session, case, _planned(session, form, today), by=by, at=at)
    elif isinstance(form, ReviewDayForm):
        operations.plan_review(session, case, _day("review_on", form.review_on.data, today), by=by, at=at)
    elif isinstance(form, ReviewForm):
        again_on = _day("again_on", form.again_on.data, today)
        answer = Reviewed(_one_of("answer", form.answer.data, [each.value for each in Reviewed]))
        operations.review(session, case, answer, form.found.data or "", again_on, by=by, at=at)


def _planned(session: Session, form: ActionForm, today: date) -> Planned:
    return Planned(
        kind=ActionType(_one_of("kind", form.kind.data, [each.value for each in ActionType])),
        words=form.words.data or "",
        owner_id=_owner(session, form.owner.data).id,
        due_on=_day("due_on", form.due_on.data, today) or date.min,
        measure=form.measure.data or "",
        spend=form.pounds(),
    )


def _owner(session: Session, value: str | None) -> User:
    try:
        found = session.get(User, UUID(value or ""))
    except ValueError:
        found = None
    if found is None:
        raise RuleBroken("owner", "Select somebody who works on gaps")
    return found


def _day(field: str, typed: str | None, today: date) -> date | None:
    return day_in(field, typed or "", today, "a day")


def _one_of(field: str, value: str | None, known: list[str]) -> str:
    if value not in known:
        raise RuleBroken(field, "Select one of the answers")
    return value

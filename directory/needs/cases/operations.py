"""The verbs of gap cases: opened, given, acted on, linked, reviewed. Each takes who and when; none commits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.needs.cases.grouping import follow, gather, open_cases
from directory.needs.cases.states import may_move
from directory.needs.codes import UNSORTED, ActionType, CaseState, Reviewed
from directory.needs.flags.naming import leads_to_somebody
from directory.needs.models import GapAction, GapCase, GapListing
from directory.web.references import new_reference

LONGEST_TITLE, LONGEST_WORDS = 200, 1000
LONGEST_STORY = timedelta(days=2 * 366)
CLOSED = "This gap is closed. Open a new one if the need is back."


@dataclass(frozen=True)
class Planned:
    """What is to be done about a gap."""

    kind: ActionType
    words: str
    owner_id: UUID
    due_on: date
    measure: str
    spend: Decimal | None = None


def open_case(
    session: Session, need: str, area_code: str, title: str, *, cohort: str | None = None, by: User, at: datetime
) -> GapCase:
    """A gap, with every flag that belongs to it. Raises `RuleBroken` where one is open already."""
    if not need or need == UNSORTED:
        raise RuleBroken("need", "Select what is missing")
    if not area_code:
        raise RuleBroken("place", "Enter a district, or a postcode for its ward")
    same = select(GapCase.reference).where(
        open_cases(), GapCase.need == need, GapCase.area_code == area_code, GapCase.cohort.is_not_distinct_from(cohort)
    )
    if other := session.scalar(same.limit(1)):
        raise RuleBroken("need", f"Open {other} instead: it is about the same need and place")
    case = GapCase(reference=new_reference("GP"), title=title[:LONGEST_TITLE], need=need, area_code=area_code)
    case.cohort, case.owner_id = cohort, by.id
    session.add(case)
    session.flush()
    gather(session, case, at)
    session.expire_all()
    _record(session, by, "gap.opened", case, {"need": need, "area": area_code}, at)
    return case


def give(session: Session, case: GapCase, owner: User, *, by: User, at: datetime) -> None:
    """Say who answers for a gap; from then on it is looked into."""
    _still_open(case)
    case.owner_id = _may_own(owner, "owner").id
    if case.state is CaseState.NOTICED:
        _move(session, case, CaseState.UNDER_REVIEW, at)
    _record(session, by, "gap.given", case, {"owner": str(owner.id)}, at)


def note(session: Session, case: GapCase, words: str, *, by: User, at: datetime) -> None:
    """What is known about a gap, in words of whoever looks into it."""
    _still_open(case)
    case.summary = _nobody_in("summary", words)
    _record(session, by, "gap.noted", case, {}, at)


def agree_action(session: Session, case: GapCase, planned: Planned, *, by: User, at: datetime) -> GapAction:
    """Agree on something to do: who, by when, and how one will know."""
    _still_open(case)
    _check(session, planned, clock.local(at).date())
    made = GapAction(
        gap_case_id=case.id,
        kind=planned.kind,
        words=_nobody_in("words", planned.words),
        owner_id=planned.owner_id,
        due_on=planned.due_on,
        measure=_nobody_in("measure", planned.measure),
        spend=planned.spend,
    )
    session.add(made)
    session.flush()
    if may_move(case.state, CaseState.ACTION_AGREED):
        _move(session, case, CaseState.ACTION_AGREED, at)
    _record(session, by, "gap.action_agreed", case, {"kind": planned.kind.value, "due": planned.due_on.isoformat()}, at)
    return made


def finish_action(session: Session, case: GapCase, action: GapAction, *, by: User, at: datetime) -> None:
    """It is done. Whether it helped, the review finds out."""
    _still_open(case)
    if action.done_on is not None:
        raise Conflict("This action is done already.")
    action.done_on = clock.local(at).date()
    if may_move(case.state, CaseState.UNDER_WAY) and case.state is not CaseState.REVIEW_DUE:
        _move(session, case, CaseState.UNDER_WAY, at)
    _record(session, by, "gap.action_done", case, {"kind": action.kind.value}, at)


def finish_with(
    session: Session, case: GapCase, action: GapAction, service_id: UUID, *, by: User, at: datetime
) -> None:
    """It is done, and this listing came of it: from what was missing to what there is now."""
    _still_open(case)
    if action.done_on is None:
        finish_action(session, case, action, by=by, at=at)
    link(session, case, service_id, by=by, at=at)
    action.service_id = service_id
    _record(session, by, "gap.action_brought", case, {"kind": action.kind.value, "service": str(service_id)}, at)


def begin(session: Session, case: GapCase, *, by: User, at: datetime) -> None:
    """Work on what was agreed has begun."""
    if case.state is not CaseState.ACTION_AGREED:
        raise Conflict("Agree on an action first." if case.state is not CaseState.UNDER_WAY else "It is under way.")
    _move(session, case, CaseState.UNDER_WAY, at)
    _record(session, by, "gap.begun", case, {}, at)


def tell_story(
    session: Session,
    case: GapCase,
    action: GapAction,
    words: str,
    until: date | None,
    *,
    agreed: bool,
    by: User,
    at: datetime,
) -> None:
    """Keep what somebody lived through, as they agreed that it is told, until the day they agreed to."""
    _still_open(case)
    today = clock.local(at).date()
    if not agreed:
        raise RuleBroken("agreed", "Confirm that whoever told it agreed, or leave the story out")
    if until is None or not today < until <= today + LONGEST_STORY:
        raise RuleBroken("until", "Enter a day within the next two years on which their agreement ends")
    if not words:
        raise RuleBroken("story", "Enter the story")
    action.story, action.story_until = _nobody_in("story", words), until
    _record(session, by, "gap.story_kept", case, {"until": until.isoformat()}, at)


def forget_story(session: Session, case: GapCase, action: GapAction, *, by: User, at: datetime) -> None:
    """Whoever told it takes their agreement back: nothing of it stays."""
    if action.story is None:
        raise Conflict("There is no story any more.")
    action.story, action.story_until = None, None
    _record(session, by, "gap.story_forgotten", case, {}, at)


def link(session: Session, case: GapCase, service_id: UUID, *, by: User, at: datetime) -> None:
    """A listing came of this gap. Linked twice is linked once."""
    _still_open(case)
    if any(each.service_id == service_id for each in case.listings):
        return
    case.listings.append(GapListing(service_id=service_id, linked_at=at))
    session.flush()
    _record(session, by, "gap.linked", case, {"service": str(service_id)}, at)


def unlink(session: Session, case: GapCase, service_id: UUID, *, by: User, at: datetime) -> None:
    """It did not come of this gap after all."""
    _still_open(case)
    found = next((each for each in case.listings if each.service_id == service_id), None)
    if found is None:
        raise Conflict("This listing is not linked any more.")
    case.listings.remove(found)
    for action in case.actions:
        if action.service_id == service_id:
            action.service_id = None
    _record(session, by, "gap.unlinked", case, {"service": str(service_id)}, at)


def plan_review(session: Session, case: GapCase, on: date | None, *, by: User, at: datetime) -> None:
    """Set the day on which somebody asks whether it helped."""
    _still_open(case)
    if on is None or on <= clock.local(at).date():
        raise RuleBroken("review_on", "Enter a day to come")
    case.review_on = on
    _record(session, by, "gap.review_planned", case, {"on": on.isoformat()}, at)


def review(
    session: Session, case: GapCase, answer: Reviewed, found: str, again_on: date | None, *, by: User, at: datetime
) -> None:
    """Say whether it helped. A gap that is met, or that nobody can close, is closed; any other is reviewed again."""
    _still_open(case)
    if not found:
        raise RuleBroken("found", "Enter what you found")
    found = _nobody_in("found", found)
    goes_on = answer in (Reviewed.PARTLY, Reviewed.NOT_MET)
    if goes_on and (again_on is None or again_on <= clock.local(at).date()):
        raise RuleBroken("again_on", "Enter the day of the next review")
    case.reviewed, case.found, case.review_on = answer, found, again_on if goes_on else None
    if not goes_on:
        case.closed_at = at
        _move(session, case, CaseState.CLOSED, at)
    elif case.state is CaseState.REVIEW_DUE:
        _move(session, case, CaseState.UNDER_WAY if case.actions else CaseState.UNDER_REVIEW, at)
    _record(session, by, "gap.reviewed", case, {"answer": answer.value}, at)


def _move(session: Session, case: GapCase, to: CaseState, at: datetime) -> None:
    if not may_move(case.state, to):
        raise Conflict(f"This gap is “{case.state.label}” now.")
    case.state = to
    session.flush()
    follow(session, case, at)


def _check(session: Session, planned: Planned, today: date) -> None:
    if not planned.words:
        raise RuleBroken("words", "Enter what is to be done")
    if not planned.measure:
        raise RuleBroken("measure", "Enter how you will know that it helped")
    if planned.due_on <= today:
        raise RuleBroken("due_on", "Enter a day to come")
    if planned.spend is not None and not 0 <= planned.spend < Decimal(10**9):
        raise RuleBroken("spend", "Enter pounds, like 12,000, or leave it empty")
    owner = session.get(User, planned.owner_id)
    if owner is None:
        raise RuleBroken("owner", "Select who answers for it")
    _may_own(owner, "owner")


def _may_own(user: User, field: str) -> User:
    if not user.active or not user.may(Permission.CLOSE_GAPS):
        raise RuleBroken(field, "Select somebody who works on gaps")
    return user


def _nobody_in(field: str, words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise RuleBroken(field, f"Shorten it to {LONGEST_WORDS:,} characters or fewer")
    if found := leads_to_somebody(words):
        raise RuleBroken(field, f"Take out “{found}”: it leads to a person")
    return words


def _still_open(case: GapCase) -> None:
    if case.state is CaseState.CLOSED:
        raise Conflict(CLOSED)


def _record(session: Session, by: User, action: str, case: GapCase, detail: dict[str, str], at: datetime) -> None:
    record(session, actor=by.actor, action=action, subject=f"gap:{case.id}", detail=detail, at=at)

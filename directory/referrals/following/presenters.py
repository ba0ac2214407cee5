"""What the pages of a referral and of a follow-up say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from directory import clock
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.codes.work import Attempt, TaskKind
from directory.referrals.following.steps import Step
from directory.referrals.models import FollowUp, Referral, ReferralEvent
from directory.web.wording import counted, short_date

S = ReferralStatus


@dataclass(frozen=True)
class Happened:
    """One move, with who made it and the words that went with it."""

    on: str
    what: str
    who: str
    words: str


@dataclass(frozen=True)
class ReferralView:
    """All of a referral's page for whoever referred."""

    reference: str
    service: str
    service_id: str
    need: str
    status: str
    since: str
    facts: tuple[tuple[str, str], ...]
    question: str
    happened: tuple[Happened, ...]
    steps: tuple[Step, ...]
    is_draft: bool
    is_refused: bool


@dataclass(frozen=True)
class Tried:
    """One attempt to reach somebody."""

    at: str
    outcome: str


@dataclass(frozen=True)
class TaskView:
    """All of a follow-up's page."""

    heading: str
    due: str
    is_late: bool
    about: str
    tried: tuple[Tried, ...]
    best_time: str
    is_done: bool
    asks_how_it_went: bool


#: These are answered by "Did it help?"; the others end by a step with the referral, or by saying that it is done.
ASKS_HOW_IT_WENT = frozenset({TaskKind.RING_BACK, TaskKind.CLOSE})


def present_referral(
    referral: Referral,
    events: Sequence[ReferralEvent],
    steps: Sequence[Step],
    *,
    need: str,
    names: Mapping[str, str],
    today: date,
) -> ReferralView:
    """The page of a referral. `names` tells who an actor is."""
    asked = [event for event in events if event.to is S.INFO_NEEDED]
    return ReferralView(
        reference=referral.reference,
        service=referral.service.name,
        service_id=str(referral.service_id),
        need=need,
        status=referral.status.label,
        since=_since(referral.status_since, today),
        facts=tuple(_facts(referral)),
        question=(asked[-1].note or "") if asked and referral.status is S.INFO_NEEDED else "",
        happened=tuple(_happened(event, names) for event in events),
        steps=tuple(steps),
        is_draft=referral.status is S.DRAFT,
        is_refused=referral.status is S.NOT_ACCEPTED,
    )


def present_task(task: FollowUp, *, about: str, today: date) -> TaskView:
    """The page of a follow-up."""
    return TaskView(
        heading=task.kind.label,
        due=short_date(task.due_on),
        is_late=task.done_at is None and task.due_on < today,
        about=about,
        tried=tuple(
            Tried(short_date(clock.local(datetime.fromisoformat(one["at"]))), Attempt(one["outcome"]).label)
            for one in task.attempts
        ),
        best_time=task.best_time or "",
        is_done=task.done_at is not None,
        asks_how_it_went=task.kind in ASKS_HOW_IT_WENT,
    )


def _facts(referral: Referral) -> list[tuple[str, str]]:
    said: list[tuple[str, str | None]] = [
        ("Needed by", short_date(referral.start_by) if referral.start_by else None),
        ("Not before", short_date(referral.not_before) if referral.not_before else None),
        ("Can probably start", short_date(referral.expected_start_on) if referral.expected_start_on else None),
        ("Wait", f"about {counted(referral.wait_weeks, 'week')}" if referral.wait_weeks else None),
        ("Started", short_date(referral.started_on) if referral.started_on else None),
        ("Ended", short_date(referral.ended_on) if referral.ended_on else None),
        ("The provider said", referral.declined.label if referral.declined else None),
        ("Did not go because", referral.not_taken_up.label if referral.not_taken_up else None),
        ("The provider says it ended", referral.ended_because.label if referral.ended_because else None),
        ("Outcome", referral.closure_reason.label if referral.closure_reason else None),
    ]
    return [(label, value) for label, value in said if value]


def _happened(event: ReferralEvent, names: Mapping[str, str]) -> Happened:
    who = names.get(event.actor) or ("The provider" if event.mover is Mover.PROVIDER else event.mover.label)
    return Happened(short_date(clock.local(event.at)), event.to.label, who, event.note or "")


def _since(since: datetime, today: date) -> str:
    days = (today - clock.local(since).date()).days
    return "since today" if days <= 0 else f"for {counted(days, 'day')}"

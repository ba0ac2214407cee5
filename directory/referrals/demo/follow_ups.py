"""What was to be done in the demonstration's year and what is left of it: rung back, found out, still to do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from directory import clock
from directory.referrals.codes.referral import ENDED, ReferralStatus
from directory.referrals.codes.work import FOLLOW_UP_DAYS, ActionKind, Attempt, Helped, TaskKind
from directory.referrals.demo.chance import Chance
from directory.referrals.demo.crowd import Life
from directory.referrals.following.reactions import CHECK_IN, ENDS, PUTS, RING_BACK, STAYS
from directory.referrals.models import ContactAction, FollowUp, Referral, ReferralEvent
from directory.referrals.outcomes.points import TWELVE_WEEKS
from directory.referrals.timing.working_days import add_working_days

S, T = ReferralStatus, TaskKind

_LATE_DAYS = (0, 0, 0, 0, 1, 1, 2, 3, 5)  # working days after it was due
_NOT_ASKED = 0.07  # nobody planned to ask
_NEVER, _FORGOTTEN = 0.12, timedelta(days=30)  # nothing is forgotten for longer than a month
_HELPED: Mapping[Helped, float] = {
    Helped.YES: 52.0,
    Helped.PARTLY: 22.0,
    Helped.NO: 9.0,
    Helped.NOT_TRIED: 7.0,
    Helped.NOT_REACHED: 8.0,
    Helped.DECLINED: 2.0,
}
_STILL_NEEDED: Mapping[Helped, float] = {Helped.PARTLY: 0.3, Helped.NO: 0.7, Helped.NOT_TRIED: 0.2}
#: Asks how it went; the others are simply done.
_ASKS = frozenset({T.RING_BACK, T.WAITING_CHECK_IN})


def after_action(chance: Chance, life: Life, action: ContactAction) -> FollowUp | None:
    """Ring back after somebody was pointed or led somewhere."""
    days = FOLLOW_UP_DAYS.get(action.kind)
    if chance.happens(_NOT_ASKED) or days is None or action.kind in (ActionKind.REFERRAL, ActionKind.SELF_REFERRAL):
        return None
    kind = T.ASSESSMENT if action.kind is ActionKind.ASSESSMENT_REQUEST else T.RING_BACK
    task = _task(chance, life, kind, clock.local(action.at).date() + timedelta(days=days), action.at)
    task.action_id = action.id
    _play(chance, life, task, [action])
    return task


def along_the_way(
    chance: Chance,
    life: Life,
    referral: Referral,
    events: Sequence[ReferralEvent],
    actions: Sequence[ContactAction],
    *,
    is_measured: bool,
) -> list[FollowUp]:
    """What each move put on somebody's list and took off again."""
    tasks: list[FollowUp] = []
    for event in events:
        day = clock.local(event.at).date()
        idle = ENDS.get(event.frm, ()) if event.to not in ENDED else tuple(frozenset(T) - STAYS)
        _end(tasks, idle, event.at)
        for kind, due_on in _put(event, day, referral, is_measured=is_measured):
            task = _task(chance, life, kind, due_on, event.at)
            task.referral_id, task.navigator_id, task.team_id = referral.id, referral.navigator_id, referral.team_id
            tasks.append(task)
            if kind in _ASKS:
                _play(chance, life, task, actions if kind is T.RING_BACK else ())
    tasks.extend(_chased(chance, life, referral))
    return tasks


def _put(event: ReferralEvent, day: date, referral: Referral, *, is_measured: bool) -> list[tuple[TaskKind, date]]:
    found = []
    if put := PUTS.get(event.to):
        found.append((put[0], add_working_days(day, put[1])))
    if event.to is S.WAITING:
        found.append((T.WAITING_CHECK_IN, day + CHECK_IN))
    if event.to is S.STARTED:
        found.append((T.RING_BACK, (referral.started_on or day) + RING_BACK))
        found.extend([(T.OUTCOME_POINT, day + TWELVE_WEEKS)] if is_measured else [])
    if event.to is S.COMPLETED:
        found.append((T.CLOSE, day + RING_BACK))
    return found


def _chased(chance: Chance, life: Life, referral: Referral) -> list[FollowUp]:
    """The provider has not replied, or has not decided, and it still stands there."""
    late = None
    if referral.status is S.SUBMITTED and referral.escalated_on:
        late = (T.NO_REPLY, referral.escalated_on)
    if referral.status is S.ACKNOWLEDGED and referral.decision_chased_on:
        late = (T.DECISION_LATE, referral.decision_chased_on)
    if late is None:
        return []
    task = _task(chance, life, late[0], late[1], referral.status_since)
    task.referral_id, task.navigator_id, task.team_id = referral.id, referral.navigator_id, referral.team_id
    return [task]


def _task(chance: Chance, life: Life, kind: TaskKind, due_on: date, at: datetime) -> FollowUp:
    person = life.person
    return FollowUp(
        id=chance.id_at(at),
        kind=kind,
        person_id=person.id,
        navigator_id=person.navigator_id,
        team_id=person.team_id,
        due_on=due_on,
        first_due_on=due_on,
        best_time=person.best_time,
        attempts=[],
        created_at=at,
        updated_at=at,
    )


def _end(tasks: Sequence[FollowUp], kinds: Sequence[TaskKind], at: datetime) -> None:
    for task in tasks:
        if task.kind in kinds and task.done_at is None:
            task.done_at = at


def _play(chance: Chance, life: Life, task: FollowUp, actions: Sequence[ContactAction]) -> None:
    """Somebody rang, tried again perhaps, and wrote down what they found, if its day has come."""
    if task.due_on > chance.today - _FORGOTTEN and chance.happens(_NEVER):
        return
    day = add_working_days(task.due_on, 0)
    if chance.happens(0.25):
        _try(chance, task, day)
        day = add_working_days(day, 2)
    day = add_working_days(day, chance.one_of(_LATE_DAYS))
    moment = chance.moment_on(day)
    if moment > chance.at or day >= chance.today:
        return
    helped = chance.weighted(_HELPED)
    task.done_at, task.helped, task.updated_at = moment, helped, moment
    task.still_needed = chance.happens(_STILL_NEEDED.get(helped, 0.0))
    task.last_attempt = task.last_attempt if helped is Helped.NOT_REACHED else Attempt.SPOKE
    for action in actions:
        action.helped, action.still_needed, action.closed_on = helped, task.still_needed, day
    life.met(moment)


def _try(chance: Chance, task: FollowUp, day: date) -> None:
    moment = chance.moment_on(day)
    if moment > chance.at:
        return
    outcome = chance.one_of((Attempt.NO_ANSWER, Attempt.LEFT_MESSAGE, Attempt.NOT_NOW))
    task.attempts = [{"at": moment.isoformat(timespec="minutes"), "outcome": outcome.value}]
    task.last_attempt, task.due_on = outcome, add_working_days(day, 2)

"""How referrals of the demonstration go: paths through the table of moves, walked with the product's own rules."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory import clock
from directory.referrals.codes.referral import ClosureReason, Declined, Mover, NotTakenUp, ReferralStatus
from directory.referrals.demo.chance import Chance
from directory.referrals.demo.stories import ANSWERS, QUESTIONS
from directory.referrals.following.timers import CHASE_AFTER, DECIDE_WITHIN, ESCALATE_AFTER
from directory.referrals.models import Referral, ReferralEvent
from directory.referrals.moves import event_of
from directory.referrals.moving import take_note
from directory.referrals.timing.working_days import add_working_days
from directory.referrals.told import Told

S, M, C = ReferralStatus, Mover, ClosureReason

Telling = Callable[[Chance, date], Told]


@dataclass(frozen=True)
class Leg:
    """One move: by whom, after how many working days, with what said."""

    to: ReferralStatus
    who: Mover
    least: int
    most: int
    tell: Telling = lambda _chance, _day: Told()


def _ending(*closures: tuple[ClosureReason, float]) -> Telling:
    """The navigator closes after asking how it went."""
    return lambda chance, _day: Told(closure=chance.weighted(dict(closures)), is_follow_up_done=True)


def _expected(chance: Chance, day: date) -> Told:
    return Told(day=add_working_days(day, chance.between(3, 15)))


WELL = _ending((C.GOAL_MET, 5), (C.CARRYING_ON, 4), (C.NOW_INDEPENDENT, 3), (C.PARTLY_MET, 3), (C.NO_CHANGE, 1.5))
PLANNED = _ending((C.ENDED_AS_PLANNED, 5), (C.GOAL_MET, 3), (C.PARTLY_MET, 3), (C.NEEDS_GROWN, 1))
_DECLINED = {
    Declined.FULL: 5.0, Declined.WAITING_LIST: 4.0, Declined.NOT_ELIGIBLE: 3.0, Declined.TOO_FAR: 2.0,
    Declined.TIMES: 1.0,
}  # fmt: skip
_STAYED_AWAY = {
    NotTakenUp.CHANGED_MIND: 4.0, NotTakenUp.TOO_ANXIOUS: 3.0, NotTakenUp.TRANSPORT: 3.0, NotTakenUp.ILL_HEALTH: 2.0,
    NotTakenUp.TIMES: 1.0,
}  # fmt: skip

SENT = Leg(S.SUBMITTED, M.NAVIGATOR, 0, 0)
SEEN = Leg(S.ACKNOWLEDGED, M.PROVIDER, 0, 3)
ASKED = Leg(S.INFO_NEEDED, M.PROVIDER, 1, 4, lambda chance, _day: Told(words=chance.one_of(QUESTIONS)))
ANSWERED = Leg(S.ACKNOWLEDGED, M.NAVIGATOR, 0, 3, lambda chance, _day: Told(words=chance.one_of(ANSWERS)))
ACCEPTED = Leg(S.ACCEPTED, M.PROVIDER, 1, 6, _expected)
WAITING = Leg(S.WAITING, M.PROVIDER, 1, 7, lambda chance, _day: Told(weeks=chance.between(3, 14)))
STARTED = Leg(S.STARTED, M.PROVIDER, 4, 16, lambda _chance, day: Told(day=day))
CALLED_UP = Leg(S.STARTED, M.PROVIDER, 15, 60, lambda _chance, day: Told(day=day))
FINISHED = Leg(S.COMPLETED, M.PROVIDER, 12, 45, lambda _chance, _day: Told(closure=C.ENDED_AS_PLANNED))
CLOSED = Leg(S.CLOSED, M.NAVIGATOR, 4, 14, WELL)
CLOSED_AS_PLANNED = Leg(S.CLOSED, M.NAVIGATOR, 4, 14, PLANNED)
CLOSED_BY_TIME = Leg(
    S.CLOSED, M.SYSTEM, 20, 20, lambda _c, _d: Told(closure=C.NO_CONTACT, is_follow_up_done=True, reason="auto_close")
)
REFUSED = Leg(S.NOT_ACCEPTED, M.PROVIDER, 1, 8, lambda chance, _day: Told(declined=chance.weighted(_DECLINED)))
LEFT = Leg(S.CLOSED, M.NAVIGATOR, 1, 5, lambda _chance, _day: Told(is_need_unmet=True))
PASSED_ON = Leg(S.REDIRECTED, M.NAVIGATOR, 1, 4)
STAYED_AWAY = Leg(
    S.NOT_TAKEN_UP, M.PROVIDER, 5, 18, lambda chance, _day: Told(not_taken_up=chance.weighted(_STAYED_AWAY))
)
STOPPED = Leg(S.NOT_TAKEN_UP, M.NAVIGATOR, 12, 40, lambda _c, _d: Told(not_taken_up=NotTakenUp.STOPPED_ATTENDING))
CLOSED_AFTER = Leg(S.CLOSED, M.NAVIGATOR, 1, 6, lambda _chance, _day: Told(is_follow_up_done=True))
TAKEN_BACK = Leg(S.WITHDRAWN, M.NAVIGATOR, 1, 6, lambda _chance, _day: Told(reason="changed_mind"))
ENDED = Leg(S.CLOSED, M.SYSTEM, 1, 1)
GIVEN_UP = Leg(S.WITHDRAWN, M.NAVIGATOR, 8, 14, lambda _chance, _day: Told(reason=C.NO_RESPONSE.value))
UNANSWERED = Leg(S.CLOSED, M.SYSTEM, 0, 0, lambda _chance, _day: Told(closure=C.NO_RESPONSE))
INTERRUPTED = Leg(
    S.CLOSED, M.NAVIGATOR, 3, 30, _ending((C.HOSPITAL_OR_CARE_HOME, 4), (C.MOVED_AWAY, 3), (C.SAFEGUARDING, 1))
)
REMOVED = Leg(S.ERROR, M.NAVIGATOR, 0, 0, lambda _chance, _day: Told(reason="mistake"))

Path = tuple[Leg, ...]
#: Nobody there ever replies.
SILENCE: Path = (SENT, GIVEN_UP, UNANSWERED)
#: "No", and somebody finds another: the referral that follows is made by whoever walks.
PASSED: Path = (SENT, SEEN, REFUSED, PASSED_ON)
PATHS: dict[Path, float] = {
    (SENT, SEEN, ACCEPTED, STARTED, FINISHED, CLOSED): 40,
    (SENT, SEEN, WAITING, CALLED_UP, FINISHED, CLOSED): 15,
    (SENT, SEEN, ASKED, ANSWERED, ACCEPTED, STARTED, FINISHED, CLOSED_AS_PLANNED): 8,
    (SENT, SEEN, REFUSED, LEFT): 9,
    PASSED: 6,
    (SENT, SEEN, ACCEPTED, STAYED_AWAY, CLOSED_AFTER): 7,
    (SENT, SEEN, ACCEPTED, STARTED, STOPPED, CLOSED_AFTER): 4,
    (SENT, SEEN, TAKEN_BACK, ENDED): 4,
    (SENT, SEEN, ACCEPTED, STARTED, FINISHED, CLOSED_BY_TIME): 3,
    (SENT, SEEN, ACCEPTED, STARTED, INTERRUPTED): 2,
    SILENCE: 2,
}
#: The shortest way to each status, for those who want to see one of each.
TO: dict[ReferralStatus, Path] = {
    S.DRAFT: (),
    S.SUBMITTED: (SENT,),
    S.ACKNOWLEDGED: (SENT, SEEN),
    S.INFO_NEEDED: (SENT, SEEN, ASKED),
    S.ACCEPTED: (SENT, SEEN, ACCEPTED),
    S.WAITING: (SENT, SEEN, WAITING),
    S.STARTED: (SENT, SEEN, ACCEPTED, STARTED),
    S.COMPLETED: (SENT, SEEN, ACCEPTED, STARTED, FINISHED),
    S.NOT_ACCEPTED: (SENT, SEEN, REFUSED),
    S.NOT_TAKEN_UP: (SENT, SEEN, ACCEPTED, STAYED_AWAY),
    S.WITHDRAWN: (SENT, SEEN, TAKEN_BACK),
    S.ERROR: (REMOVED,),
}


@dataclass(frozen=True)
class Way:
    """A path with the days it takes: known before the first of them is chosen."""

    legs: Sequence[tuple[Leg, int]]

    @property
    def days(self) -> int:
        """Working days from the first to the last."""
        return sum(days for _, days in self.legs)


def way_of(chance: Chance, path: Path, *, slowness: int = 1) -> Way:
    """A path with days drawn for it. A slow provider takes so many times as long to look and to answer."""
    slow = (S.ACKNOWLEDGED, S.ACCEPTED, S.WAITING)
    return Way(
        [
            (leg, chance.between(leg.least, leg.most) * (slowness if leg.who is M.PROVIDER and leg.to in slow else 1))
            for leg in path
        ]
    )


def walk(
    chance: Chance,
    referral: Referral,
    way: Way,
    *,
    actors: Callable[[Mover], str],
    follower: Callable[[datetime], Told],
) -> Iterator[ReferralEvent]:
    """Move a referral along until its way ends or today is reached. `follower` makes the one it is passed on to."""
    day, moment = clock.local(referral.created_at).date(), referral.created_at
    for leg, days in way.legs:
        day = add_working_days(day, days) if days else day
        moment = chance.moment_on(day, moment)
        if moment > chance.at:
            break
        told = follower(moment) if leg is PASSED_ON else leg.tell(chance, day)
        _note_timers(referral, day)
        frm = referral.status
        referral.status, referral.status_since, referral.updated_at = leg.to, moment, moment
        take_note(referral, frm, told, moment)
        event = event_of(referral, frm, mover=leg.who, actor=actors(leg.who), at=moment, told=told)
        event.id = chance.id_at(moment)
        yield event
    _note_timers(referral, chance.today)


def _note_timers(referral: Referral, until: date) -> None:
    """What the timers of each morning would have noted while it stood where it stands."""
    since = clock.local(referral.status_since).date()
    if referral.status is S.SUBMITTED:
        referral.chased_on = _reached(since, CHASE_AFTER, until)
        referral.escalated_on = _reached(since, ESCALATE_AFTER, until)
    if referral.status is S.ACKNOWLEDGED:
        referral.decision_chased_on = referral.decision_chased_on or _reached(since, DECIDE_WITHIN, until)
    if referral.status is S.WAITING:
        referral.checked_in_on = since + timedelta(days=(until - since).days // 28 * 28)


def _reached(since: date, working_days: int, until: date) -> date | None:
    day = add_working_days(since, working_days)
    return day if day <= until else None

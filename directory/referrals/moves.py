"""Moving a referral: the one function that changes a status. Checks the table, writes the event, tells whoever listens.

Rooms that have to do something when a referral moves register it with `on_move`; it runs in the same transaction.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from directory import clock, signals
from directory.audit.chain import record
from directory.errors import Conflict, NotAllowed
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.models import Referral, ReferralEvent
from directory.referrals.moving import require, take_note
from directory.referrals.states import find_move
from directory.referrals.told import Told

#: Called with the session, the referral and the event, after the columns are set and before the commit.
Reaction = Callable[[Session, Referral, ReferralEvent], None]
_reactions: list[Reaction] = []


def on_move(reaction: Reaction) -> Reaction:
    """Have a function called after each move. For modules that are imported at start."""
    _reactions.append(reaction)
    return reaction


def move(
    session: Session,
    referral: Referral,
    to: ReferralStatus,
    *,
    mover: Mover,
    actor: str,
    at: datetime,
    told: Told | None = None,
) -> ReferralEvent:
    """Move a referral along a line of the table.

    Raises `Conflict` when there is no such line from where it is now, `NotAllowed` when somebody in this part may not
    make it, `RuleBroken` when something has to be said with it. A refused move changes nothing.
    """
    told = told or Told()
    line = find_move(referral.status, to)
    if line is None:
        raise Conflict(
            f"This referral is at “{referral.status.label}” now, so it cannot go to “{to.label}”. "
            "Look at it again: somebody may have moved it meanwhile."
        )
    if mover not in line.who:
        raise NotAllowed("This step is for somebody else to take.")
    require(session, referral, line.needs, told, on=clock.local(at).date())
    frm = referral.status
    referral.status, referral.status_since = to, at
    take_note(referral, frm, told, at)
    event = event_of(referral, frm, mover=mover, actor=actor, at=at, told=told)
    session.add(event)
    session.flush()
    record(
        session,
        actor=actor,
        action="referral.moved",
        subject=f"referral:{referral.id}",
        detail={"from": frm.value, "to": to.value, "as": mover.value},
        at=at,
    )
    for reaction in _reactions:
        reaction(session, referral, event)
    signals.referral_moved.send(session, referral_id=referral.id, frm=frm.value, to=to.value)
    return event


def event_of(
    referral: Referral, frm: ReferralStatus, *, mover: Mover, actor: str, at: datetime, told: Told
) -> ReferralEvent:
    """The line of the record for a move that was just made from a status."""
    return ReferralEvent(
        referral_id=referral.id,
        frm=frm,
        to=referral.status,
        mover=mover,
        actor=actor,
        at=at,
        reason=_reason(told),
        facts=_facts(told),
        note=told.words or None,
    )


def _reason(told: Told) -> str | None:
    codes = (told.declined, told.not_taken_up, told.closure)
    return next((code.value for code in codes if code is not None), told.reason)


def _facts(told: Told) -> dict[str, Any]:
    facts = {
        "day": told.day.isoformat() if told.day else None,
        "weeks": told.weeks,
        "service": str(told.service_id) if told.service_id else None,
        "referral": str(told.new_referral_id) if told.new_referral_id else None,
    }
    return {key: value for key, value in facts.items() if value is not None}

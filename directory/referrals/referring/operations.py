"""Writing a referral and sending it. Nothing leaves before agreement is in the ledger: the move itself asks for it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.referrals.codes.referral import Mover, ReferralStatus, Source, Urgency
from directory.referrals.codes.work import ActionKind
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import ContactAction, Conversation, Person, Referral, ReferralEvent, ReferralParticipant
from directory.referrals.moves import move
from directory.referrals.referring.details import Details
from directory.referrals.referring.details import Participant as Participant  # what others name people with
from directory.referrals.referring.verdicts import PreCheck
from directory.referrals.sharing import WHAT_MATTERS
from directory.referrals.told import Told
from directory.web.references import new_reference

PREFIX = "RF"
WHAT_MATTERS_FIRST = "Write what matters to the person, in their words. It comes before the need"


def draft_referral(
    session: Session,
    *,
    person: Person,
    service: Service,
    need: str,
    by: str,
    at: datetime,
    source: Source = Source.NAVIGATOR,
    navigator: User | None = None,
    conversation: Conversation | None = None,
    urgency: Urgency = Urgency.USUAL,
    start_by: date | None = None,
    not_before: date | None = None,
    summary: str = "",
    shared: dict[str, Any] | None = None,
    checked: PreCheck | None = None,
    participants: Iterable[Participant] = (),
    redirected_from: Referral | None = None,
) -> Referral:
    """Write a referral down without sending it: it waits for agreement. `by` is an actor.

    `shared` is what `sharing.shared_choices` gives. Raises `RuleBroken` for days in the wrong order.
    """
    _check_days(start_by, not_before, clock.local(at).date())
    referral = Referral(
        reference=new_reference(PREFIX),
        person_id=person.id,
        person=person,
        service=service,
        need=need,
        source=source,
        navigator_id=navigator.id if navigator else None,
        team_id=(navigator.team_id if navigator else None) or person.team_id,
        conversation_id=conversation.id if conversation else None,
        urgency=_urgency(urgency, start_by),
        start_by=start_by,
        not_before=not_before,
        summary=summary or None,
        shared=shared or {},
        pre_check=checked.codes if checked else {},
        status_since=at,
        month=clock.month_of(at),
        participants=_named(participants),
    )
    _place(referral, person, redirected_from)
    session.add(referral)
    session.flush()
    record(session, actor=by, action="referral.drafted", subject=f"referral:{referral.id}", detail={}, at=at)
    return referral


def _place(referral: Referral, person: Person, before: Referral | None) -> None:
    """How it counts: where, for whom, and how often it was passed on."""
    referral.cohorts = list(person.cohorts)
    referral.ward_code, referral.lsoa_code = person.ward_code, person.lsoa_code
    referral.district_code = person.district_code
    if before is not None:
        referral.redirected_from_id, referral.redirects = before.id, before.redirects + 1


def change_draft(session: Session, referral: Referral, details: Details, *, by: str, at: datetime) -> None:
    """Put a draft right before anybody agreed to it. Which facts travel is chosen with the person, not here."""
    _check_days(details.start_by, details.not_before, clock.local(at).date())
    (referral.need,) = details.needs
    referral.summary = details.summary or None
    referral.shared = {**referral.shared, WHAT_MATTERS: details.what_matters}
    referral.urgency = _urgency(details.urgency, details.start_by)
    referral.start_by, referral.not_before = details.start_by, details.not_before
    referral.participants = _named(details.others)
    session.flush()
    record(session, actor=by, action="referral.draft_changed", subject=f"referral:{referral.id}", detail={}, at=at)


def submit(
    session: Session,
    referral: Referral,
    *,
    by: str,
    at: datetime,
    mover: Mover = Mover.NAVIGATOR,
    navigator: User | None = None,
) -> ReferralEvent:
    """Send it. Raises `RuleBroken` without agreement, without a way in, or when nobody asked what matters."""
    _require_what_matters(referral)
    event = move(session, referral, ReferralStatus.SUBMITTED, mover=mover, actor=by, at=at)
    _count(session, referral, navigator, at)
    _end_the_one_before(session, referral, mover, by, at)
    return event


def _end_the_one_before(session: Session, referral: Referral, mover: Mover, by: str, at: datetime) -> None:
    """A referral that was declined ends when the one made instead is sent."""
    before = session.get(Referral, referral.redirected_from_id) if referral.redirected_from_id else None
    if before is not None and before.status is ReferralStatus.NOT_ACCEPTED and mover is Mover.NAVIGATOR:
        told = Told(new_referral_id=referral.id)
        move(session, before, ReferralStatus.REDIRECTED, mover=mover, actor=by, at=at, told=told)


def _require_what_matters(referral: Referral) -> None:
    """Connectors begin with what matters to somebody; a partner has a minute, and a resident says it themselves."""
    if referral.source is Source.NAVIGATOR and not str(referral.shared.get(WHAT_MATTERS) or "").strip():
        raise RuleBroken("what_matters", WHAT_MATTERS_FIRST)


def _count(session: Session, referral: Referral, navigator: User | None, at: datetime) -> None:
    """A referral that was sent is something that was done: counted once, in its conversation if there was one."""
    kind = ActionKind.SELF_REFERRAL if referral.source is Source.SELF else ActionKind.REFERRAL
    planned = select(ContactAction).where(ContactAction.referral_id == referral.id).limit(1)
    if session.scalars(planned).first() is not None:
        return
    conversation = session.get(Conversation, referral.conversation_id) if referral.conversation_id else None
    action = add_action(
        session,
        conversation,
        kind,
        by=navigator,
        at=at,
        need=referral.need,
        service_id=referral.service_id,
        person=referral.person,
        referral_id=referral.id,
    )
    action.team_id = action.team_id or referral.team_id


def _urgency(urgency: Urgency, start_by: date | None) -> Urgency:
    """What has a day by which it is needed is urgent, whatever else was chosen."""
    return Urgency.URGENT if start_by else urgency


def _named(participants: Iterable[Participant]) -> list[ReferralParticipant]:
    return [
        ReferralParticipant(
            person_id=each.person_id,
            name=each.name,
            part=each.part,
            contact=each.contact or None,
            communication=each.communication or None,
        )
        for each in participants
    ]


def _check_days(start_by: date | None, not_before: date | None, today: date) -> None:
    if start_by is not None and start_by < today:
        raise RuleBroken("start_by", "Enter a day that is still to come, or leave it empty")
    if not_before is not None and not_before < today:
        raise RuleBroken("not_before", "Enter a day that is still to come, or leave it empty")
    if start_by is not None and not_before is not None and start_by < not_before:
        raise RuleBroken("start_by", "Enter a day after the one on which they can start")

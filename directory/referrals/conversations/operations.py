"""Opening a conversation and writing down what was done. Never commits; who and when are told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock, signals
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.conversations.codes import PassedTo, TechnologyAnswer
from directory.referrals.conversations.talk import Area, FamilyHelp, Talk
from directory.referrals.following.planning import plan_for_action
from directory.referrals.models import ContactAction, Conversation, Person

SYSTEM = "system"
#: What is about one listing and says nothing without it.
ABOUT_A_LISTING = frozenset(
    {ActionKind.SIGNPOST, ActionKind.SUPPORTED_INTRO, ActionKind.REFERRAL, ActionKind.SELF_REFERRAL}
)
CHANGED_MEANWHILE = "Somebody changed these words while the page was open. Open it again: nothing of theirs is lost."
TOO_LATE = "This cannot be taken back any more. Only who counted it can, on the same day."
TECHNOLOGY = "equip.tec"
NO_LISTING = "Choose the service that this is about"
NO_NEED = "Choose the need that this is about"
NO_REASON = "Choose why the need stays unmet"
NO_AGREEMENT = "Ask the family member first, and tick that they are willing and agree"


def open_conversation(
    session: Session, talk: Talk, *, by: User, at: datetime, person: Person | None = None
) -> Conversation:
    """Write a conversation down, with somebody or with nobody named. Area and needs count either way.

    Raises `RuleBroken` for help by family that nobody agreed to.
    """
    conversation = Conversation(
        person_id=person.id if person else None,
        navigator_id=by.id,
        team_id=by.team_id,
        at=at,
        month=clock.month_of(at),
        channel=talk.channel,
    )
    _place(conversation, _area_of(person) if person else talk.area)
    session.add(conversation)
    write_down(session, conversation, talk)
    session.flush()
    if person is not None:
        person.last_contact_at = max(person.last_contact_at, at)
    _record(session, by.actor, "conversation.opened", f"conversation:{conversation.id}", {}, at)
    return conversation


def write_down(session: Session, conversation: Conversation, talk: Talk) -> None:
    """Put what was said on a conversation. Raises `RuleBroken` for help by family that nobody agreed to."""
    _require_agreed(talk.family_help)
    conversation.channel = talk.channel
    conversation.what_matters = talk.what_matters or None
    conversation.strengths = talk.strengths or None
    conversation.contribution = talk.contribution or None
    conversation.note = talk.note or None
    conversation.needs = list(talk.needs)
    conversation.transitions = list(talk.transitions)
    conversation.family_help = _kept(talk.family_help)


def change_words(
    session: Session, conversation: Conversation, talk: Talk, *, seen: int, by: User, at: datetime
) -> None:
    """Put other words on a conversation. Raises `Conflict` when it is not the version that was `seen`."""
    if seen != conversation.version:
        raise Conflict(CHANGED_MEANWHILE)
    write_down(session, conversation, talk)
    _record(session, by.actor, "conversation.changed", f"conversation:{conversation.id}", {}, at)


def tick_needs(session: Session, conversation: Conversation, needs: Iterable[str], *, by: User, at: datetime) -> None:
    """Add needs to those that are there already."""
    conversation.needs = list(dict.fromkeys([*conversation.needs, *needs]))
    _record(session, by.actor, "conversation.changed", f"conversation:{conversation.id}", {}, at)


def attach_person(session: Session, conversation: Conversation, person: Person, *, by: User, at: datetime) -> None:
    """Say who a conversation was with. All that was done in it was done for them, where they live."""
    conversation.person_id = person.id
    area = _area_of(person)
    is_known = bool(area.district or area.ward)  # what is not known of the person changes nothing of the contact
    if is_known:
        _place(conversation, area)
    for action in conversation.actions:
        action.person_id = person.id
        if is_known:
            _place(action, area)
        plan_for_action(session, action, at=action.at)
    person.last_contact_at = max(person.last_contact_at, at)
    session.flush()
    _record(session, by.actor, "conversation.attached", f"conversation:{conversation.id}", {}, at)


def answer_technology(session: Session, conversation: Conversation, answer: TechnologyAnswer) -> None:
    """Keep what they said about technology; who would like to know more has one more need."""
    conversation.technology = answer.value
    if answer is TechnologyAnswer.OFFERED:
        conversation.needs = list(dict.fromkeys([*conversation.needs, TECHNOLOGY]))
    session.flush()


def pass_worry_on(session: Session, conversation: Conversation, to: PassedTo, *, by: User, at: datetime) -> None:
    """Keep that a worry about harm was passed on, and to whom: nothing of what it was."""
    conversation.passed_to = to.value
    subject = f"conversation:{conversation.id}"
    _record(session, by.actor, "safeguarding.passed", subject, {"to": to.value}, at)


def undo_action(session: Session, action: ContactAction, *, by: User, at: datetime) -> None:
    """Take back what was counted by mistake. Raises `Conflict` when it cannot be taken back any more."""
    if not may_undo(action, by.id, at):
        raise Conflict(TOO_LATE)
    _record(session, by.actor, "action.removed", f"action:{action.id}", {"kind": action.kind.value}, at)
    signals.action_removed.send(session, action_id=action.id)
    session.delete(action)
    session.flush()


def may_undo(action: ContactAction, user_id: UUID, at: datetime) -> bool:
    """Whether somebody counted this themselves, today, and nothing came of it yet."""
    is_today = clock.local(action.at).date() == clock.local(at).date()
    return action.navigator_id == user_id and is_today and action.referral_id is None and action.helped is None


def add_action(
    session: Session,
    conversation: Conversation | None,
    kind: ActionKind,
    *,
    by: User | None,
    at: datetime,
    need: str | None = None,
    service_id: UUID | None = None,
    person: Person | None = None,
    referral_id: UUID | None = None,
    unmet_reason: UnmetReason | None = None,
    severity: Severity | None = None,
    accompanied: bool = False,
    note: str = "",
    cohorts: Sequence[str] = (),
    area: Area | None = None,
    is_follow_up: bool = False,
) -> ContactAction:
    """Count one thing that was done: in a conversation, for a person without one, or for nobody named at all.

    `by` is empty when Waypost itself does it. Somebody who is known is rung back. An unmet need tells
    `signals.need_unmet`, and whether a follow-up found it. Raises `RuleBroken` when something has to be said with an
    action of this kind.
    """
    _require(kind, need, service_id, unmet_reason)
    is_unmet = kind is ActionKind.UNMET
    action = ContactAction(
        conversation=conversation,
        referral_id=referral_id,
        service_id=service_id,
        kind=kind,
        need=need,
        unmet_reason=unmet_reason if is_unmet else None,
        severity=severity if is_unmet else None,
        accompanied=accompanied,
        note=note or None,
        cohorts=list(cohorts),
        at=at,
        month=clock.month_of(at),
        **_whose(conversation, person, by),
    )
    _place(action, _area_for(conversation, person, area))
    session.add(action)
    session.flush()
    _record(session, by.actor if by else SYSTEM, "action.recorded", f"action:{action.id}", {"kind": kind.value}, at)
    plan_for_action(session, action, at=at)
    if is_unmet:
        signals.need_unmet.send(session, action_id=action.id, is_follow_up=is_follow_up)
    return action


def _whose(conversation: Conversation | None, person: Person | None, by: User | None) -> dict[str, UUID | None]:
    """Whom it was done for, and by whom; what Waypost itself does is done for whoever had the conversation."""
    of = conversation.person_id if conversation else None
    doer = (by.id, by.team_id) if by else (conversation.navigator_id, conversation.team_id) if conversation else None
    navigator_id, team_id = doer or (None, None)
    return {"person_id": person.id if person else of, "navigator_id": navigator_id, "team_id": team_id}


def _require(kind: ActionKind, need: str | None, service_id: UUID | None, unmet_reason: UnmetReason | None) -> None:
    if kind in ABOUT_A_LISTING and service_id is None:
        raise RuleBroken("service", NO_LISTING)
    if kind is not ActionKind.UNMET:
        return
    if not need:
        raise RuleBroken("need", NO_NEED)
    if unmet_reason is None:
        raise RuleBroken("unmet_reason", NO_REASON)


def _require_agreed(help_: FamilyHelp | None) -> None:
    """Family is asked, never assumed: without agreement their help is not written down."""
    if help_ is not None and not help_.agreed:
        raise RuleBroken("family_agreed", NO_AGREEMENT)


def _kept(help_: FamilyHelp | None) -> dict[str, object] | None:
    if help_ is None:
        return None
    return {"who": help_.who, "what": help_.what, "agreed": help_.agreed, "impact": help_.impact}


def _area_for(conversation: Conversation | None, person: Person | None, area: Area | None) -> Area:
    if area is not None:
        return area
    if conversation is not None:
        return Area(conversation.ward_code, conversation.lsoa_code, conversation.district_code)
    return _area_of(person) if person else Area()


def _area_of(person: Person) -> Area:
    return Area(person.ward_code, person.lsoa_code, person.district_code)


def _place(row: Conversation | ContactAction, area: Area) -> None:
    row.ward_code, row.lsoa_code, row.district_code = area.ward, area.lsoa, area.district


def _record(session: Session, actor: str, action: str, subject: str, detail: dict[str, str], at: datetime) -> None:
    record(session, actor=actor, action=action, subject=subject, detail=detail, at=at)

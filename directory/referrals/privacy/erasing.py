"""Erasing people: what counts is written anew as nobody's, then the record and all that hangs on it is deleted."""

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from directory.notifications.models import OutboxMessage
from directory.referrals.caseload.practice import Answer
from directory.referrals.models import (
    ContactAction,
    Conversation,
    FollowUp,
    OutcomeScore,
    Person,
    QualitySample,
    Referral,
    ReferralParticipant,
)
from directory.referrals.privacy import kept
from directory.referrals.privacy.kept import write_anew


@dataclass(frozen=True)
class Going:
    """What is about to be erased, by id."""

    people: Collection[UUID]
    conversations: Collection[UUID] = ()
    actions: Collection[UUID] = ()
    referrals: Collection[UUID] = ()


#: Called before the rows go, in the same transaction: a feature above this one takes out what it keeps of them.
Hook = Callable[[Session, Going], None]
_hooks: list[Hook] = []


def also_erase(hook: Hook) -> Hook:
    """Have a function called before people, or needs that stayed theirs, are erased. For modules imported at start."""
    _hooks.append(hook)
    return hook


def erase_people(session: Session, ids: Collection[UUID]) -> set[str]:
    """Erase these people from every table and give the ids, as text, that no message may name any more.

    Marks, ties to carers, agreement, reading grants, links and moves go with the rows they hang on.
    """
    referrals = _ids(session, Referral, Referral.person_id.in_(ids))
    talks = _ids(session, Conversation, Conversation.person_id.in_(ids))
    actions = _ids(session, ContactAction, _of(ContactAction, ids, ContactAction.conversation_id.in_(talks)))
    tasks = _of(FollowUp, ids, FollowUp.action_id.in_(actions), FollowUp.referral_id.in_(referrals))
    follow_ups = _ids(session, FollowUp, tasks)
    _tell(session, Going(ids, talks, actions, referrals))
    scores = _ids(session, OutcomeScore, _of(OutcomeScore, ids, OutcomeScore.referral_id.in_(referrals)))

    counted = Referral.id.in_(referrals) & Referral.status.not_in(kept.NEVER_COUNTED)
    write_anew(session, kept.CONVERSATION, Conversation.id.in_(talks))
    write_anew(session, kept.ACTION, ContactAction.id.in_(actions))
    write_anew(session, kept.REFERRAL, counted)
    write_anew(session, kept.FOLLOW_UP, FollowUp.id.in_(follow_ups))
    write_anew(session, kept.SCORE, OutcomeScore.id.in_(scores))

    rows: tuple[tuple[Any, list[UUID]], ...] = (
        (FollowUp, follow_ups),
        (OutcomeScore, scores),
        (ContactAction, actions),
        (Referral, referrals),
        (Conversation, talks),
    )
    for model, gone in rows:
        session.execute(delete(model).where(model.id.in_(gone)))
    session.execute(delete(ReferralParticipant).where(ReferralParticipant.person_id.in_(ids)))
    _empty_samples(session, ids)
    session.execute(delete(Person).where(Person.id.in_(ids)))
    session.expire_all()
    return {str(each) for group in (ids, referrals, talks, actions, follow_ups, scores) for each in group}


def forget_messages(session: Session, gone: AbstractSet[str]) -> int:
    """Take away every message, sent or waiting, that names one of these ids."""
    if not gone:
        return 0
    rows = session.execute(select(OutboxMessage.id, OutboxMessage.payload)).all()
    naming = [row.id for row in rows if not gone.isdisjoint(map(str, row.payload.values()))]
    for first in range(0, len(naming), kept.AT_ONCE):
        some = naming[first : first + kept.AT_ONCE]
        session.execute(delete(OutboxMessage).where(OutboxMessage.id.in_(some)))
    return len(naming)


def unlink(session: Session, actions: Collection[UUID]) -> None:
    """Write unmet needs anew without the person they were somebody's, and delete the old rows."""
    _tell(session, Going((), actions=actions))
    done = FollowUp.action_id.in_(actions) & FollowUp.done_at.is_not(None)
    write_anew(session, kept.FOLLOW_UP, done)
    write_anew(session, kept.ACTION, ContactAction.id.in_(actions))
    session.execute(delete(FollowUp).where(done))
    session.execute(update(FollowUp).where(FollowUp.action_id.in_(actions)).values(action_id=None))
    session.execute(delete(ContactAction).where(ContactAction.id.in_(actions)))
    session.expire_all()


def strip_talks(session: Session, talks: Collection[UUID]) -> None:
    """Write contacts in which nobody was named anew without the words of them, and with them what was done."""
    within = ContactAction.conversation_id.in_(talks)
    _tell(session, Going((), talks, _ids(session, ContactAction, within)))
    tasks = FollowUp.action_id.in_(select(ContactAction.id).where(within))
    write_anew(session, kept.FOLLOW_UP, tasks)
    write_anew(session, kept.ACTION, within)
    write_anew(session, kept.CONVERSATION, Conversation.id.in_(talks))
    session.execute(delete(FollowUp).where(tasks))
    session.execute(delete(ContactAction).where(within))
    session.execute(delete(Conversation).where(Conversation.id.in_(talks)))
    session.expire_all()


def _empty_samples(session: Session, ids: Collection[UUID]) -> None:
    """Answers of a supervisor are counted; of those only the codes stay."""
    codes = set(Answer)
    for sample in session.scalars(select(QualitySample).where(QualitySample.person_id.in_(ids))):
        sample.answers = {question: answer for question, answer in sample.answers.items() if answer in codes}
        sample.person_id, sample.note = None, None
    session.flush()


def _tell(session: Session, going: Going) -> None:
    for hook in _hooks:
        hook(session, going)


def _ids(session: Session, model: Any, where: ColumnElement[bool]) -> list[UUID]:
    return list(session.scalars(select(model.id).where(where)))


def _of(model: Any, ids: Collection[UUID], *others: ColumnElement[bool]) -> ColumnElement[bool]:
    """The rows of these people, and those that hang on what is theirs."""
    return or_(model.person_id.in_(ids), *others)

"""Everything that happened with somebody, in order, whoever did it: talks, actions, referrals, agreement, scores.

What was said stays with the team that heard it: of a talk with another team the day is shown, and no words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from directory import clock
from directory.listings.models import Service
from directory.referrals.agreement.ledger import lines_of
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import ContactAction, Conversation, FollowUp, Goal, OutcomeScore, Person, Referral
from directory.referrals.policy import Worker
from directory.referrals.telling.letters import letters_about


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `address` leads to it; `who` is the account that did it."""

    at: datetime
    title: str
    lines: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    address: str = ""
    who: UUID | None = None


@dataclass
class _Course:
    session: Session
    person: Person
    user: Worker
    needs: dict[str, str]
    services: dict[UUID, str] = field(default_factory=dict)


def timeline_of(session: Session, person: Person, user: Worker, needs: dict[str, str]) -> list[Entry]:
    """The whole course of somebody, the newest first. `needs` gives the words for the codes of needs."""
    course = _Course(session, person, user, needs)
    found = [entry for source in _SOURCES for entry in source(course)]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def open_tasks(session: Session, person: Person) -> Sequence[FollowUp]:
    """What is still to do for somebody, by the day it is due."""
    waiting = select(FollowUp).where(FollowUp.person_id == person.id, FollowUp.done_at.is_(None))
    return session.scalars(waiting.order_by(FollowUp.due_on, FollowUp.id)).all()


def referrals_of(session: Session, person: Person) -> Sequence[Referral]:
    """Every referral of somebody, the newest first, with the listing and its moves."""
    of = select(Referral).where(Referral.person_id == person.id)
    of = of.options(joinedload(Referral.service), selectinload(Referral.events))
    return session.scalars(of.order_by(Referral.created_at.desc(), Referral.id.desc())).all()


def _conversations(course: _Course) -> Iterator[Entry]:
    of = select(Conversation).where(Conversation.person_id == course.person.id)
    talks = course.session.scalars(of.options(selectinload(Conversation.actions)).order_by(Conversation.id)).all()
    _name_services(course, (action.service_id for talk in talks for action in talk.actions))
    for talk in talks:
        lines = [", ".join(_words(course, talk.needs))] if talk.needs else []
        lines += [_action_line(course, action) for action in talk.actions]
        title = f"Conversation {talk.channel.label[:1].lower()}{talk.channel.label[1:]}"
        if not _is_readable(course.user, talk):
            yield Entry(talk.at, f"{title}, with another team", tuple(lines))
            continue
        quotes = (("What matters", talk.what_matters), ("Good at", talk.strengths), ("Note", talk.note))
        yield Entry(
            talk.at,
            title,
            tuple(lines),
            tuple((label, words) for label, words in quotes if words),
            f"/conversations/{talk.id}",
            talk.navigator_id,
        )


def _actions(course: _Course) -> Iterator[Entry]:
    """What was done outside a conversation."""
    of = select(ContactAction).where(
        ContactAction.person_id == course.person.id, ContactAction.conversation_id.is_(None)
    )
    actions = course.session.scalars(of.order_by(ContactAction.id)).all()
    _name_services(course, (action.service_id for action in actions))
    for action in actions:
        yield Entry(action.at, _action_line(course, action), who=action.navigator_id)


def _referrals(course: _Course) -> Iterator[Entry]:
    for referral in referrals_of(course.session, course.person):
        address, name = f"/referrals/{referral.id}", f"{referral.reference} to {referral.service.name}"
        yield Entry(referral.created_at, f"Referral {name} begun", address=address, who=referral.navigator_id)
        for move in referral.events:
            yield Entry(move.at, f"Referral {name}: {_moved_to(move.to)}", address=address)


def _follow_ups(course: _Course) -> Iterator[Entry]:
    of = select(FollowUp).where(FollowUp.person_id == course.person.id, FollowUp.done_at.is_not(None))
    for task in course.session.scalars(of.order_by(FollowUp.id)):
        found = [f"Did it help? {task.helped.label}"] if task.helped else []
        found += ["Something is still needed"] if task.still_needed else []
        assert task.done_at is not None  # noqa: S101 -- asked for above
        yield Entry(task.done_at, task.kind.label, tuple(found), who=task.navigator_id)


def _agreements(course: _Course) -> Iterator[Entry]:
    """What was said at one time about one referral, or in general, is one entry."""
    lines = lines_of(course.session, course.person.id)
    for (at, referral_id), group in groupby(lines, key=lambda line: (line.at, line.referral_id)):
        said = tuple(f"{line.purpose.label[:1].upper()}{line.purpose.label[1:]}: {line.value.label}" for line in group)
        is_end = all(AgreementValue.WITHDRAWN.label in each for each in said)
        title = "Agreement withdrawn" if is_end else "Agreement"
        yield Entry(at, title, said, address=f"/referrals/{referral_id}" if referral_id else "")


def _scores(course: _Course) -> Iterator[Entry]:
    """What was measured on one day at one point is one entry."""
    of = select(OutcomeScore).where(OutcomeScore.person_id == course.person.id)
    scores = course.session.scalars(of.order_by(OutcomeScore.taken_on, OutcomeScore.point, OutcomeScore.id)).all()
    address = f"/people/{course.person.id}/measures"
    for (day, point), _group in groupby(scores, key=lambda score: (score.taken_on, score.point)):
        yield Entry(_noon(day), f"Measured {point.label[:1].lower()}{point.label[1:]}", address=address)


def _letters(course: _Course) -> Iterator[Entry]:
    """Letters to others, as they were made."""
    for letter in letters_about(course.session, course.person):
        kind = "gp" if letter.purpose is Purpose.TELL_GP else "partner"
        address = f"/referrals/{letter.referral_id}/letters/{kind}/{letter.id}"
        yield Entry(letter.at, "Letter made", quotes=(("To", letter.recipient),), address=address)


def _goals(course: _Course) -> Iterator[Entry]:
    """Named, each step that was done, and how it ended."""
    of = select(Goal).options(selectinload(Goal.steps)).where(Goal.person_id == course.person.id)
    address = f"/people/{course.person.id}/goals"
    for goal in course.session.scalars(of.order_by(Goal.id)):
        yield Entry(goal.created_at, "Named a goal", quotes=(("Towards", goal.words),), address=address)
        for step in goal.steps:
            if step.done_on:
                yield Entry(_noon(step.done_on), "A step done", quotes=(("Step", step.words),), address=address)
        if goal.ended_on:
            title = "Goal reached" if goal.is_reached else "Goal let go"
            yield Entry(_noon(goal.ended_on), title, quotes=(("Towards", goal.words),), address=address)


_SOURCES: tuple[Callable[[_Course], Iterator[Entry]], ...] = (
    _conversations,
    _actions,
    _referrals,
    _follow_ups,
    _agreements,
    _scores,
    _goals,
    _letters,
)


def _is_readable(user: Worker, talk: Conversation) -> bool:
    """The words of a talk are for whoever had it and their team."""
    return talk.navigator_id == user.id or (talk.team_id == user.team_id and not user.is_volunteer)


def _action_line(course: _Course, action: ContactAction) -> str:
    """What was done, about which need, with which listing."""
    parts = [action.kind.label]
    if action.need:
        parts.append(course.needs.get(action.need, action.need))
    if action.service_id in course.services:
        parts.append(course.services[action.service_id])
    return ": ".join([parts[0], ", ".join(parts[1:])]) if len(parts) > 1 else parts[0]


def _moved_to(status: ReferralStatus) -> str:
    return f"{status.label[:1].lower()}{status.label[1:]}"


def _words(course: _Course, codes: Sequence[str]) -> list[str]:
    return [course.needs.get(code, code) for code in codes]


def _name_services(course: _Course, ids: Iterator[UUID | None]) -> None:
    wanted = {each for each in ids if each} - set(course.services)
    if wanted:
        named = select(Service.id, Service.name).where(Service.id.in_(wanted))
        course.services |= {row.id: row.name for row in course.session.execute(named)}


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.LONDON)

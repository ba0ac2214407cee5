"""Reads what a plan says: actions, the sheets of their listings, which subjects are sensitive."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.presenters.sheet import sheet_entry
from directory.listings.queries.alternatives import needs_of
from directory.listings.queries.sheet import sheet_rows
from directory.referrals.codes.contact import ContactWay
from directory.referrals.conversations.plan.presenters import PlanView, plan_view
from directory.referrals.conversations.queries import actions_of, lists
from directory.referrals.goals.presenters import present_goals
from directory.referrals.goals.queries import open_goals
from directory.referrals.models import Conversation, Person, PlanCopy
from directory.referrals.policy import visible_conversations
from directory.search.need_queries import is_sensitive


def plan_of(session: Session, conversation: Conversation, person: Person | None, at: datetime) -> PlanView:
    """The plan of a conversation, with the listings as they are now."""
    actions = [(action, service.name if service else "") for action, service in actions_of(session, conversation)]
    ids = list(dict.fromkeys(action.service_id for action, _name in actions if action.service_id))
    rows = sheet_rows(session, ids, today=clock.local(at).date()) if ids else {}
    return plan_view(
        conversation,
        actions,
        {service_id: sheet_entry(found, at=at) for service_id, found in rows.items()},
        _sensitive(session, ids),
        {term.code: term.name for term in lists(session).needs},
        reference=person.reference if person else "",
        goals=present_goals(open_goals(session, person.id), clock.local(at).date()) if person else (),
    )


def letters_waiting(session: Session, user: User) -> Sequence[tuple[PlanCopy, Conversation, Person]]:
    """The letters to print that the reader may know of, the oldest first."""
    visible = visible_conversations(user).with_only_columns(Conversation.id)
    of = (
        select(PlanCopy, Conversation, Person)
        .join(Conversation, Conversation.id == PlanCopy.conversation_id)
        .join(Person, Person.id == Conversation.person_id)
        .where(
            PlanCopy.way == ContactWay.POST,
            PlanCopy.sent_at.is_(None),
            PlanCopy.held.is_(None),
            Conversation.id.in_(visible),
        )
        .order_by(PlanCopy.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(of)]


def _sensitive(session: Session, ids: Sequence[UUID]) -> frozenset[UUID]:
    return frozenset(
        service_id for service_id in ids if any(is_sensitive(row.code) for row in needs_of(session, service_id))
    )

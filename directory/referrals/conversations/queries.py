"""Reads for the pages of a conversation, each in one query, in a fixed order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.listings.queries.alternatives import needs_of
from directory.referrals.codes.contact import Channel
from directory.referrals.conversations.prompts import USUAL
from directory.referrals.models import ContactAction, Conversation, PlanCopy, Referral
from directory.referrals.policy import visible_conversations
from directory.search.need_queries import GROUPS, LIFE_EVENTS, NEEDS, NeedTerm, terms
from directory.taxonomy.queries import all_terms


@dataclass(frozen=True)
class Terms:
    """The lists that a conversation ticks from, in their order."""

    needs: tuple[NeedTerm, ...]
    groups: tuple[NeedTerm, ...]
    events: tuple[NeedTerm, ...]

    @property
    def need_codes(self) -> set[str]:
        """Every need there is."""
        return {term.code for term in self.needs}

    @property
    def event_codes(self) -> set[str]:
        """Every life change there is."""
        return {term.code for term in self.events}

    def name_of(self, code: str | None) -> str:
        """What a need is called; the code where it has left the list."""
        return next((term.name for term in self.needs if term.code == code), code or "")

    def event_name(self, code: str) -> str:
        """What a life change is called."""
        return next((term.name for term in self.events if term.code == code), code)

    def at_hand(self, chosen: Iterable[str]) -> list[str]:
        """What is ticked, then what people need most often: as far as it is on the list."""
        return [code for code in dict.fromkeys([*chosen, *USUAL]) if code in self.need_codes]

    def grouped(self, without: Sequence[str] = ()) -> list[tuple[str, list[NeedTerm]]]:
        """Needs by group, without those shown elsewhere."""
        left = [term for term in self.needs if term.code not in without]
        found = ((group.name, [term for term in left if term.group == group.code]) for group in self.groups)
        return [(name, inside) for name, inside in found if inside]


def lists(session: Session) -> Terms:
    """All three lists."""
    found = terms(session, NEEDS, GROUPS, LIFE_EVENTS)
    return Terms(found[NEEDS], found[GROUPS], found[LIFE_EVENTS])


def needs_of_changes(session: Session, changes: Iterable[str]) -> list[str]:
    """What people often need after what has changed in their life, in the order of the list."""
    wanted = set(changes)
    if not wanted:
        return []
    events = [term for term in all_terms(session, LIFE_EVENTS) if term.code in wanted]
    return list(dict.fromkeys(row["code"] for term in events for row in term.facts.get("needs", ())))


def actions_of(session: Session, conversation: Conversation) -> list[tuple[ContactAction, Service | None]]:
    """What was done in a conversation, in order, each with its listing."""
    of = (
        select(ContactAction, Service)
        .outerjoin(Service, Service.id == ContactAction.service_id)
        .where(ContactAction.conversation_id == conversation.id)
        .order_by(ContactAction.id)
    )
    return [(row[0], row[1]) for row in session.execute(of)]


def drafts_of(session: Session, conversation: Conversation) -> list[tuple[Referral, str]]:
    """The referrals that were begun in a conversation, each with the name of its listing."""
    of = (
        select(Referral, Service.name)
        .join(Service, Service.id == Referral.service_id)
        .where(Referral.conversation_id == conversation.id)
        .order_by(Referral.id)
    )
    return [(row[0], row[1]) for row in session.execute(of)]


def contact_days(session: Session, person_id: UUID, at: datetime, within: timedelta) -> list[date]:
    """The days of each contact with somebody in the time before a moment, whoever they spoke to."""
    of = select(Conversation.at).where(
        Conversation.person_id == person_id, Conversation.at > at - within - timedelta(days=1)
    )
    return [clock.local(each).date() for each in session.scalars(of.order_by(Conversation.at))]


def last_channel(session: Session, user: User) -> Channel:
    """How somebody talked last time: most of their talks are alike."""
    of = select(Conversation.channel).where(Conversation.navigator_id == user.id).order_by(Conversation.id.desc())
    return session.scalars(of.limit(1)).first() or Channel.PHONE


def first_need(session: Session, service_id: UUID) -> str | None:
    """What a listing is about above all."""
    return next((row.code for row in needs_of(session, service_id)), None)


def taking_referrals(session: Session, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of some listings that take referrals through Waypost."""
    wanted = list(ids)
    if not wanted:
        return frozenset()
    of = select(Service.id).where(Service.id.in_(wanted), Service.referral_route == ReferralRoute.WAYPOST)
    return frozenset(session.scalars(of))


def copies_of(session: Session, conversation_id: UUID) -> list[PlanCopy]:
    """The copies of a plan that were asked for, the newest first."""
    of = select(PlanCopy).where(PlanCopy.conversation_id == conversation_id)
    return list(session.scalars(of.order_by(PlanCopy.id.desc())))


def conversations_of(session: Session, user: User, person_id: UUID) -> list[Conversation]:
    """Every conversation with somebody that the reader may see, oldest first."""
    of = visible_conversations(user).where(Conversation.person_id == person_id)
    return list(session.scalars(of.order_by(Conversation.at, Conversation.id)))

"""Who may see which person and which referral. Loading is authorising: pages load through these selects only.

A connector sees their own people and, unless a volunteer, those of their team; people without a connector wait with
the team of their area, and with every supervisor while no team covers it. Partners see how their own referrals go.
Providers see what was sent to their organisations. Stewards, commissioners and administrators see nobody.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import joinedload

from directory.accounts.roles import Permission
from directory.listings.models import Service
from directory.referrals.codes.referral import Mover, ReferralStatus, Source
from directory.referrals.models import Conversation, FollowUp, Person, ReadingGrant, Referral


class Worker(Protocol):
    """What the rules need of whoever asks."""

    @property
    def id(self) -> UUID:
        """Their account."""
        ...

    @property
    def team_id(self) -> UUID | None:
        """Their team of connectors."""
        ...

    @property
    def is_volunteer(self) -> bool:
        """Whether they see their own people only."""
        ...

    @property
    def organization_ids(self) -> frozenset[UUID]:
        """The organisations they belong to."""
        ...

    def may(self, permission: Permission, /) -> bool:
        """Whether they have this permission."""
        ...


def visible_people(user: Worker) -> Select[Person]:
    """The people somebody may know of. Opening one outside one's own caseload takes a reason as well."""
    return select(Person).where(_within(user, Person))


def visible_referrals(user: Worker) -> Select[Referral]:
    """The referrals that somebody made or whose person their team helps, with the listing."""
    rule = _within(user, Referral)
    if user.may(Permission.REFER_AS_PARTNER):
        rule = or_(rule, and_(Referral.source == Source.PARTNER, Referral.navigator_id == user.id))
    return select(Referral).options(joinedload(Referral.service)).where(rule)


def received_referrals(user: Worker) -> Select[Referral]:
    """What was sent to the organisations somebody belongs to. Nothing before it was submitted."""
    if not user.may(Permission.ANSWER_REFERRALS) or not user.organization_ids:
        return select(Referral).where(false())
    to_them = select(Service.id).where(Service.organization_id.in_(user.organization_ids))
    return (
        select(Referral)
        .options(joinedload(Referral.service))
        .where(
            Referral.service_id.in_(to_them),
            Referral.submitted_at.is_not(None),
            Referral.person_id.is_not(None),  # what retention left is nobody's
        )
    )


def visible_conversations(user: Worker) -> Select[Conversation]:
    """The conversations somebody or their team had."""
    return select(Conversation).where(_within(user, Conversation))


def visible_follow_ups(user: Worker) -> Select[FollowUp]:
    """What somebody or their team has to do."""
    return select(FollowUp).where(_within(user, FollowUp))


def is_own(user: Worker, person: Person) -> bool:
    """Whether a person is on somebody's own caseload."""
    return person.navigator_id == user.id


def has_reason(user: Worker, at: datetime) -> ColumnElement[bool]:
    """Somebody said today why they open this person's record: a condition on `Person`."""
    return exists().where(ReadingGrant.person_id == Person.id, ReadingGrant.user_id == user.id, ReadingGrant.until > at)


def movers_of(user: Worker, referral: Referral) -> frozenset[Mover]:
    """In which parts somebody may move a referral they see. Whoever answers it as the provider is not its navigator."""
    parts: set[Mover] = set()
    if user.may(Permission.REFER) and (referral.navigator_id == user.id or _is_team(user, referral.team_id)):
        parts.add(Mover.NAVIGATOR)
    if user.may(Permission.REFER_AS_PARTNER) and referral.navigator_id == user.id:
        parts.add(Mover.NAVIGATOR)
    if user.may(Permission.SUPERVISE) and (referral.team_id is None or referral.team_id == user.team_id):
        parts.add(Mover.SUPERVISOR)
    if user.may(Permission.ANSWER_REFERRALS) and referral.service.organization_id in user.organization_ids:
        parts.add(Mover.PROVIDER)
    return frozenset(parts)


def may_be_seen_by_provider(referral: Referral) -> bool:
    """Whether a provider knows of it at all."""
    return referral.submitted_at is not None and referral.status is not ReferralStatus.DRAFT


def _is_team(user: Worker, team_id: UUID | None) -> bool:
    return team_id is not None and team_id == user.team_id and not user.is_volunteer


def _within(
    user: Worker, kind: type[Person] | type[Referral] | type[Conversation] | type[FollowUp]
) -> ColumnElement[bool]:
    if not user.may(Permission.REFER):
        return false()
    rule: ColumnElement[bool] = kind.navigator_id == user.id
    if user.team_id is not None and not user.is_volunteer:
        rule = or_(rule, kind.team_id == user.team_id)
    if user.may(Permission.SUPERVISE):
        unassigned = and_(kind.team_id.is_(None), kind.navigator_id.is_(None))
        if not issubclass(kind, Person):  # what retention left of somebody is nobody's, and no work
            unassigned = and_(unassigned, kind.person_id.is_not(None))
        rule = or_(rule, unassigned)
    return rule

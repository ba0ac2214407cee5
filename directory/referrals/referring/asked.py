"""What an address or a form names: the listings, the person, the conversation. Loaded within what one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import request
from sqlalchemy import select

from directory import clock
from directory.accounts.models import User
from directory.errors import NotVisible
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import ContactAction, Conversation, Person, Referral
from directory.referrals.people.loading import opened_person, require_reason
from directory.referrals.policy import visible_conversations, visible_referrals
from directory.web.loading import get_or_404

MOST_SERVICES = 10


@dataclass(frozen=True)
class Asked:
    """Who and what a referral is to be about. Several listings at once make several referrals."""

    services: tuple[Service, ...]
    person: Person | None = None
    conversation: Conversation | None = None
    instead_of: Referral | None = None
    need: str = ""

    @property
    def service_ids(self) -> list[str]:
        """The listings, for an address."""
        return [str(service.id) for service in self.services]

    @property
    def more(self) -> dict[str, str]:
        """The rest of it, for an address: ids and codes only."""
        known = {
            "conversation": str(self.conversation.id) if self.conversation else "",
            "instead_of": str(self.instead_of.id) if self.instead_of else "",
            "need": self.need,
        }
        return {name: value for name, value in known.items() if value}


def asked(user: User) -> Asked:
    """Read it from the address or the form that was sent. What one may not see is not found."""
    conversation = _conversation(user)
    instead_of = _instead_of(user)
    person_id = _one_person(_id(request.values.get("person")), conversation, instead_of)
    services = [_service(user, service_id) for service_id in _service_ids(conversation)]
    return Asked(
        services=tuple({service.id: service for service in services}.values()),
        person=opened_person(person_id) if person_id else None,
        conversation=conversation,
        instead_of=instead_of,
        need=request.values.get("need", "")[:60],
    )


def _one_person(given: UUID | None, *about: Conversation | Referral | None) -> UUID | None:
    """Whom all of it is about. Nothing of one person is tied to another, or shown without its own reason."""
    people = {each.person_id for each in about if each is not None and each.person_id is not None}
    people |= {given} if given else set()
    if len(people) > 1:
        raise NotVisible("There is nothing at this address.")
    return next(iter(people), None)


def own_draft(user: User, referral_id: UUID) -> Referral:
    """A draft that may be worked on, its person's record opened with a reason where one is needed."""
    rule = visible_referrals(user).where(Referral.status == ReferralStatus.DRAFT)
    return _opened(get_or_404(rule, referral_id))


def own_referral(user: User, referral_id: UUID) -> Referral:
    """A referral whose person is still known."""
    return _opened(get_or_404(visible_referrals(user), referral_id))


def planned_in(conversation: Conversation) -> list[ContactAction]:
    """Referrals that were noted in a conversation and are not written yet."""
    of = select(ContactAction).where(
        ContactAction.conversation_id == conversation.id,
        ContactAction.kind == ActionKind.REFERRAL,
        ContactAction.referral_id.is_(None),
        ContactAction.service_id.is_not(None),
    )
    return list(db.session.scalars(of.order_by(ContactAction.id)))


def _opened(referral: Referral) -> Referral:
    if referral.person is None:
        raise NotVisible("The person is no longer on record.")
    require_reason(referral.person)
    return referral


def _service_ids(conversation: Conversation | None) -> Iterable[UUID]:
    given = [_id(each) for each in request.values.getlist("service")[:MOST_SERVICES]]
    if given:
        return [each for each in given if each is not None]
    planned = planned_in(conversation) if conversation else []
    return [each.service_id for each in planned[:MOST_SERVICES] if each.service_id is not None]


def _service(user: User, service_id: UUID) -> Service:
    return get_or_404(visible_to(user, clock.today()), service_id)


def _conversation(user: User) -> Conversation | None:
    given = _id(request.values.get("conversation"))
    return get_or_404(visible_conversations(user), given) if given else None


def _instead_of(user: User) -> Referral | None:
    given = _id(request.values.get("instead_of"))
    return get_or_404(visible_referrals(user), given) if given else None


def _id(text: str | None) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible("There is nothing at this address.") from None

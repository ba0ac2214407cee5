"""People, conversations and referrals for tests: valid and dull."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.referrals.agreement.ledger import Said, take_agreement
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ReferralStatus, Source
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import ContactAction, Conversation, Person, Referral, ReferralInbox
from directory.web.references import new_reference


def helped_person(session: Session, navigator: User | None, name: str = "Edith Example", **values: Any) -> Person:
    """Somebody on the caseload of a connector. For people found by name or phone, use the operation instead."""
    made = Person(
        reference=new_reference("PE"),
        name=name,
        navigator_id=navigator.id if navigator else None,
        team_id=values.pop("team_id", navigator.team_id if navigator else None),
        **values,
    )
    session.add(made)
    session.flush()
    return made


def conversation(session: Session, navigator: User, person: Person | None, at: datetime, **values: Any) -> Conversation:
    """A talk, by phone unless told otherwise."""
    made = Conversation(
        person_id=person.id if person else None,
        navigator_id=navigator.id,
        team_id=navigator.team_id,
        at=at,
        month=clock.local(at).date().replace(day=1),
        **{"channel": Channel.PHONE, **values},
    )
    session.add(made)
    session.flush()
    return made


def action(session: Session, of: Conversation, kind: ActionKind, **values: Any) -> ContactAction:
    """Something done in a conversation."""
    made = ContactAction(
        conversation_id=of.id,
        person_id=of.person_id,
        navigator_id=of.navigator_id,
        team_id=of.team_id,
        at=of.at,
        month=of.month,
        kind=kind,
        **values,
    )
    session.add(made)
    session.flush()
    return made


def takes_referrals(session: Session, service: Service) -> Service:
    """Let a listing take referrals through Waypost, and somebody get word of them."""
    service.referral_route = ReferralRoute.WAYPOST
    held = select(ReferralInbox.id).where(ReferralInbox.service_id == service.id)
    if session.scalar(held) is None:
        session.add(ReferralInbox(service_id=service.id, email="club@example.org", verified_at=clock.now()))
    session.flush()
    return service


def agreed(session: Session, person: Person, referral: Referral | None, at: datetime, *purposes: Purpose) -> None:
    """The person agrees, out loud: to this provider unless told otherwise."""
    said = [Said(purpose, AgreementValue.AGREED_VERBAL) for purpose in purposes or (Purpose.THIS_PROVIDER,)]
    take_agreement(session, person, said, channel=Channel.PHONE, by="user:test", at=at, referral=referral)


def referral(
    session: Session,
    navigator: User | None,
    person: Person,
    service: Service,
    at: datetime,
    *,
    status: ReferralStatus = ReferralStatus.SUBMITTED,
    is_agreed: bool = True,
    **values: Any,
) -> Referral:
    """A referral at a status, with agreement unless told otherwise. It did not move there: it has no events."""
    takes_referrals(session, service)
    sent = status not in (ReferralStatus.DRAFT, ReferralStatus.ERROR)
    made = Referral(
        reference=new_reference("RF"),
        person_id=person.id,
        service_id=service.id,
        status=status,
        status_since=at,
        submitted_at=at if sent else None,
        month=clock.local(at).date().replace(day=1),
        navigator_id=navigator.id if navigator else None,
        team_id=values.pop("team_id", navigator.team_id if navigator else None),
        **{
            "need": "connect.groups",
            "source": Source.NAVIGATOR,
            "summary": "Would like company on weekdays.",
            **values,
        },
    )
    session.add(made)
    session.flush()
    if is_agreed:
        agreed(session, person, made, at)
    return made


def person_of(session: Session, person_id: UUID) -> Person:
    """The person as the database has them now."""
    session.expire_all()
    return session.get_one(Person, person_id)

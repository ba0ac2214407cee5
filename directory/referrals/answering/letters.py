"""Letters about referrals: a reference and a link, never a person. To providers, and to whoever referred."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from directory import clock
from directory.accounts.models import Membership, User
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.notifications.texts import send_text
from directory.referrals.agreement.ledger import may_share, may_tell_referrer
from directory.referrals.answering import topics
from directory.referrals.answering.inboxes import inbox_of
from directory.referrals.answering.links import WORKS_FOR, make_code, new_link, works
from directory.referrals.answering.signing import confirmation_token
from directory.referrals.codes.referral import OPEN, ReferralStatus
from directory.referrals.models import ProviderLink, Referral, ReferralInbox
from directory.settings import Settings


def tell_provider(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """To the inbox with a link that works without an account, and to members with an account, who sign in.

    A repeat after a failure makes a fresh link and ends the one before: of two letters the later works.
    """
    referral = session.get(Referral, UUID(str(payload["referral"])), options=[joinedload(Referral.service)])
    if referral is None or referral.status not in OPEN:
        return
    if not may_share(session, referral, on=clock.local(at).date()):
        return  # taken back before the letter left: they hear of nobody
    inbox = inbox_of(session, referral.service)
    facts: dict[str, Any] = {"reference": referral.reference, "days": WORKS_FOR.days}
    if inbox is not None:
        token = new_link(session, referral, inbox, at=at)
        to, link = inbox.email, f"{_base()}/referral-answers/{token}"
        session.commit()  # the link must be there before anybody can follow it
        letters.post("referral_sent", to, link=link, needs_account=False, **facts)
        return
    for member in _members(session, referral):
        link = f"{_base()}/provider/referrals/{referral.id}"
        letters.post("referral_sent", member.email, link=link, needs_account=True, **facts)


def send_code(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """The second step: to the verified phone, else the verified address."""
    link = session.get(ProviderLink, UUID(str(payload["link"])))
    if link is None or not works(link, at):
        return
    inbox = session.get_one(ReferralInbox, link.inbox_id)
    code = make_code(session, link, at=at)
    session.commit()
    if inbox.code_phone:
        send_text(inbox.code_phone, "referral_code", code=code)
    else:
        letters.post("referral_code", inbox.code_email or inbox.email, code=code)


def tell_referrer(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """There is an answer; what it says is read after signing in."""
    referral = session.get(Referral, UUID(str(payload["referral"])))
    referrer = session.get(User, referral.navigator_id) if referral and referral.navigator_id else None
    if referral is None or not _may_hear(session, referral, clock.local(at).date()):
        return
    if referrer is not None and referrer.active:
        link = f"{_base()}/referrals/{referral.id}"
        letters.post("referral_moved", referrer.email, reference=referral.reference, link=link)


def ask_to_confirm(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """To an address that somebody named as the place for referrals."""
    inbox = session.get(ReferralInbox, UUID(str(payload["inbox"])))
    if inbox is not None and inbox.verified_at is None:
        link = f"{_base()}/referral-inboxes/{confirmation_token(inbox, at)}"
        letters.post("referral_inbox", inbox.email, link=link)


HANDLERS: dict[str, Handler] = {
    topics.SENT: tell_provider,
    topics.CODE: send_code,
    topics.MOVED: tell_referrer,
    topics.CONFIRM: ask_to_confirm,
}


def _may_hear(session: Session, referral: Referral, on: date) -> bool:
    """A question is for whoever referred to answer; the rest they hear where the person agreed to that."""
    return referral.status is ReferralStatus.INFO_NEEDED or may_tell_referrer(session, referral, on=on)


def _members(session: Session, referral: Referral) -> list[User]:
    theirs = Membership.organization_id == referral.service.organization_id
    people = select(User).join(Membership, Membership.user_id == User.id).where(theirs, User.active).order_by(User.id)
    return list(session.scalars(people).unique())


def _base() -> str:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings.base_url

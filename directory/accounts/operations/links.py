"""Letters with a link, for people who have an account and, with the same work, for those who have none."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.loader import normal_email, user_of_email
from directory.accounts.models import AccountLink, LinkPurpose, User
from directory.accounts.operations.spending import end_links, spend
from directory.accounts.topics import LINK, NOTICE
from directory.audit.chain import record
from directory.errors import RuleBroken
from directory.notifications.outbox import put

LASTS = {
    LinkPurpose.SIGN_IN: timedelta(minutes=30),
    LinkPurpose.RESET: timedelta(hours=2),
    LinkPurpose.CHANGE_EMAIL: timedelta(hours=24),
    LinkPurpose.KNOWN: timedelta(hours=24),
}
TAKEN = "Enter another address: this one cannot be used"


def send_link(session: Session, address: str, purpose: LinkPurpose, *, then: str = "", at: datetime) -> None:
    """Mail a link to whoever has this address, if anybody has. Nothing tells the two apart.

    `then` is the page of ours on which they wanted to go on.
    """
    user = user_of_email(session, address)
    link = AccountLink(purpose=purpose, user_id=user.id if user and user.active else None)
    _put(session, link, then=then, at=at)


def ask_new_email(session: Session, user: User, address: str, *, at: datetime) -> None:
    """Mail a link to a new address of somebody who is signed in, and word of it to the one that counts till then."""
    put(session, NOTICE, {"user": str(user.id), "what": "email"}, at=at)
    _put(
        session, AccountLink(purpose=LinkPurpose.CHANGE_EMAIL, user_id=user.id, new_email=normal_email(address)), at=at
    )


def use_link(session: Session, link: AccountLink, *, at: datetime) -> None:
    """Spend a link: of two requests at once one does. Raises `Conflict` when it was spent or has ended."""
    spend(session, link, at)


def take_new_email(session: Session, user: User, address: str, *, at: datetime) -> None:
    """Make an address that was proved the account's own, unless another account has it by now."""
    if user_of_email(session, address) is not None:
        raise RuleBroken(None, TAKEN)
    user.email, user.email_fingerprint = address, encryption.fingerprint(address)
    end_links(session, user, at=at)  # whoever reads the mail of the old address holds no key any more
    record(session, actor=user.actor, action="account.email_changed", subject=user.actor, detail={}, at=at)


def _put(session: Session, link: AccountLink, *, then: str = "", at: datetime) -> None:
    link.created_at, link.expires_at = at, at + LASTS[link.purpose]
    session.add(link)
    session.flush()
    put(session, LINK, {"link": str(link.id)} | ({"then": then} if then else {}), at=at)

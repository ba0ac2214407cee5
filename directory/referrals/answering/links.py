"""Links to answer one referral without an account: made, opened by a code, used up by the answer.

The link alone shows a reference and the name of the listing. A code to the provider's verified phone or address opens
it for half an hour, for the browser that typed the code. The first decision ends it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from directory import encryption
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.listings.models import Service
from directory.referrals.models import ProviderLink, Referral, ReferralInbox

WORKS_FOR = timedelta(days=14)
KEPT_AFTER = timedelta(days=30)  # until then its page can say why it no longer works
CODE_WORKS_FOR = timedelta(minutes=15)
OPEN_FOR = timedelta(minutes=30)
MOST_CODES = 5
MOST_WRONG = 5
DIGITS = 6
LETTERS_IN_A_TOKEN = 43  # 32 random bytes


@dataclass(frozen=True)
class Opened:
    """A link with what it answers."""

    link: ProviderLink
    referral: Referral
    inbox: ReferralInbox


def new_link(session: Session, referral: Referral, inbox: ReferralInbox, *, at: datetime) -> str:
    """A fresh token, told once, here; every earlier link for this referral ends. Only a keyed hash is stored."""
    ended = update(ProviderLink).where(ProviderLink.referral_id == referral.id, ProviderLink.used_at.is_(None))
    session.execute(ended.values(used_at=at))
    token = secrets.token_urlsafe(32)
    session.add(
        ProviderLink(
            referral_id=referral.id,
            inbox_id=inbox.id,
            token_hash=encryption.fingerprint(token),
            made_at=at,
            expires_at=at + WORKS_FOR,
        )
    )
    session.flush()
    return token


def link_called(session: Session, token: str) -> Opened:
    """What a link answers, ended or not. Raises `NotVisible` when no such link was sent."""
    if len(token) == LETTERS_IN_A_TOKEN and token.isascii():
        marks = encryption.fingerprints(token)
        found = session.scalars(select(ProviderLink).where(ProviderLink.token_hash.in_(marks)).limit(1)).first()
        if found is not None:
            whole = joinedload(Referral.service).joinedload(Service.organization)
            referral = session.get_one(Referral, found.referral_id, options=[whole])
            return Opened(found, referral, session.get_one(ReferralInbox, found.inbox_id))
    raise NotVisible("There is no such link.")


def works(link: ProviderLink, at: datetime) -> bool:
    """Whether it can still be opened."""
    return link.used_at is None and at < link.expires_at


def ask_for_code(session: Session, link: ProviderLink, *, at: datetime) -> None:
    """Let a new code be sent; the handler makes it. Raises `Conflict` when too many were sent or guessed wrong."""
    _refuse_ended(link, at)
    if link.codes_sent >= MOST_CODES or link.wrong_codes >= MOST_WRONG:
        raise Conflict("Too many codes were sent for this link. Ring the council, and they send you a new one.")
    link.codes_sent += 1


def make_code(session: Session, link: ProviderLink, *, at: datetime) -> str:
    """A fresh code for the link, told once, to whoever sends it. An earlier one ends."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    link.code_hash, link.code_expires_at = encryption.fingerprint(_marked(link, code)), at + CODE_WORKS_FOR
    return code


def enter(session: Session, link: ProviderLink, code: str, *, at: datetime) -> str:
    """Check the code; give the secret that the browser keeps while it is open.

    Raises `RuleBroken` for a wrong or old code and `Conflict` when the link takes no more. Whoever calls this for a
    wrong code keeps the count in any case.
    """
    _refuse_ended(link, at)
    if link.wrong_codes >= MOST_WRONG:
        raise Conflict("Too many wrong codes. Ring the council, and they send you a new link.")
    typed = "".join(letter for letter in code if letter.isdigit())
    is_right = link.code_hash is not None and link.code_hash in encryption.fingerprints(_marked(link, typed))
    if not is_right or link.code_expires_at is None or at >= link.code_expires_at:
        raise RuleBroken("code", "That is not the code, or it is older than 15 minutes. Ask for a new one")
    entry = secrets.token_urlsafe(32)
    link.code_hash = link.code_expires_at = None
    link.entry_hash, link.entered_until = encryption.fingerprint(entry), at + OPEN_FOR
    link.opened_at = link.opened_at or at
    return entry


def is_entered(link: ProviderLink, entry: str, at: datetime) -> bool:
    """Whether the browser that holds this secret may read on."""
    if not entry or link.entry_hash is None or link.entered_until is None or not works(link, at):
        return False
    return at < link.entered_until and link.entry_hash in encryption.fingerprints(entry)


def use_up(session: Session, link: ProviderLink, at: datetime) -> None:
    """End the link with the answer. Raises `Conflict` when another request was first."""
    mine = (
        update(ProviderLink)
        .where(ProviderLink.id == link.id, ProviderLink.used_at.is_(None))
        .values(used_at=at, entry_hash=None)
        .returning(ProviderLink.id)
    )
    if session.scalars(mine.execution_options(synchronize_session=False)).first() is None:
        raise Conflict("This link has done its work already.")
    session.expire(link)


def forget_old_links(session: Session, at: datetime) -> str:
    """Remove links that ended a month ago: until then their page can say why they no longer work."""
    old = session.scalars(select(ProviderLink).where(ProviderLink.expires_at < at - KEPT_AFTER)).all()
    for link in old:
        session.delete(link)
    return f"forgot {len(old)} links to referrals"


def _refuse_ended(link: ProviderLink, at: datetime) -> None:
    if not works(link, at):
        raise Conflict("This link has done its work, or is older than two weeks.")


def _marked(link: ProviderLink, code: str) -> str:
    return f"{link.id} {code}"


def count_wrong(session: Session, link_id: UUID) -> None:
    """Remember a wrong code, whatever becomes of the request."""
    counted = update(ProviderLink).where(ProviderLink.id == link_id).values(wrong_codes=ProviderLink.wrong_codes + 1)
    session.execute(counted)

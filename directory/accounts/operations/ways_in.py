"""Passwords, authenticator apps, recovery codes and passkeys of one person, and the end of their sessions."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts.models import Passkey, RecoveryCode, SignInSession, User
from directory.accounts.operations.spending import end_links
from directory.accounts.topics import NOTICE
from directory.audit.chain import record
from directory.db import delete_rows
from directory.errors import RuleBroken
from directory.notifications.outbox import put

RECOVERY_CODES = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
LAST_FACTOR = "Add another second step first: your role asks for one"


def signed_in(session: Session, user: User, *, by: str, at: datetime) -> None:
    """Record that somebody has come in, and which way."""
    user.last_signed_in_at = at
    record(session, actor=user.actor, action="account.signed_in", subject=user.actor, detail={"by": by}, at=at)


def end_sessions(session: Session, user: User) -> None:
    """End every session of this person, wherever it is. What their sessions name changes too."""
    user.fs_uniquifier = secrets.token_hex(32)
    session.flush()
    session.execute(delete(SignInSession).where(SignInSession.user_id == user.id))


def sign_out_everywhere(session: Session, user: User, *, at: datetime) -> None:
    """End every session because the person asked for it."""
    end_sessions(session, user)
    record(session, actor=user.actor, action="account.sessions_ended", subject=user.actor, detail={}, at=at)


def change_password(session: Session, user: User, digest: str, *, by: str, at: datetime) -> None:
    """Keep a new password; whoever is signed in with the old one is no more."""
    user.password = digest
    end_sessions(session, user)
    end_links(session, user, at=at)
    _told(session, user, "password", by=by, at=at)


def keep_authenticator(session: Session, user: User, secret: str, counter: int, *, at: datetime) -> None:
    """Keep the secret that an app has just proved to know."""
    user.totp_secret, user.totp_last_counter = secret, counter
    _told(session, user, "authenticator", by=user.actor, at=at)


def remove_authenticator(session: Session, user: User, *, at: datetime) -> None:
    """Forget the app, if another second step is left or none is needed."""
    if user.needs_second_factor and not user.passkeys:
        raise RuleBroken(None, LAST_FACTOR)
    user.totp_secret = user.totp_last_counter = None
    _told(session, user, "authenticator_removed", by=user.actor, at=at)


def new_recovery_codes(session: Session, user: User, *, at: datetime) -> list[str]:
    """Ten fresh codes, to be shown once; the old ones are gone. Only digests are kept."""
    codes = [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)) for _ in range(RECOVERY_CODES)
    ]
    user.recovery_codes = [RecoveryCode(digest=_digest(user, code)) for code in codes]
    record(session, actor=user.actor, action="account.recovery_codes", subject=user.actor, detail={}, at=at)
    return codes


def use_recovery_code(session: Session, user: User, code: str, *, at: datetime) -> bool:
    """Take a code as the second step, once."""
    wanted = _digest(user, code)
    found = next((kept for kept in user.recovery_codes if secrets.compare_digest(kept.digest, wanted)), None)
    if found is None:
        return False
    if not delete_rows(session, delete(RecoveryCode).where(RecoveryCode.id == found.id)):
        return False  # another request was first
    session.expire(user, ["recovery_codes"])
    left = {"left": len(user.recovery_codes)}
    record(session, actor=user.actor, action="account.recovery_code_used", subject=user.actor, detail=left, at=at)
    return True


def add_passkey(session: Session, user: User, passkey: Passkey, *, at: datetime) -> None:
    """Keep a passkey that a device has just made."""
    passkey.created_at = at
    user.passkeys.append(passkey)
    _told(session, user, "passkey", by=user.actor, at=at)


def remove_passkey(session: Session, user: User, passkey: Passkey, *, at: datetime) -> None:
    """Forget a passkey, if another second step is left or none is needed."""
    if user.needs_second_factor and user.totp_secret is None and len(user.passkeys) == 1:
        raise RuleBroken(None, LAST_FACTOR)
    user.passkeys.remove(passkey)
    _told(session, user, "passkey_removed", by=user.actor, at=at)


def forget_second_factor(session: Session, user: User, *, by: User, at: datetime) -> None:
    """Let somebody who lost their phone start again: they set up a new second step when they next sign in."""
    user.totp_secret = user.totp_last_counter = None
    user.passkeys, user.recovery_codes = [], []
    end_sessions(session, user)
    _told(session, user, "second_factor_removed", by=by.actor, at=at)


def _digest(user: User, code: str) -> str:
    """A code has 59 random bits: a plain digest, bound to its person, cannot be turned round."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(f"{user.id} {plain}".encode()).hexdigest()


def _told(session: Session, user: User, what: str, *, by: str, at: datetime) -> None:
    """Record a change of the ways in, and write to the person: if it was not them, they learn of it."""
    record(session, actor=by, action=f"account.{what}", subject=user.actor, detail={}, at=at)
    put(session, NOTICE, {"user": str(user.id), "what": what}, at=at)

"""How often somebody may guess, and how often letters may be asked for. The same whether or not the account exists.

Wrong guesses are rows, so that all processes and hosts count the same ones and a restart forgets none. An account is
named by the fingerprint of its address, a computer by that of its network address. Locks end by themselves after five
minutes; a mailed link is the way round them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from sqlalchemy import or_, select

from directory import clock, encryption
from directory.accounts.loader import normal_email
from directory.accounts.models import FailedAttempt
from directory.extensions import db, limiter

WINDOW = timedelta(minutes=5)
NOBODY = ""  # the account of a guess that names none


@dataclass(frozen=True)
class Guesses:
    """Wrong guesses allowed in five minutes: at an account from one address, at an account, from an address."""

    kind: str
    from_there: int
    at_account: int
    by_address: int

    def are_spent(self, account: str) -> bool:
        """Whether another guess must wait."""
        who, where = _marks(account)
        rows = db.session.execute(
            select(FailedAttempt.account, FailedAttempt.address)
            .where(FailedAttempt.kind == self.kind, FailedAttempt.at > clock.now() - WINDOW)
            .where(or_(FailedAttempt.account == who, FailedAttempt.address == where))
        ).all()
        known = account != NOBODY
        return (
            sum(row.address == where for row in rows) >= self.by_address
            or (known and sum(row.account == who for row in rows) >= self.at_account)
            or (known and sum(row.account == who and row.address == where for row in rows) >= self.from_there)
        )

    def wrong(self, account: str, at: datetime) -> FailedAttempt:
        """The row of a wrong guess."""
        who, where = _marks(account)
        return FailedAttempt(kind=self.kind, account=who, address=where, at=at)


@dataclass(frozen=True)
class Letters:
    """Letters that may be asked for: to an address, and from a computer. Counted by Flask-Limiter."""

    kind: str
    to_account: RateLimitItem
    by_address: RateLimitItem

    def are_spent(self, account: str) -> bool:
        """Whether no more are sent at present."""
        return not all(limiter.limiter.test(item, self.kind, mark) for item, mark in self._counts(account))

    def note(self, account: str) -> None:
        """Count one."""
        for item, mark in self._counts(account):
            limiter.limiter.hit(item, self.kind, mark)

    def _counts(self, account: str) -> list[tuple[RateLimitItem, str]]:
        who, where = _marks(account)
        return [(self.to_account, who), (self.by_address, where)]


#: NCSC and Cyber Essentials allow at most ten guesses in five minutes.
PASSWORD = Guesses("password", from_there=6, at_account=10, by_address=20)
#: Wrong codes of one account, however often its password was entered in between.
CODE = Guesses("code", from_there=10, at_account=10, by_address=20)
#: Passkeys that do not fit: they name no account.
PASSKEY = Guesses("passkey", from_there=20, at_account=20, by_address=20)

RESET = Letters("reset", parse("5 per day"), parse("20 per hour"))
LINK = Letters("link", parse("5 per hour"), parse("20 per hour"))
REGISTER = Letters("register", parse("5 per day"), parse("20 per hour"))

CODES_BEFORE_PASSWORD = 5
WAIT = "Wait five minutes before you try again, or ask for a link by email"


def _marks(account: str) -> tuple[str, str]:
    who = encryption.fingerprint(normal_email(account)) if account else NOBODY
    return who, encryption.fingerprint(get_remote_address())

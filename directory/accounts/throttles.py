"""How often somebody may guess. Counted by account and by network address, the same whether the account exists.

Counts are kept by Flask-Limiter, so several hosts share them when WAYPOST_LIMITER_STORAGE names a Redis. An account is
named by the fingerprint of its address. Locks end by themselves; a mailed link is the way round them.
"""

from dataclasses import dataclass

from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse

from directory import encryption
from directory.accounts.loader import normal_email
from directory.extensions import limiter


@dataclass(frozen=True)
class Throttle:
    """Limits of one kind of attempt: for an account from one network address, for the account, for the address."""

    name: str
    both: RateLimitItem | None = None
    account: RateLimitItem | None = None
    address: RateLimitItem | None = None

    def is_spent(self, account: str) -> bool:
        """Whether another attempt must wait."""
        return not all(limiter.limiter.test(item, *key) for item, key in self._counts(account))

    def note(self, account: str) -> None:
        """Count an attempt."""
        for item, key in self._counts(account):
            limiter.limiter.hit(item, *key)

    def _counts(self, account: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        who, where = encryption.fingerprint(normal_email(account)), get_remote_address()
        keys = ((self.both, (who, where)), (self.account, (who,)), (self.address, (where,)))
        return [(item, (self.name, *key)) for item, key in keys if item is not None]


#: Wrong passwords. NCSC and Cyber Essentials allow at most ten guesses in five minutes.
PASSWORD = Throttle("password", parse("6 per 5 minutes"), parse("10 per 5 minutes"), parse("20 per 5 minutes"))
#: Wrong codes of one account, however often its password was entered in between.
CODE = Throttle("code", account=parse("10 per 5 minutes"), address=parse("20 per 5 minutes"))
#: Letters asked for: none is a way to fill somebody's inbox.
RESET = Throttle("reset", account=parse("5 per day"), address=parse("20 per hour"))
LINK = Throttle("link", account=parse("5 per hour"), address=parse("20 per hour"))
REGISTER = Throttle("register", account=parse("5 per day"), address=parse("20 per hour"))
#: Passkeys that do not fit, by network address: they name no account.
PASSKEY = Throttle("passkey", address=parse("20 per 5 minutes"))

CODES_BEFORE_PASSWORD = 5
WAIT = "Wait five minutes before you try again, or ask for a link by email"

"""Who may see which flags, and who may read the words in them.

Words may name somebody by mistake. Whoever wrote them reads them, and supervisors; stewards those that do not come from
somebody's record. Commissioners read quotes only: words from which a person has taken the names.
"""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from directory.accounts.roles import Permission
from directory.needs.models import UnmetNeed
from directory.referrals.models import ContactAction
from directory.referrals.policy import Worker

#: Those who see every flag: to close gaps, or to read words before others may.
SEE_ALL = (Permission.CLOSE_GAPS, Permission.SUPERVISE, Permission.MODERATE)


def visible_flags(user: Worker) -> Select[UnmetNeed]:
    """The flags somebody may know of: all, for those who work with them; else their own."""
    return select(UnmetNeed).where(_within(user))


def sees_all(user: Worker) -> bool:
    """Whether somebody sees flags that others raised."""
    return any(user.may(each) for each in SEE_ALL)


def readable(user: Worker) -> ColumnElement[bool]:
    """The flags whose words somebody may read, as a condition."""
    rules: list[ColumnElement[bool]] = []
    if user.may(Permission.REFER) or user.may(Permission.REFER_AS_PARTNER) or user.may(Permission.MODERATE):
        rules.append(UnmetNeed.flagged_by == user.id)
    if user.may(Permission.MODERATE):
        rules.append(and_(UnmetNeed.action_id.is_(None), UnmetNeed.referral_id.is_(None)))
    if user.may(Permission.SUPERVISE):
        theirs = select(ContactAction.id).where(
            or_(ContactAction.team_id.is_(None), ContactAction.team_id == user.team_id)
        )
        rules.append(or_(UnmetNeed.action_id.is_(None), UnmetNeed.action_id.in_(theirs)))
    return or_(*rules) if rules else false()


def may_quote(user: Worker) -> bool:
    """Whether somebody prepares words for others to read."""
    return user.may(Permission.MODERATE) or user.may(Permission.SUPERVISE)


def may_set_apart(user: Worker, flag: UnmetNeed) -> bool:
    """Whether somebody may say that a flag is no double."""
    return flag.flagged_by == user.id or sees_all(user)


def may_decide(user: Worker) -> bool:
    """Whether somebody says how far flags are, and gives out the short links."""
    return user.may(Permission.CLOSE_GAPS)


def _within(user: Worker) -> ColumnElement[bool]:
    return true() if sees_all(user) else UnmetNeed.flagged_by == user.id

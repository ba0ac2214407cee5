"""Who may see which single flags, and who may read the words in them.

A flag tells of one person's month, ward and trouble, so it is shown to few: to whoever raised it; to a supervisor, what
their team noted; to a steward, what belongs to nobody's record and lies where they answer for. Commissioners see none
of others: they read counts that passed the rule for small numbers, and quotes from which a person took the names.
"""

from typing import Protocol

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from directory.accounts.models import TeamMember
from directory.accounts.roles import Permission
from directory.geo.queries import codes_within
from directory.needs.models import UnmetNeed
from directory.referrals.models import ContactAction
from directory.referrals.policy import Worker

#: Those who see single flags of others: to sort them, to read words before others may, to say how far they are.
SEE_OTHERS = (Permission.SUPERVISE, Permission.MODERATE)


class Reader(Worker, Protocol):
    """What the rules need of whoever asks."""

    @property
    def areas(self) -> frozenset[str]:
        """The areas a steward is limited to; none for everywhere."""
        ...


def visible_flags(user: Reader) -> Select[UnmetNeed]:
    """The flags somebody may know of, one by one."""
    rules = [_own(user)]
    if user.may(Permission.SUPERVISE):
        rules.append(_of_team(user))
    if user.may(Permission.MODERATE):
        rules.append(and_(_of_no_record(), _in_areas(user.areas)))
    return select(UnmetNeed).where(or_(*rules))


def sees_others(user: Reader) -> bool:
    """Whether somebody sees flags that others raised."""
    return any(user.may(each) for each in SEE_OTHERS)


def readable(user: Reader) -> ColumnElement[bool]:
    """Of the flags somebody may know of, those whose words they may read."""
    rules: list[ColumnElement[bool]] = []
    if user.may(Permission.REFER) or user.may(Permission.REFER_AS_PARTNER) or user.may(Permission.MODERATE):
        rules.append(UnmetNeed.flagged_by == user.id)
    if user.may(Permission.MODERATE):
        rules.append(_of_no_record())
    if user.may(Permission.SUPERVISE):
        rules.append(_of_team(user))
    return or_(*rules) if rules else false()


def may_quote(user: Reader) -> bool:
    """Whether somebody prepares words for others to read."""
    return sees_others(user)


def may_set_apart(user: Reader, flag: UnmetNeed) -> bool:
    """Whether somebody may say that a flag is no double."""
    return flag.flagged_by == user.id or sees_others(user)


def may_decide(user: Reader) -> bool:
    """Whether somebody says how far single flags are. Those who close gaps do that with whole gaps."""
    return user.may(Permission.MODERATE)


def _own(user: Reader) -> ColumnElement[bool]:
    return and_(UnmetNeed.flagged_by == user.id, _is_single())


def _is_single() -> ColumnElement[bool]:
    """One that somebody noted; rows of a survey or of a provider's return are counts."""
    return and_(UnmetNeed.batch_id.is_(None), UnmetNeed.organization_id.is_(None))


def _of_no_record() -> ColumnElement[bool]:
    return and_(UnmetNeed.action_id.is_(None), UnmetNeed.referral_id.is_(None), _is_single())


def _of_team(user: Reader) -> ColumnElement[bool]:
    """What their team noted, and partners, who have no team."""
    noted = select(ContactAction.id).where(or_(ContactAction.team_id.is_(None), ContactAction.team_id == user.team_id))
    members = select(TeamMember.user_id).where(TeamMember.team_id == user.team_id)
    by_hand = and_(_of_no_record(), UnmetNeed.flagged_by.in_(members))
    return or_(UnmetNeed.action_id.in_(noted), by_hand)


def _in_areas(areas: frozenset[str]) -> ColumnElement[bool]:
    """Where a steward answers; what has no place is for those who answer for everywhere."""
    if not areas:
        return true()
    codes = codes_within(areas)
    return or_(UnmetNeed.ward_code.in_(codes), UnmetNeed.district_code.in_(codes))

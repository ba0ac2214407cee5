"""Who answers for what in the demonstration, so that its desk tells a story: one steward for nearly all of it, one for
one district, and two districts that somebody left. Given once; what a visitor changes stays.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.demo import CAST
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.geo.models import Area, AreaType
from directory.moderation.freshness.models import AreaOwner

#: Swale and Thanet, whose steward has moved on.
LEFT_BEHIND = frozenset({"E07000113", "E07000114"})
_KINDS = (AreaType.DISTRICT, AreaType.UNITARY, AreaType.COUNTY)


def give_owners(session: Session, *, at: datetime) -> None:
    """Share the areas out among the stewards of the demonstration, unless somebody has already."""
    stewards = {person.area_code: _account(session, person.email) for person in CAST if person.role is Role.STEWARD}
    if session.scalars(select(AreaOwner).limit(1)).first() is not None or None in stewards.values():
        return
    codes = session.scalars(select(Area.code).where(Area.area_type.in_(_KINDS), Area.valid_from <= at.date()))
    for code in sorted(set(codes) - LEFT_BEHIND):
        owner = stewards.get(code) or stewards[""]
        assert owner is not None  # noqa: S101 -- looked for above
        session.add(AreaOwner(area_code=code, steward_id=owner.id))
    session.flush()


def _account(session: Session, email: str) -> User | None:
    marks = encryption.fingerprints(email)
    return session.scalars(select(User).where(User.email_fingerprint.in_(marks))).first()

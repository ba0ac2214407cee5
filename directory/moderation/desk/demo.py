"""Who answers for what in the demonstration, and what waits there, so that its desk tells a story.

One steward has nearly all of it, one has one district, and two districts were left by somebody. Made once; what a
visitor changes stays.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.demo import CAST
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.geo.models import Area, AreaType
from directory.listings.models import Service
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.models import Concern
from directory.moderation.concerns.operations import raise_concern
from directory.moderation.freshness.models import AreaOwner
from directory.moderation.proposals.codes import ProposalSource
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.proposing import propose_change

LISTINGS = ("b-brook-court-sit-stand", "trentside-red-card")
LOCKED = "We came at two as it says, and the door was locked. The caretaker thinks it starts at half past."
BY_POST = "Ring or write, and the card comes by post within a week."
NEW_GROUP = {
    "name": "Canal bank darners",
    "summary": "Mending, darning and tea by the canal. Bring a sock or just come.",
    "asset_type": "informal_network",
    "application_process": "Just turn up on a Thursday morning.",
}
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


def fill_queue(session: Session, *, at: datetime) -> None:
    """A worry, a change by those who run something and a new group, unless something waits or waited already."""
    if session.scalars(select(ChangeProposal).limit(1)).first() or session.scalars(select(Concern).limit(1)).first():
        return
    courts, card = (session.scalars(select(Service).where(Service.external_id == key)).first() for key in LISTINGS)
    if courts is not None:
        raise_concern(session, service=courts, kind=ConcernKind.WRONG_TIME, text=LOCKED, at=at)
    if card is not None:
        provider = next((_account(session, person.email) for person in CAST if person.keeps_listings), None)
        changes = {"alert": "The office is closed on 24 and 31 December.", "application_process": BY_POST}
        propose_change(session, service=card, content=changes, source=ProposalSource.PROVIDER, user=provider, at=at)
    propose_change(session, service=None, content=NEW_GROUP, source=ProposalSource.RESIDENT, at=at)


def _account(session: Session, email: str) -> User | None:
    marks = encryption.fingerprints(email)
    return session.scalars(select(User).where(User.email_fingerprint.in_(marks))).first()

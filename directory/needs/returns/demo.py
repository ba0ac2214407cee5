"""Returns of the demonstration: a dozen organisations said last quarter whom they turned away. One has not yet."""

import random
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import Membership
from directory.listings.models import Organization, Service
from directory.listings.policy import SHOWN
from directory.needs.models import ProviderReturn
from directory.needs.returns.lines import Answer, lines_for, present_quarter
from directory.needs.returns.operations import keep_return
from directory.referrals.codes.referral import Declined

ORGANIZATIONS = 12
SEED = 20261
_REASONS = (Declined.FULL, Declined.FULL, Declined.WAITING_LIST, Declined.TOO_FAR, Declined.TIMES)


def fill_returns(session: Session, *, at: datetime) -> None:
    """Send them, unless there are some. Whoever signs in as a provider finds their own still to send."""
    if session.scalar(select(ProviderReturn.id).limit(1)) is not None:
        return
    chance, quarter = random.Random(SEED), present_quarter(clock.local(at).date())
    runs = select(Service.organization_id).where(Service.listing_status.in_(SHOWN))
    kept = select(Membership.organization_id)
    chosen = select(Organization.id).where(Organization.id.in_(runs), Organization.id.not_in(kept))
    for organization_id in session.scalars(chosen.order_by(Organization.name, Organization.id).limit(ORGANIZATIONS)):
        said = {}
        for line in lines_for(session, organization_id, quarter):
            known = line.known_turned_away
            turned, waiting = known + chance.choice((0, 2, 3, 6, 9)), line.known_waiting + chance.choice((0, 0, 4, 7))
            said[line.service_id] = Answer(turned, waiting, chance.choice(_REASONS).value if turned else "")
        keep_return(session, organization_id, quarter, said, by_user=None, at=at)

"""What follows a move here: the provider gets word of something to answer, whoever referred gets word of an answer."""

from sqlalchemy.orm import Session

from directory.notifications.outbox import put
from directory.referrals.answering import topics
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.models import Referral, ReferralEvent
from directory.referrals.moves import on_move

S = ReferralStatus

#: After these the provider has something to do.
_FOR_PROVIDER = frozenset({(S.DRAFT, S.SUBMITTED), (S.INFO_NEEDED, S.ACKNOWLEDGED), (S.CLOSED, S.ACKNOWLEDGED)})


@on_move
def write_to_whom_it_concerns(session: Session, referral: Referral, event: ReferralEvent) -> None:
    """Leave word in the outbox. Ids only: who it is about is looked up by nobody who sends letters."""
    payload = {"referral": str(referral.id)}
    if (event.frm, event.to) in _FOR_PROVIDER:
        put(session, topics.SENT, payload, at=event.at)
    elif event.mover is Mover.PROVIDER and event.to is not S.ACKNOWLEDGED and referral.navigator_id is not None:
        put(session, topics.MOVED, payload, at=event.at)

"""Claims of quality wait in the one queue, with their area."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.moderation.queueing import waiting
from directory.moderation.stewardship.claims import confirm_claim, propose_claim
from directory.moderation.stewardship.codes import QualityKind
from tests.cast import DISTRICT


def test_a_claim_waits_until_it_is_decided(
    session: Session, tea: Service, provider: User, steward: User, at: datetime
) -> None:
    claim = propose_claim(session, tea, QualityKind.AGE_FRIENDLY, evidence="A pledge", user=provider, at=at)
    (row,) = waiting(session, at)
    assert (row.kind, row.reference, row.listing) == ("quality", claim.reference, "Tea on Tuesdays")
    assert DISTRICT in row.areas
    assert "pledge" not in row.what
    confirm_claim(session, claim, checked_on=at.date(), expires_on=None, reason="", user=steward, at=at)
    assert waiting(session, at) == []

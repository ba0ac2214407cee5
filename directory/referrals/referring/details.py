"""What a referral says beside the person and the listing. Values only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory.referrals.codes.referral import PartInReferral, Urgency


@dataclass(frozen=True)
class Participant:
    """Somebody else who is named in a referral: to a family meeting, say."""

    name: str
    part: PartInReferral
    contact: str = ""
    communication: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True)
class Details:
    """What goes into the drafts beside the person and the listing."""

    what_matters: str
    needs: tuple[str, ...]
    summary: str = ""
    urgency: Urgency = Urgency.USUAL
    start_by: date | None = None
    not_before: date | None = None
    others: tuple[Participant, ...] = ()

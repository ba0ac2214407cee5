"""What others in need say of the needs an organisation works for. True counts: protect them before showing them."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from directory.needs.cases.grouping import window
from directory.needs.codes import FAMILY_OF, NOT_COUNTED, UNCOUNTED, ReasonFamily
from directory.needs.models import UnmetNeed


def said_by_others(
    session: Session, organization_id: UUID, needs: Collection[str], districts: Collection[str], today: date
) -> Mapping[tuple[str, ReasonFamily], int]:
    """People by need and kind of reason, without those the organisation told of itself: it knows its own numbers.

    No district means everywhere: some work for a whole county.
    """
    where = UnmetNeed.district_code.in_(districts) if districts else true()
    first, until = window(today)
    rows = session.execute(
        select(UnmetNeed.need, UnmetNeed.reason, func.sum(UnmetNeed.people))
        .where(
            UnmetNeed.need.in_(needs),
            where,
            UnmetNeed.status.not_in(UNCOUNTED),
            UnmetNeed.reason.not_in(NOT_COUNTED),
            UnmetNeed.organization_id.is_distinct_from(organization_id),
            UnmetNeed.month >= first,
            UnmetNeed.month < until,
        )
        .group_by(UnmetNeed.need, UnmetNeed.reason)
    )
    found: Counter[tuple[str, ReasonFamily]] = Counter()
    for need, reason, people in rows:
        found[need, FAMILY_OF[reason]] += people
    return found

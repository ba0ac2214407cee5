"""Questions about how often listings are read. Small numbers are for ranking only: people are told them in words."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.moderation.providing.models import ListingUse

FEW = 5  # fewer than this might be told apart
MOST_IDS = 500  # in one IN (…)


def views_since(
    session: Session, service_ids: Iterable[UUID], since: date, until: date | None = None
) -> dict[UUID, int]:
    """How often each of the listings was read in the months from `since` on (before `until`); none is left out."""
    ids = list(service_ids)
    found = dict.fromkeys(ids, 0)
    months = [ListingUse.month >= since.replace(day=1), *([ListingUse.month < until] if until else [])]
    for start in range(0, len(ids), MOST_IDS):
        rows = session.execute(
            select(ListingUse.service_id, func.sum(ListingUse.views))
            .where(ListingUse.service_id.in_(ids[start : start + MOST_IDS]), *months)
            .group_by(ListingUse.service_id)
        )
        found |= {service_id: int(views) for service_id, views in rows}
    return found

"""Which wards are countryside: those in which most people live in rural small areas."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from directory.insight.models import SmallArea


def rural_wards(session: Session, codes: Collection[str]) -> Mapping[str, bool]:
    """Whether each of these wards is, as far as its small areas are known."""
    rural = func.sum(case((SmallArea.is_rural, SmallArea.residents), else_=0))
    rows: Any = session.execute(
        select(SmallArea.ward_code, rural, func.sum(SmallArea.residents))
        .where(SmallArea.ward_code.in_(codes))
        .group_by(SmallArea.ward_code)
    )
    return {ward: 2 * in_country > everybody for ward, in_country, everybody in rows}

"""The law that each purpose rests on, as the council sets it: kept apart from what people agree to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.chain import record
from directory.referrals.agreement.ledger import DEFAULT_BASIS
from directory.referrals.codes.agreement import LawfulBasis, Purpose, SpecialCategory
from directory.referrals.models import PurposeBasis


@dataclass(frozen=True)
class Law:
    """What one purpose rests on now."""

    purpose: Purpose
    lawful_basis: LawfulBasis
    condition: SpecialCategory
    expires_after_days: int | None
    is_set: bool


def law_of(session: Session, purpose: Purpose) -> Law:
    """What this purpose rests on: the council's choice, or the product's until there is one."""
    row = _row(session, purpose)
    if row is None:
        return Law(purpose, *DEFAULT_BASIS, expires_after_days=None, is_set=False)
    return Law(purpose, row.lawful_basis, row.condition, row.expires_after_days, is_set=True)


def laws(session: Session) -> Sequence[Law]:
    """All purposes, in the order in which people are asked."""
    return [law_of(session, purpose) for purpose in Purpose]


def set_law(session: Session, law: Law, *, by: str, at: datetime) -> None:
    """Choose what a purpose rests on from now. Lines of the ledger keep the law of their own day."""
    row = _row(session, law.purpose)
    if row is None:
        row = PurposeBasis(purpose=law.purpose)
        session.add(row)
    row.lawful_basis, row.condition = law.lawful_basis, law.condition
    row.expires_after_days, row.set_by = law.expires_after_days, by
    session.flush()
    detail = {
        "basis": law.lawful_basis.value,
        "condition": law.condition.value,
        "days": law.expires_after_days,
    }
    record(session, actor=by, action="law.set", subject=f"purpose:{law.purpose.value}", detail=detail, at=at)


def _row(session: Session, purpose: Purpose) -> PurposeBasis | None:
    return session.scalars(select(PurposeBasis).where(PurposeBasis.purpose == purpose)).first()

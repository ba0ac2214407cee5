"""Questions about imports. The latest first."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.openreferral.models import ImportBatch, ImportFault


def batches(session: Session, limit: int = 50) -> Sequence[ImportBatch]:
    """The latest imports."""
    return session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()).limit(limit)).all()


def faults_of(session: Session, batch_id: int, limit: int = 1000) -> Sequence[ImportFault]:
    """The rows an import could not use, in the order they stood."""
    query = select(ImportFault).where(ImportFault.batch_id == batch_id)
    return session.scalars(query.order_by(ImportFault.line, ImportFault.id).limit(limit)).all()

"""What every verb of this feature leaves behind besides its row: an event without personal data, and an answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.audit import chain
from directory.errors import RuleBroken

PUBLIC = "resident"  # the actor of everything done without an account


def told(session: Session, actor: str, action: str, subject: str, detail: Mapping[str, Any], at: datetime) -> None:
    """Put an event into the record."""
    chain.record(session, actor=actor, action=action, subject=subject, detail=detail, at=at)


def said(words: str, field: str = "outcome") -> str:
    """The answer somebody will read; there has to be one."""
    kept = words.strip()
    if not kept:
        raise RuleBroken(field, "Enter what was found and done, in words the reporter may read")
    return kept

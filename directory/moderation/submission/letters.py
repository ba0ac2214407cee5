"""The receipt for whoever sent a listing: a link to what becomes of it, and one that confirms the address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from directory.moderation.proposals.queries import suggestion_called
from directory.moderation.submission.operations import RECEIPT, new_link
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings


def send_receipt(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Write to whoever left an address. Somebody with an account has confirmed theirs already."""
    reference = str(payload["reference"])
    proposal = session.scalars(suggestion_called(reference)).one()
    if not proposal.proposer_email:
        return
    settings: Settings = current_app.extensions["waypost_settings"]
    confirm = "" if payload.get("is_known") else f"/email-confirmations/{new_link(session, reference, at=at)}"
    letters.post(
        "listing_received",
        proposal.proposer_email,
        reference=reference,
        link=f"{settings.base_url}/suggestions/{reference}",
        confirm=f"{settings.base_url}{confirm}" if confirm else "",
    )


HANDLERS: dict[str, Handler] = {RECEIPT: send_receipt}

"""What the worker does with this feature's outbox messages: letters that hold a reference and a link, nothing else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.moderation.concerns.queries import concern_called
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.queries import proposal_called
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings
from directory.web.references import NEW


def tell_stewards_of_concern(_session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """A concern waits. Who raised it and in which words stays in the inbox."""
    settings = _settings()
    letters.post("concern_raised", settings.council_email, reference=payload["reference"], kind=payload["kind"])


def tell_stewards_of_suggestion(_session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """A suggested listing waits."""
    letters.post("listing_suggested", _settings().council_email, reference=payload["reference"])


def answer_concern(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Tell whoever left an address that their concern was answered."""
    reference = str(payload["reference"])
    concern = session.scalars(concern_called(reference)).one()
    if concern.reporter_email:
        _answer(concern.reporter_email, reference, f"/concerns/{reference}")


def answer_proposal(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Tell whoever can be reached that there is an answer, or a question, to what they proposed."""
    reference = str(payload["reference"])
    proposal = session.scalars(proposal_called(reference)).one()
    user = session.get(User, proposal.user_id) if proposal.user_id else None
    address = proposal.proposer_email or (user.email if user and user.is_active else None)
    if address:
        path = ("/suggestions/" if reference.startswith(NEW) else "/changes/") + reference
        is_question = proposal.state is ProposalState.RETURNED
        _answer(address, reference, path, letter="question" if is_question else "answer")


HANDLERS: dict[str, Handler] = {
    "stewards.concern_raised": tell_stewards_of_concern,
    "stewards.listing_suggested": tell_stewards_of_suggestion,
    "reporter.concern_answered": answer_concern,
    "reporter.suggestion_answered": answer_proposal,
}


def _answer(to: str, reference: str, path: str, letter: str = "answer") -> None:
    letters.post(letter, to, reference=reference, link=_settings().base_url + path)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings

"""What the worker does with stewardship's outbox messages: letters that hold a count or a reference, and a link."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.moderation.stewardship.claims import ANSWERED
from directory.moderation.stewardship.codes import ClaimState
from directory.moderation.stewardship.ending_claims import ENDING
from directory.moderation.stewardship.models import QualityClaim, WordSuggestion
from directory.moderation.stewardship.stop_links import stop_link_of
from directory.moderation.stewardship.watching import TELL
from directory.moderation.stewardship.wordings import SUGGESTED, keepers_of
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings


def tell_watcher(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Listings that somebody watches changed; which ones is read on the page."""
    user = session.get(User, UUID(str(payload["user"])))
    if user is None or not user.active:
        return
    number = int(payload["listings"])
    stop = f"{_settings().base_url}/watches/stop/{stop_link_of(user.id)}"
    letters.post("listings_changed", user.email, number=number, link=f"{_settings().base_url}/watches", stop=stop)


def answer_claim(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """A steward decided about a claim of quality."""
    claim = session.get(QualityClaim, UUID(str(payload["claim"])))
    user = session.get(User, claim.proposer_id) if claim and claim.proposer_id else None
    if claim is None or user is None or not user.active:
        return
    link = f"{_settings().base_url}/listings/{claim.service_id}/quality-claims"
    letters.post("answer", user.email, reference=claim.reference, link=link)


def offer_words(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """A steward suggests plainer words for a listing that somebody keeps."""
    suggestion = session.get(WordSuggestion, UUID(str(payload["suggestion"])))
    service = session.get(Service, suggestion.service_id) if suggestion else None
    if suggestion is None or service is None:
        return
    link = f"{_settings().base_url}/word-suggestions/{suggestion.id}"
    for user in keepers_of(session, service):
        letters.post("words_suggested", user.email, reference=suggestion.reference, link=link)


def warn_keepers(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Something stewards vouch for ends soon: to all who keep the listing, unless it was renewed or taken back."""
    claim = session.get(QualityClaim, UUID(str(payload["claim"])))
    service = session.get(Service, claim.service_id) if claim and claim.state is ClaimState.CONFIRMED else None
    if claim is None or service is None:
        return
    link = f"{_settings().base_url}/listings/{claim.service_id}/quality-claims"
    for user in keepers_of(session, service):
        letters.post("claim_ending", user.email, reference=claim.reference, ends_on=claim.expires_on, link=link)


HANDLERS: dict[str, Handler] = {
    TELL: tell_watcher,
    ANSWERED: answer_claim,
    SUGGESTED: offer_words,
    ENDING: warn_keepers,
}


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings

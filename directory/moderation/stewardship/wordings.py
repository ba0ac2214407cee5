"""Plainer words for a listing, offered by a steward to the people who run it, who take them or keep their own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Membership, User
from directory.audit import chain
from directory.errors import Conflict, RuleBroken
from directory.listings.editing import write_content
from directory.listings.models import Service
from directory.moderation.stewardship.codes import WordingState
from directory.moderation.stewardship.models import WordSuggestion
from directory.notifications import outbox
from directory.web.references import new_reference

SUGGESTED = "provider.words_suggested"
FIELDS = ("summary", "description")


def keepers_of(session: Session, service: Service) -> Sequence[User]:
    """People with accounts who keep the listing."""
    if service.organization_id is None:
        return ()
    members = select(Membership.user_id).where(Membership.organization_id == service.organization_id)
    return session.scalars(select(User).where(User.id.in_(members), User.active).order_by(User.id)).all()


def suggest_words(
    session: Session, service: Service, *, summary: str, description: str, note: str, by: str, at: datetime
) -> WordSuggestion:
    """Offer other words. The listing stays as it is; whoever keeps it hears that there is a suggestion."""
    wanted = {"summary": summary, "description": description}
    if all(wanted[key] == (getattr(service, key) or "").strip() for key in FIELDS):
        raise RuleBroken("summary", "Change some of the words first")
    if not keepers_of(session, service):
        raise RuleBroken(None, "Nobody who runs it has an account yet: ring them instead")
    waiting = select(WordSuggestion).where(
        WordSuggestion.service_id == service.id, WordSuggestion.state == WordingState.SENT
    )
    for earlier in session.scalars(waiting):
        earlier.state = WordingState.REPLACED
    suggestion = WordSuggestion(
        reference=new_reference("WS"), service_id=service.id, note=note or None, by=by, at=at, **wanted
    )
    session.add(suggestion)
    session.flush()
    _record(session, suggestion, "words.suggested", by, at)
    outbox.put(session, SUGGESTED, {"suggestion": str(suggestion.id)}, at=at)
    return suggestion


def take_words(session: Session, suggestion: WordSuggestion, *, by: str, at: datetime) -> None:
    """The people who run it agree: a steward wrote the words, they accept them, so they are live at once."""
    _refuse_answered(suggestion)
    service = session.get_one(Service, suggestion.service_id)
    words = {key: getattr(suggestion, key) for key in FIELDS}
    write_content(session, service, words, by=by, at=at, why=f"Plainer words, {suggestion.reference}")
    _answer(session, suggestion, WordingState.TAKEN, by, at)


def keep_own_words(session: Session, suggestion: WordSuggestion, *, by: str, at: datetime) -> None:
    """The people who run it keep theirs."""
    _refuse_answered(suggestion)
    _answer(session, suggestion, WordingState.KEPT, by, at)


def suggestions_for(session: Session, service_id: UUID) -> Sequence[WordSuggestion]:
    """What was suggested for a listing, newest first."""
    mine = select(WordSuggestion).where(WordSuggestion.service_id == service_id)
    return session.scalars(mine.order_by(WordSuggestion.at.desc(), WordSuggestion.id.desc())).all()


def _refuse_answered(suggestion: WordSuggestion) -> None:
    if suggestion.state is not WordingState.SENT:
        raise Conflict(f"{suggestion.reference} was already answered, or a later suggestion took its place.")


def _answer(session: Session, suggestion: WordSuggestion, state: WordingState, by: str, at: datetime) -> None:
    suggestion.state, suggestion.answered_at = state, at
    _record(session, suggestion, f"words.{state.value}", by, at)


def _record(session: Session, suggestion: WordSuggestion, action: str, by: str, at: datetime) -> None:
    subject = f"word_suggestion:{suggestion.id}"
    detail = {"service_id": str(suggestion.service_id)}
    chain.record(session, actor=by, action=action, subject=subject, detail=detail, at=at)

"""Loading a conversation for a page: unseen is 404; with somebody outside one's own caseload, why is asked first."""

from uuid import UUID

from directory.accounts.signed_in import acting
from directory.referrals.models import Conversation, Person
from directory.referrals.people.loading import opened_person
from directory.referrals.policy import visible_conversations
from directory.web.loading import get_or_404


def opened(conversation_id: UUID) -> tuple[Conversation, Person | None]:
    """The conversation and the person it was with, when whoever is signed in may open both now."""
    conversation = get_or_404(visible_conversations(acting()), conversation_id)
    person = opened_person(conversation.person_id) if conversation.person_id else None
    return conversation, person


def as_uuid(text: str | None) -> UUID | None:
    """An id that came in an address or a hidden field; nothing when it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None

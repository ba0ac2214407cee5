"""H-S5: words that stumble are shown, plainer ones are offered, and the people who run it decide."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.listings.models import ListingVersion, Service
from directory.moderation.stewardship.codes import WordingState
from directory.moderation.stewardship.models import WordSuggestion
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.page import Page

HARD = "We facilitate holistic engagement. " * 3
WORDS = {"summary": "We meet and chat", "description": "Come on Tuesdays. There is tea."}


@pytest.fixture
def hard(session: Session, tea: Service) -> Service:
    """The provider's listing in council words."""
    tea.description = HARD
    session.commit()
    return tea


def sent(client: CheckedClient, steward: User, listing: Service, session: Session) -> WordSuggestion:
    client.sign_in(steward)
    assert client.post(f"/staff/listings/{listing.id}/word-suggestions", data=WORDS).status_code == 303
    return session.scalars(select(WordSuggestion).order_by(WordSuggestion.id.desc())).first()  # type: ignore[return-value]


def test_words_that_stumble_are_shown_and_others_tried(
    client: CheckedClient, steward: User, hard: Service, provider: User
) -> None:
    client.sign_in(steward)
    assert "you could say" in client.page(f"/staff/listings/{hard.id}/words").text
    tried = client.post(f"/staff/listings/{hard.id}/words/hints", data=WORDS)
    page = Page(tried.get_data(as_text=True))
    assert "Nothing to stumble over" in page.text
    assert "Come on Tuesdays" in page.text


def test_the_people_who_run_it_hear_and_use_the_words(
    client: CheckedClient, steward: User, provider: User, hard: Service, session: Session
) -> None:
    suggestion = sent(client, steward, hard, session)
    assert session.scalars(select(OutboxMessage.payload).where(OutboxMessage.topic == "provider.words_suggested")).all()
    assert session.get_one(Service, hard.id).description == HARD
    client.sign_in(provider)
    here = f"/word-suggestions/{suggestion.id}"
    assert "Come on Tuesdays" in client.page(here).text
    assert client.post(f"{here}/acceptance").status_code == 303
    assert session.get_one(Service, hard.id).summary == "We meet and chat"
    newest = session.scalars(select(ListingVersion).order_by(ListingVersion.number.desc())).first()
    assert newest is not None
    assert (newest.by, newest.why) == (provider.actor, f"Plainer words, {suggestion.reference}")
    assert client.post(f"{here}/refusal").status_code == 409


def test_they_may_keep_their_own(
    client: CheckedClient, steward: User, provider: User, hard: Service, session: Session
) -> None:
    suggestion = sent(client, steward, hard, session)
    client.sign_in(provider)
    assert client.post(f"/word-suggestions/{suggestion.id}/refusal").status_code == 303
    session.expire_all()
    assert session.get_one(WordSuggestion, suggestion.id).state is WordingState.KEPT
    assert session.get_one(Service, hard.id).description == HARD


def test_the_same_words_or_nobody_to_write_to_are_refused(
    client: CheckedClient, steward: User, provider: User, hard: Service, far: Service
) -> None:
    client.sign_in(steward)
    same = client.post(f"/staff/listings/{hard.id}/word-suggestions", data={"description": HARD.strip()})
    assert Page(same.get_data(as_text=True)).errors == ["Change some of the words first"]
    nobody = client.post(f"/staff/listings/{far.id}/word-suggestions", data=WORDS)
    assert nobody.status_code == 422
    assert "ring them instead" in nobody.get_data(as_text=True)


def test_others_do_not_answer_or_suggest(
    client: CheckedClient, steward: User, area_steward: User, provider: User, other_provider: User, hard: Service,
    far: Service, session: Session,
) -> None:  # fmt: skip
    another_steward = people.person(session, "Stan Steward", Role.STEWARD)
    suggestion = sent(client, steward, hard, session)
    assert client.get(f"/word-suggestions/{suggestion.id}").status_code == 403, "a steward does not answer their own"
    client.sign_in(other_provider)
    assert client.post(f"/word-suggestions/{suggestion.id}/acceptance").status_code == 403
    assert client.get(f"/staff/listings/{hard.id}/words").status_code == 403
    client.sign_in(another_steward)
    assert client.post(f"/word-suggestions/{suggestion.id}/acceptance").status_code == 403, "stewards are not asked"
    client.sign_in(area_steward)
    assert client.get(f"/staff/listings/{far.id}/words").status_code == 403

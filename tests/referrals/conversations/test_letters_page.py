"""Letters to print: a list that gets shorter, an address only while they may be written to."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.referrals.codes.contact import ContactWay
from directory.referrals.conversations.plan.sending import ask_for_copy
from directory.referrals.models import Conversation, Person, PlanCopy
from tests.client import CheckedClient

LIST = "/conversations/letters"


@pytest.fixture
def letter(session: Session, talk: Conversation, edith: Person, connector: User, at: datetime) -> PlanCopy:
    """Edith asked for a letter."""
    return ask_for_copy(session, talk, edith, ContactWay.POST, is_agreed=True, by=connector, at=at)


def kept(session: Session) -> PlanCopy:
    session.expire_all()
    return session.scalars(select(PlanCopy)).one()


def test_the_list_names_references_only(work: CheckedClient, letter: PlanCopy, edith: Person) -> None:
    page = work.page(LIST)
    assert f"Letter to {edith.reference}" in page.text
    assert "Edith" not in page.text


def test_a_letter_has_the_address_and_leaves_the_list_once_posted(
    work: CheckedClient, session: Session, letter: PlanCopy, at: datetime
) -> None:
    page = work.page(f"{LIST}/{letter.id}")
    assert "1 Low Street" in page.text
    assert "Edith" not in page.title
    assert work.post(f"{LIST}/{letter.id}/posting").location == LIST
    assert kept(session).sent_at == at
    assert "Nothing waits to be printed." in work.page(LIST).text
    assert work.post(f"{LIST}/{letter.id}/posting").status_code == 409


def test_whoever_may_not_be_written_to_any_more_has_no_address_on_it(
    work: CheckedClient, session: Session, letter: PlanCopy, edith: Person
) -> None:
    edith.safety = {"write": "no"}
    page = work.page(f"{LIST}/{letter.id}")
    assert "Do not send it." in page.text
    assert "1 Low Street" not in page.text
    work.post(f"{LIST}/{letter.id}/posting")
    assert (kept(session).sent_at, kept(session).held) == (None, "not_safe")


def test_another_team_sees_none_of_it(client: CheckedClient, letter: PlanCopy, other_connector: User) -> None:
    assert client.get(LIST).status_code == 303
    client.sign_in(other_connector)
    assert "Nothing waits to be printed." in client.page(LIST).text
    assert client.get(f"{LIST}/{letter.id}").status_code == 404
    assert client.post(f"{LIST}/{letter.id}/posting").status_code == 404


def test_a_colleague_may_print_it_after_saying_why(
    client: CheckedClient, letter: PlanCopy, colleague: User, provider: User
) -> None:
    client.sign_in(colleague)
    assert "Letter to PE-" in client.page(LIST).text
    assert client.get(f"{LIST}/{letter.id}").status_code == 303
    client.sign_in(provider)
    assert client.get(LIST).status_code == 403

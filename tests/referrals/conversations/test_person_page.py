"""Saying later whom a conversation was with."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.models import Conversation, Person
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page
from tests.referrals.conversations.conftest import LUNCH, only_talk

pytestmark = pytest.mark.usefixtures("postcode")


def of(talk: Conversation) -> str:
    return f"/conversations/{talk.id}/person"


def test_somebody_new_is_made_and_named(work: CheckedClient, session: Session, nameless: Conversation) -> None:
    answer = work.post(of(nameless), data={"name": "Stan Sample", "postcode": "NG18 1AA"})
    assert answer.location == f"/conversations/{nameless.id}"
    assert session.get_one(Person, only_talk(session).person_id).name == "Stan Sample"


def test_somebody_known_is_offered_and_chosen(
    work: CheckedClient, session: Session, nameless: Conversation, edith: Person
) -> None:
    answer = work.post(of(nameless), data={"name": "Edith Example"})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.errors) == (422, ["Choose one of them, or say that it is somebody new"])
    work.post(of(nameless), data={"name": "Edith Example", "who": str(edith.id)})
    assert only_talk(session).person_id == edith.id


def test_a_name_is_asked_for(work: CheckedClient, nameless: Conversation) -> None:
    answer = work.post(of(nameless), data={})
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (
        422,
        ["Enter a name; a first name or initials will do"],
    )


def test_nobody_is_named_twice(work: CheckedClient, session: Session, talk: Conversation) -> None:
    assert work.post(of(talk), data={"name": "Stan Sample"}).status_code == 409
    assert len(session.scalars(select(Person)).all()) == 1


def test_somebody_of_another_team_is_neither_offered_nor_chosen(
    client: CheckedClient, session: Session, other_connector: User, edith: Person, nameless: Conversation
) -> None:
    nameless.navigator_id, nameless.team_id = other_connector.id, other_connector.team_id
    client.sign_in(other_connector)
    answer = client.post(of(nameless), data={"name": "Edith Example", "who": str(edith.id)})
    assert answer.status_code == 303
    assert only_talk(session).person_id != edith.id


def test_nobody_else_names_somebody(client: CheckedClient, nameless: Conversation, other_connector: User) -> None:
    client.sign_in(other_connector)
    assert client.post(of(nameless), data={"name": "Stan"}).status_code == 404


def test_whoever_is_referred_from_a_nameless_talk_is_named_in_it(
    work: CheckedClient, session: Session, nameless: Conversation, tea: Service
) -> None:
    work.post(f"/conversations/{nameless.id}/actions", data={"kind": "information", "need": LUNCH})
    people.takes_referrals(session, tea)
    sent = {"what_matters": "Company at the table", "name": "Stan Sample", "leave_message": "yes"}
    about = {"service": str(tea.id), "need": LUNCH, "conversation": str(nameless.id)}
    answer = work.post("/referrals/details", data=about)
    page = Page(answer.get_data(as_text=True))
    (form,) = [form for form in page.forms if "what_matters" in form.names]
    assert work.post(form.action or "", data={**form.values, **sent}).status_code == 303
    talk = only_talk(session)
    assert session.get_one(Person, talk.person_id).name == "Stan Sample"
    assert [action.person_id for action in talk.actions] == [talk.person_id]

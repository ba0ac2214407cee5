"""Beginning a conversation: the words first, whom it is with or nobody, nothing typed twice."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.models import Conversation, Person
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.conversations.conftest import DISTRICT, LUNCH, WARD, only_talk

NEW, SENT = "/conversations/new", "/conversations"
WORDS = {"what_matters": "Company at the table", "strengths": "Plays the piano", "channel": "home_visit"}
NAMED = {**WORDS, "needs": [LUNCH], "name": "Stan Sample", "phone": "01623 555 777", "postcode": "NG18 1AA"}

pytestmark = pytest.mark.usefixtures("needs", "postcode")


@pytest.mark.requirement("A088")
@pytest.mark.requirement("A086")
def test_what_matters_and_strengths_are_asked_before_anything_else(work: CheckedClient) -> None:
    names = list(work.page(NEW).forms[0].values)
    words = [name for name in names if name in {"what_matters", "strengths", "contribution", "name", "channel"}]
    assert words == ["what_matters", "strengths", "contribution", "channel", "name"]


def test_somebody_new_is_made_in_the_same_press(work: CheckedClient, session: Session, connector: User) -> None:
    answer = work.post(SENT, data=NAMED)
    talk = only_talk(session)
    person = session.scalars(select(Person)).one()
    assert (answer.status_code, answer.location) == (303, f"/conversations/{talk.id}")
    assert (person.name, person.navigator_id, talk.person_id) == ("Stan Sample", connector.id, person.id)
    assert (talk.channel.value, talk.needs, talk.ward_code) == ("home_visit", [LUNCH], WARD)


def test_nobody_named_counts_by_area_and_the_postcode_is_not_kept(work: CheckedClient, session: Session) -> None:
    work.post(SENT, data={**WORDS, "needs": [LUNCH], "postcode": "NG18 1AA"})
    talk = only_talk(session)
    assert (talk.person_id, talk.ward_code, talk.district_code) == (None, WARD, DISTRICT)
    assert session.scalars(select(Person)).all() == []


def test_whoever_is_known_is_asked_about_with_every_word_kept(
    work: CheckedClient, session: Session, edith: Person
) -> None:
    sent = {**WORDS, "needs": [LUNCH], "name": "edith example", "phone": "07700900123"}
    answer = work.post(SENT, data=sent)
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors == ["Choose one of them, or say that it is somebody new"]
    assert f"Edith Example, {edith.reference}" in page.text
    assert page.forms[0].values["what_matters"] == "Company at the table"
    work.post(SENT, data={**sent, "who": str(edith.id)})
    assert only_talk(session).person_id == edith.id


def test_a_namesake_is_made_when_that_is_said(work: CheckedClient, session: Session, edith: Person) -> None:
    work.post(SENT, data={**WORDS, "name": "Edith Example", "who": "new"})
    assert len(session.scalars(select(Person)).all()) == 2
    assert only_talk(session).person_id != edith.id


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"phone": "01623 555777"}, "Enter a name; a first name or initials will do"),
        ({"name": "Stan", "postcode": "NG"}, "Enter a full postcode, like NG18 1AA, or leave it empty"),
        ({"family_who": "Her son", "family_what": "shops"}, "tick that they are willing and agree"),
        ({"what_matters": "x" * 4001}, "Shorten what matters to 4,000 characters or fewer"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    work: CheckedClient, session: Session, change: dict[str, str], words: str
) -> None:
    answer = work.post(SENT, data={**WORDS, **change})
    assert answer.status_code == 422
    assert words in Page(answer.get_data(as_text=True)).errors[0]
    assert session.scalars(select(Conversation)).all() == []


def test_a_double_click_makes_one_conversation(work: CheckedClient, session: Session) -> None:
    sent = {**NAMED, "once": "the same token"}
    assert work.post(SENT, data=sent).location == work.post(SENT, data=sent).location
    only_talk(session)


def test_the_person_and_the_listing_one_came_from_are_at_hand(
    work: CheckedClient, session: Session, edith: Person, tea: Service
) -> None:
    page = work.page(f"{NEW}?person={edith.id}&service={tea.id}")
    assert "Tea on Tuesdays" in page.text
    assert "Edith Example" in page.text
    assert "name" not in page.forms[0].names
    answer = work.submit(f"{NEW}?person={edith.id}&service={tea.id}", WORDS)
    talk = only_talk(session)
    assert (talk.person_id, talk.needs) == (edith.id, [LUNCH])
    assert answer.location == f"/conversations/{talk.id}?service={tea.id}"


def test_the_title_names_nobody(work: CheckedClient, edith: Person) -> None:
    assert "Edith" not in work.page(f"{NEW}?person={edith.id}").title


def test_nobody_else_begins_one(client: CheckedClient, steward: User) -> None:
    assert client.get(NEW).status_code == 303
    client.sign_in(steward)
    assert client.get(NEW).status_code == 403
    assert client.post(SENT, data=WORDS).status_code == 403


def test_somebody_elses_person_is_not_there(client: CheckedClient, other_connector: User, edith: Person) -> None:
    client.sign_in(other_connector)
    assert client.get(f"{NEW}?person={edith.id}").status_code == 404
    assert client.post(SENT, data={**WORDS, "person": str(edith.id)}).status_code == 404
    assert client.get(f"{NEW}?person={uuid4()}").status_code == 404


def test_a_colleagues_person_is_opened_with_a_reason(client: CheckedClient, colleague: User, edith: Person) -> None:
    client.sign_in(colleague)
    answer = client.get(f"{NEW}?person={edith.id}")
    assert (answer.status_code, "reason" in (answer.location or "")) == (303, True)

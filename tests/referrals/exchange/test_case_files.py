"""Case files: out and in again without a doubled record, a changed id or a word typed twice."""

import io
import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.referrals.codes.work import ActionKind
from directory.referrals.exchange.case_file import FORMAT
from directory.referrals.models import ContactAction, Conversation, Person
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.marks import find_people
from directory.referrals.people.operations import make_person
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as helped

NEED = "connect.groups"


@pytest.fixture
def edith(session: Session, connector: User, at: datetime) -> Person:
    """Somebody with a contact and a referral."""
    make.term(session, "needs", NEED, "Groups")
    facts = PersonFacts(name="Edith Example", phone="01623 555012", born="1948")
    person = make_person(session, facts, by=connector.actor, at=at, navigator=connector)
    talk = helped.conversation(session, connector, person, at, needs=[NEED], note="She would rather not say")
    helped.action(session, talk, ActionKind.SIGNPOST, need=NEED)
    helped.referral(session, connector, person, make.service(session, "Tuesday table"), at)
    return person


def take(client: CheckedClient, person_id: UUID) -> dict[str, Any]:
    """The case file of somebody."""
    page = f"/people/{person_id}/case-file"
    assert client.get(page).status_code == 200
    answer = client.post(f"{page}/copies")
    assert answer.status_code == 200
    return dict(json.loads(answer.get_data(as_text=True)))


def bring(client: CheckedClient, said: object) -> TestResponse:
    """Send a file."""
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return client.post("/case-files", data={"file": (io.BytesIO(raw), "cases.json")})


def ids(session: Session) -> dict[str, set[UUID]]:
    """The ids of everything that hangs on a person."""
    return {
        model.__tablename__: set(session.scalars(select(model.id))) for model in (Person, Conversation, ContactAction)
    }


@pytest.mark.requirement("A174")
def test_out_and_in_again_keeps_every_id_and_doubles_nothing(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    file, before = take(client, edith.id), ids(session)
    person = file["people"][0]
    assert (person["id"], person["reference"], person["name"]) == (str(edith.id), edith.reference, "Edith Example")
    person["case_number"] = "LAS 4471902"
    assert "0 new records, 1 known, 0 contacts added" in bring(client, file).get_data(as_text=True)
    session.expire_all()
    assert ids(session) == before
    assert edith.case_number == "LAS 4471902"
    assert take(client, edith.id)["people"][0] == person


@pytest.mark.requirement("A174")
def test_a_record_that_is_gone_here_comes_back_with_the_ids_it_had(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    file, before, number, reference = take(client, edith.id), ids(session), edith.id, edith.reference
    file["people"][0]["referrals"] = []
    empty(session)
    assert "1 new record, 0 known, 1 contact added" in bring(client, file).get_data(as_text=True)
    assert ids(session) == before
    back = session.get_one(Person, number)
    assert (back.reference, back.phone, back.navigator_id) == (reference, "01623 555012", connector.id)
    assert take(client, number) == file


def empty(session: Session) -> None:
    """As another installation, which knows nobody."""
    for table in ("referral_event", "agreement", "follow_up", "referral"):
        session.execute(delete(Person.metadata.tables[table]))
    for model in (ContactAction, Conversation, Person):
        session.execute(delete(model))
    session.flush()
    session.expire_all()


def somebody(**facts: Any) -> dict[str, Any]:
    return {"format": FORMAT, "people": [{"name": "Bob Brought", "case_number": "LAS 7", **facts}]}


def test_somebody_of_the_case_system_is_found_by_their_number_afterwards(
    client: CheckedClient, session: Session, connector: User
) -> None:
    client.sign_in(connector)
    for times in ("1 new record, 0 known", "0 new records, 1 known"):
        assert times in bring(client, somebody(phone="01623 555077")).get_data(as_text=True)
    (bob,) = session.scalars(select(Person)).all()
    assert (bob.case_number, bob.navigator_id) == ("LAS 7", connector.id)
    assert find_people(session, connector, "Bob") == [bob]


def test_what_differs_is_left_and_named_and_what_is_empty_is_filled(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    said = somebody(id=str(edith.id), name="Edith Example", phone="01623 999999", email="edith@example.org")
    text = bring(client, said).get_data(as_text=True)
    assert "Left as it is here" in text
    assert f"{edith.reference}</a>: phone<" in text
    session.expire_all()
    assert (edith.phone, edith.email) == ("01623 555012", "edith@example.org")


def test_no_word_of_a_conversation_leaves_and_taking_is_on_the_record(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    assert "She would rather not say" not in json.dumps(take(client, edith.id))
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.exported")).all()
    assert [(event.actor, event.subject) for event in events] == [(connector.actor, edith.actor)]


CONTACT = {"at": "2025-03-04T10:00:00+00:00", "channel": "phone", "needs": [], "done": []}


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (b"not a file", "this is no JSON"),
        ({"format": "other/1", "people": []}, f"Choose a case file of the format {FORMAT}"),
        (somebody(name=""), "Person 1: it has no name"),
        (somebody(id="7"), "Person 1: “7” is no id"),
        (somebody(born="tomorrow"), "Person 1: "),
        (somebody(contacts=[CONTACT | {"at": "2025-03-04T10:00:00"}]), "contact 1: its time has no zone"),
        (somebody(contacts=[CONTACT | {"at": "2099-03-04T10:00:00+00:00"}]), "a contact lies ahead"),
        (somebody(contacts=[CONTACT | {"needs": ["cats"]}]), "“cats” is no need of the list"),
        (somebody(contacts=[CONTACT | {"channel": "owl"}]), "contact 1: "),
    ],
)
def test_a_faulty_file_is_refused_whole(
    client: CheckedClient, session: Session, connector: User, said: Any, says: str
) -> None:
    client.sign_in(connector)
    if isinstance(said, dict):
        said = {**said, "people": [{"name": "Good Gwen"}, *said["people"]]} if said["format"] == FORMAT else said
        says = says.replace("Person 1", "Person 2")
    answer = bring(client, said)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_record_of_another_team_is_neither_taken_nor_filled(
    client: CheckedClient, session: Session, other_connector: User, edith: Person
) -> None:
    client.sign_in(other_connector)
    assert client.get(f"/people/{edith.id}/case-file").status_code == 404
    answer = bring(client, somebody(id=str(edith.id)))
    assert answer.status_code == 422
    assert "Edith" not in answer.get_data(as_text=True)
    session.expire_all()
    assert edith.case_number is None


def test_volunteers_partners_and_others_take_and_bring_nothing(
    client: CheckedClient, volunteer: User, referrer: User, commissioner: User, edith: Person, session: Session
) -> None:
    assert client.get("/case-files/new").status_code == 303
    for user in (volunteer, referrer, commissioner):
        client.sign_in(user)
        assert client.get("/case-files/new").status_code == 403
        assert bring(client, somebody()).status_code == 403
    client.sign_in(volunteer)
    edith.navigator_id = volunteer.id
    session.flush()
    assert client.post(f"/people/{edith.id}/case-file/copies").status_code == 403
    assert client.get(f"/people/{uuid4()}/case-file").status_code == 404


def test_a_file_is_offered_on_the_record(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    assert "File for the case system" in client.page(f"/people/{edith.id}").links

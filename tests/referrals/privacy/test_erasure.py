"""Erasing one person now, and keeping one on hold."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import put
from directory.referrals.models import Person, QualitySample, Referral
from directory.referrals.totals import totals
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.privacy.conftest import HERS
from tests.referrals.privacy.scanning import where_found


def test_an_erased_person_is_in_no_table_and_every_total_stays(
    client: CheckedClient, session: Session, supervisor: User, edith: Person, at: datetime
) -> None:
    referral = session.scalars(select(Referral).where(Referral.person_id == edith.id)).one()
    put(session, "referrals.sent", {"referral": str(referral.id), "purpose": "sent"}, at=at)
    put(session, "plans.sent", {"person": str(edith.id)}, at=at)
    person_id, subject = str(edith.id), edith.actor
    session.commit()
    before = totals(session)
    assert all(where_found(session, words) for words in HERS)
    _open_as(client, supervisor, edith)
    values = {"why": "asked", "typed": edith.reference.lower()}
    answer = client.submit(f"/people/{edith.id}/privacy", values, form=2)
    assert (answer.status_code, answer.location) == (303, "/people/erased")
    assert "The record is erased" in client.page("/people/erased").text
    session.expire_all()
    assert where_found(session, *HERS) == []
    assert where_found(session, "Norma Neighbour") == []
    assert totals(session) == before
    payloads = [message.payload for message in session.scalars(select(OutboxMessage))]
    assert not any(person_id in str(payload) or str(referral.id) in str(payload) for payload in payloads)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.erased")).one()
    assert (event.subject, event.detail) == (subject, {"why": "asked"})
    assert client.get(f"/people/{person_id}").status_code == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"why": "asked", "typed": "PE-2222-2222"}, "Type the reference of this record, {}, to erase it"),
        ({"why": "asked", "typed": ""}, "Enter the reference of this record"),
        ({"typed": "{}"}, "Select why it is erased"),
    ],
)
def test_nothing_is_erased_by_a_slip(
    client: CheckedClient,
    session: Session,
    supervisor: User,
    edith: Person,
    values: dict[str, str],
    sentence: str,
) -> None:
    _open_as(client, supervisor, edith)
    sent = {name: value.format(edith.reference) for name, value in values.items()}
    answer = client.submit(f"/people/{edith.id}/privacy", sent, form=2)
    assert answer.status_code == 422
    assert Page(answer.text).errors == [sentence.format(edith.reference)]
    session.expire_all()
    assert edith.name == "Edith Example"


def test_what_is_on_hold_is_not_erased_until_the_hold_is_lifted(
    client: CheckedClient, session: Session, supervisor: User, edith: Person
) -> None:
    _open_as(client, supervisor, edith)
    sent = client.page(f"/people/{edith.id}/privacy").forms[2]
    erasing = {**sent.values, "why": "asked", "typed": edith.reference}
    answer = client.submit(f"/people/{edith.id}/privacy", {"hold_reason": "court"}, form=1)
    assert (answer.status_code, answer.location) == (303, f"/people/{edith.id}/privacy?done=held")
    page = client.page(answer.location)
    assert "On hold: Court or inquest." in page.text
    assert client.post(sent.action, data=erasing, token=False).status_code == 409
    assert client.post(f"/people/{edith.id}/hold", data={"hold_reason": "court"}).status_code == 409
    assert client.post(f"/people/{edith.id}/hold/removal").status_code == 303
    assert client.post(f"/people/{edith.id}/hold/removal").status_code == 409
    erasing["once"] = "another"
    assert client.post(sent.action, data=erasing, token=False).status_code == 303
    assert session.scalars(select(Person).where(Person.name.is_not(None))).all() != []
    assert where_found(session, "Edith Example") == []


def test_of_a_supervisors_answers_the_codes_stay(
    client: CheckedClient, session: Session, supervisor: User, edith: Person
) -> None:
    _open_as(client, supervisor, edith)
    client.submit(f"/people/{edith.id}/privacy", {"why": "asked", "typed": edith.reference}, form=2)
    session.expire_all()
    sample = session.scalars(select(QualitySample)).one()
    assert (sample.person_id, sample.note, sample.answers) == (None, None, {"choice": "partly"})


def test_a_hold_needs_its_reason(client: CheckedClient, supervisor: User, edith: Person) -> None:
    _open_as(client, supervisor, edith)
    answer = client.submit(f"/people/{edith.id}/privacy", form=1)
    assert Page(answer.text).errors == ["Select why it is kept"]


def test_the_encrypted_texts_leave_the_file_too(
    client: CheckedClient, session: Session, supervisor: User, edith: Person
) -> None:
    """Even somebody with the key and a copy of the file finds nothing: freed pages are overwritten."""
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL overwrites dead rows when it vacuums: docs/data-protection.md says so")
    connection = session.connection()
    token = str(connection.exec_driver_sql("SELECT name FROM person WHERE phone IS NOT NULL").scalar())
    file = connection.engine.url.database
    assert file
    _open_as(client, supervisor, edith)
    client.submit(f"/people/{edith.id}/privacy", {"why": "asked", "typed": edith.reference}, form=2)
    session.rollback()
    raw = connection.engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    with open(file, "rb") as database:
        assert token.encode() not in database.read()


def _open_as(client: CheckedClient, user: User, person: Person) -> None:
    client.sign_in(user)
    assert client.submit(f"/people/{person.id}/reason", {"reason": "concern"}).status_code == 303

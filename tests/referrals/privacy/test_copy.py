"""The copy for the person: complete, about nobody else, readable and as a file."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.encryption import EncryptedText
from directory.extensions import db
from directory.needs import keeping
from directory.referrals.models import Person
from directory.referrals.people.caring import add_caring
from directory.referrals.people.operations import PersonFacts, make_person
from directory.referrals.privacy.copies import course, record
from directory.referrals.privacy.copies.making import copy_of
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.privacy.conftest import HERS, OTHERS

#: Tables that hold something about a person, and the function that puts them into the copy.
TOLD = {
    "person": record.record,
    "caring": record.caring,
    "conversation": course.conversations,
    "plan_copy": course.conversations,
    "contact_action": course.actions,
    "referral": course.referrals,
    "referral_event": course.referrals,
    "referral_participant": record.named_in,
    "agreement": record.agreements,
    "follow_up": course.follow_ups,
    "outcome_score": course.scores,
    "goal": course.goals,
    "personal_reminder": course.reminders,
    "share_letter": record.letters,
    "reading_grant": record.readings,
    "quality_sample": record.samples,
    "unmet_need": keeping.tell,
    "promise": keeping.tell,
}
#: Tables that hang on a person and are not told, with the reason.
NOT_TOLD = {
    "person_mark": "keyed marks of what the record says already",
    "provider_link": "how a provider opens a referral: nothing of the person is in it",
}
#: Encrypted columns that are not a person's own, with the reason.
NOT_HERS = {
    "personal_reminder.token": "the end of an address: tells nothing of her",
    "unmet_need.quote": "words with every name taken out, fit to be printed",
}


@pytest.mark.parametrize("words", HERS)
def test_everything_that_is_kept_about_her_is_in_it(session: Session, edith: Person, at: datetime, words: str) -> None:
    assert words in str(copy_of(session, edith, at).as_json())


@pytest.mark.parametrize("words", [*OTHERS, "Dora", "Norma", "Neighbour"])
def test_nothing_of_anybody_else_is_in_it(session: Session, edith: Person, at: datetime, words: str) -> None:
    assert words not in str(copy_of(session, edith, at).as_json())


def test_a_family_name_that_she_shares_is_hers_and_stays(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    facts = PersonFacts(name="Ernest Example")
    ernest = make_person(session, facts, by=connector.actor, at=at, navigator=connector)
    add_caring(session, edith, ernest, "brother Ernest", by=connector.actor, at=at)
    copied = str(copy_of(session, edith, at).as_json())
    assert "Ernest" not in copied
    assert "brother [somebody else]" in copied
    assert "Edith Example" in copied


def test_every_table_about_people_is_told_or_says_why_not() -> None:
    keys = {"person.id", "referral.id", "conversation.id", "contact_action.id"}
    about = {
        table.name
        for table in db.metadata.sorted_tables
        if any(key.target_fullname in keys for key in table.foreign_keys)
    }
    assert about | {"person"} == set(TOLD) | set(NOT_TOLD)


def test_every_encrypted_column_of_those_tables_holds_something_of_hers(session: Session, edith: Person) -> None:
    """So that what is looked for in the copy, and after erasure, is all there is. A new column: fill it in conftest."""
    empty = set()
    for table in db.metadata.sorted_tables:
        for column in table.columns if table.name in TOLD else ():
            if isinstance(column.type, EncryptedText) and f"{table.name}.{column.name}" not in NOT_HERS:
                values = [str(value).casefold() for value in session.scalars(select(column))]
                if not any(words.casefold() in value for words in HERS for value in values):
                    empty.add(f"{table.name}.{column.name}")
    assert empty == set()


def test_somebody_with_a_name_and_nothing_else_gets_a_copy_as_well(
    session: Session, connector: User, at: datetime
) -> None:
    bob = make_person(session, PersonFacts(name="Bob"), by=connector.actor, at=at, navigator=connector)
    made = copy_of(session, bob, at)
    assert [section.key for section in made.sections] == ["record"]


def test_a_supervisor_says_how_they_know_who_asks_and_reads_it(
    client: CheckedClient, supervisor: User, edith: Person
) -> None:
    _open_as(client, supervisor, edith)
    assert client.get(f"/people/{edith.id}/copy").location == f"/people/{edith.id}/privacy"
    assert client.get(f"/people/{edith.id}/copy.json").status_code == 303
    answer = client.submit(f"/people/{edith.id}/privacy", {"known_by": "document"})
    assert (answer.status_code, answer.location) == (303, f"/people/{edith.id}/copy")
    page = client.page(answer.location)
    for words in HERS:
        assert words in page.html
    assert "Norma" not in page.html
    assert "Edith" not in page.title
    file = client.get(f"/people/{edith.id}/copy.json")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{edith.reference}.json"'
    assert file.json is not None
    assert file.json["record"][0]["Name"] == "Edith Example"


def test_a_copy_is_not_opened_without_saying_who_asks(
    client: CheckedClient, session: Session, supervisor: User, edith: Person
) -> None:
    _open_as(client, supervisor, edith)
    answer = client.submit(f"/people/{edith.id}/privacy")
    assert answer.status_code == 422
    assert Page(answer.text).errors == ["Select how you know who asks"]


def test_the_copy_is_on_the_audit_record_and_says_nothing_there(
    client: CheckedClient, session: Session, supervisor: User, edith: Person
) -> None:
    _open_as(client, supervisor, edith)
    client.submit(f"/people/{edith.id}/privacy", {"known_by": "document"})
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.copied")).one()
    assert (event.actor, event.subject) == (supervisor.actor, edith.actor)
    assert event.detail == {"known_by": "document"}


def _open_as(client: CheckedClient, user: User, person: Person) -> None:
    client.sign_in(user)
    assert client.submit(f"/people/{person.id}/reason", {"reason": "concern"}).status_code == 303

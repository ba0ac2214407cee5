"""The page of somebody: flags on top, the whole course in order, and no name where machines keep it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.codes.work import ActionKind, Helped, TaskKind
from directory.referrals.models import FollowUp, Person
from directory.referrals.moves import move
from directory.referrals.people import operations
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people

MOST_QUERIES = 26


def test_flags_stand_before_everything_else(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    page = client.page(f"/people/{edith.id}")
    words = page.text
    order = ["Do not leave a message", "Code word: Bramble", "Large print: 18 point", edith.reference, "Ring 01623"]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)


@pytest.mark.parametrize("part", ["", "/details", "/communication", "/safety", "/carers/new", "/readings"])
def test_every_page_about_somebody_bears_the_flags_and_no_name_in_its_title(
    client: CheckedClient, connector: User, edith: Person, part: str
) -> None:
    client.sign_in(connector)
    page = client.page(f"/people/{edith.id}{part}")
    assert "Do not leave a message: it is not safe" in page.text
    assert "Lip-reads: face the person: after a stroke" in page.text
    assert edith.reference in page.title
    assert "Edith" not in page.title


def test_nothing_about_somebody_is_kept_by_a_browser(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    headers = client.get(f"/people/{edith.id}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.requirement("A155")
def test_the_course_shows_every_contact_in_order(
    client: CheckedClient,
    session: Session,
    connector: User,
    edith: Person,
    organization: Organization,
    at: datetime,
) -> None:
    service = make.service(session, "Tea on Tuesdays", organization=organization)
    first = at - timedelta(days=30)
    talk = people.conversation(session, connector, edith, first, what_matters="Seeing people again", needs=["x.tea"])
    people.action(session, talk, ActionKind.SIGNPOST, service_id=service.id)
    referral = people.referral(session, connector, edith, service, first + timedelta(days=1))
    referral.created_at = first + timedelta(days=1)
    move(
        session,
        referral,
        ReferralStatus.ACKNOWLEDGED,
        mover=Mover.PROVIDER,
        actor="system",
        at=first + timedelta(days=2),
    )
    done = first + timedelta(days=14)
    task = FollowUp(kind=TaskKind.RING_BACK, person_id=edith.id, navigator_id=connector.id, due_on=done.date())
    task.first_due_on, task.done_at, task.helped, task.still_needed = done.date(), done, Helped.PARTLY, True
    session.add(task)
    client.sign_in(connector)
    words = client.page(f"/people/{edith.id}").text
    course = words[words.index("What happened, the newest first") :]
    order = [
        "Ring back: did it help?",
        "Did it help? Partly",
        "seen by provider",
        "begun",
        "Conversation by phone",
        "Pointed to a named service: Tea on Tuesdays",
        "Seeing people again",
    ]
    found = [course.lower().find(each.lower()) for each in order]
    assert -1 not in found, dict(zip(order, found, strict=True))
    assert found == sorted(found)


def test_words_said_to_another_team_stay_with_it(
    client: CheckedClient, session: Session, connector: User, other_connector: User, edith: Person, at: datetime
) -> None:
    people.conversation(session, other_connector, edith, at, what_matters="A secret of hers")
    client.sign_in(connector)
    words = client.page(f"/people/{edith.id}").text
    assert "Conversation by phone, with another team" in words
    assert "A secret of hers" not in words


def test_a_long_course_has_pages(
    client: CheckedClient, session: Session, connector: User, edith: Person, at: datetime
) -> None:
    for number in range(30):
        people.conversation(session, connector, edith, at - timedelta(days=number))
    client.sign_in(connector)
    assert client.page(f"/people/{edith.id}").text.count("Conversation by phone") == 25
    assert client.page(f"/people/{edith.id}?page=2").text.count("Conversation by phone") == 5
    client.page(f"/people/{edith.id}?page=x")


@pytest.mark.requirement("A095")
def test_a_volunteer_sees_no_groups_and_no_details_of_health(
    client: CheckedClient, session: Session, volunteer: User, edith: Person
) -> None:
    edith.navigator_id = volunteer.id
    client.sign_in(volunteer)
    words = client.page(f"/people/{edith.id}").text
    assert "Lip-reads" in words
    assert "after a stroke" not in words
    assert "older_people" not in words
    details = client.page(f"/people/{edith.id}/details")
    assert "cohorts" not in details.forms[0].names
    assert "after a stroke" not in client.page(f"/people/{edith.id}/communication").html


def test_a_record_is_closed_and_opened_again(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    assert client.post(f"/people/{edith.id}/closure").status_code == 303
    assert "Closed on 5 January 2026" in client.page(f"/people/{edith.id}?done=closed").text
    assert client.post(f"/people/{edith.id}/closure").status_code == 409
    assert client.post(f"/people/{edith.id}/reopening").status_code == 303
    assert "Closed on" not in client.page(f"/people/{edith.id}").text


def test_a_person_of_many_years_costs_few_queries(
    client: CheckedClient, session: Session, connector: User, edith: Person, at: datetime
) -> None:
    service = make.service(session, "Tea on Tuesdays")
    for number in range(12):
        talk = people.conversation(session, connector, edith, at - timedelta(days=number))
        people.action(session, talk, ActionKind.SIGNPOST, service_id=service.id)
        people.referral(session, connector, edith, service, at - timedelta(days=number))
    client.sign_in(connector)
    statements: list[str] = []
    engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        client.page(f"/people/{edith.id}")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len([each for each in statements if each.startswith("SELECT")]) <= MOST_QUERIES


def test_the_audit_record_names_nobody(session: Session, connector: User, edith: Person, at: datetime) -> None:
    operations.close_person(session, edith, by=connector.actor, at=at)
    session.flush()
    rows = session.connection().exec_driver_sql("SELECT actor, action, subject, detail FROM audit_event").all()
    assert rows
    assert not any("edith" in str(row).lower() or "01623" in str(row) or "NG18" in str(row) for row in rows)

"""Extracts for research: nobody is in them by name, somebody who is named approves, each taking is on the record."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.audit.models import AuditEvent
from directory.insight.disclosure.rule import NHS
from directory.insight.extracts.codes import ExtractState, Fact
from directory.insight.extracts.models import ResearchExtract
from directory.insight.extracts.operations import Asking, approve, ask, end_extracts, take
from directory.referrals.agreement.ledger import Said, take_agreement
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Person
from tests.client import CheckedClient
from tests.factories import accounts
from tests.factories import listings as make
from tests.factories import referrals as helped
from tests.insight import land
from tests.needs.gaps import last_month

EVERYTHING = [fact.value for fact in Fact]
WANTED = {"recipient": "Public health intelligence", "purpose": "Who is reached after a fall?", "facts": EVERYTHING}
DECIDED = {"answer": "approve", "part": "Caldicott Guardian", "days": "30"}


@pytest.fixture
def people(session: Session, connector: User) -> list[Person]:
    """Nine people with a referral each, in one ward, for one need; the ninth did not agree to be counted."""
    land.county(session)
    club = make.service(session, "Tuesday table")
    found = []
    for number in range(9):
        person = helped.helped_person(session, connector, name=f"Edith Zeppelin{number}", phone=f"0770090010{number}")
        made = helped.referral(session, connector, person, club, last_month())
        made.ward_code, made.need, made.cohorts = land.LADYBROOK, land.NEED, ["older_80"]
        found.append(person)
    said = [Said(Purpose.ANONYMOUS_STATISTICS, AgreementValue.NOT_AGREED)]
    take_agreement(session, found[8], said, channel=Channel.PHONE, by="user:test", at=clock.now())
    return found


def asked(client: CheckedClient, commissioner: User) -> str:
    """The address of an extract that was asked for."""
    client.sign_in(commissioner)
    answer = client.submit("/insight/extracts/new", WANTED)
    assert answer.status_code == 303
    return str(answer.location)


def approved(client: CheckedClient, commissioner: User, administrator: User) -> str:
    """The same once it was approved; the commissioner is signed in."""
    way = asked(client, commissioner)
    client.sign_in(administrator)
    decision = way.replace("/insight/", "/staff/")
    assert client.submit(decision, DECIDED).status_code == 303
    client.sign_in(commissioner)
    return way


def lines(answer: object) -> list[list[str]]:
    text = answer.get_data(as_text=True).removeprefix("\ufeff")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.requirement("A166")
def test_an_extract_has_no_direct_identifier_and_leaves_out_who_did_not_agree(
    client: CheckedClient, session: Session, commissioner: User, administrator: User, people: list[Person]
) -> None:
    way = approved(client, commissioner, administrator)
    answer = client.post(f"{way}/copies")
    headings, *rows = lines(answer)
    assert headings == EVERYTHING
    assert len(rows) == 8
    assert {tuple(row[1:5]) for row in rows} == {(rows[0][1], land.MANSFIELD, "80 and over", land.NEED)}
    assert len({row[0] for row in rows}) == 8
    text = answer.get_data(as_text=True)
    for person in people:
        told = (person.name, person.phone, person.reference, str(person.id), person.postcode, person.email)
        assert not [each for each in told if each and each in text]
    assert "Zeppelin" not in text
    taken = session.scalars(select(AuditEvent).where(AuditEvent.action == "extract.taken")).one()
    assert (taken.actor, taken.detail) == (commissioner.actor, {"rows": 8})


@pytest.mark.requirement("A172")
def test_nothing_is_taken_without_the_approval_of_somebody_who_is_named(
    client: CheckedClient, session: Session, commissioner: User, administrator: User, people: list[Person]
) -> None:
    way = asked(client, commissioner)
    assert client.post(f"{way}/copies").status_code == 409
    client.sign_in(administrator)
    decision = way.replace("/insight/", "/staff/")
    assert client.submit(decision, DECIDED | {"part": ""}).status_code == 422
    session.expire_all()
    assert session.scalars(select(ResearchExtract.state)).one() is ExtractState.ASKED
    assert client.submit(decision, DECIDED).status_code == 303
    said = f"by {administrator.name}, Caldicott Guardian"
    assert said in client.page(decision).text
    client.sign_in(commissioner)
    assert said in client.page(way).text
    assert f"Decided {said}" in client.page("/insight/extracts").text
    assert client.post(f"{way}/copies").status_code == 200


def test_nobody_approves_their_own(client: CheckedClient, session: Session, administrator: User) -> None:
    wanted = Asking("Us", "Why", [Fact.NEED], last_month().date().replace(day=1), last_month().date().replace(day=1))
    made = ask(session, wanted, by=administrator, at=clock.now())
    client.sign_in(administrator)
    assert client.post(f"/staff/extracts/{made.id}/decision", data=DECIDED).status_code == 403


def test_it_is_taken_by_whoever_asked_and_three_times_at_most(
    client: CheckedClient, session: Session, commissioner: User, administrator: User, people: list[Person]
) -> None:
    way = approved(client, commissioner, administrator)
    client.sign_in(accounts.person(session, "Olive Commissioner", Role.COMMISSIONER))
    assert client.post(f"{way}/copies").status_code == 403
    client.sign_in(commissioner)
    assert [client.post(f"{way}/copies").status_code for _ in range(4)] == [200, 200, 200, 409]


def test_two_extracts_share_no_key_and_a_key_is_erased_when_it_ends(
    session: Session, commissioner: User, administrator: User, people: list[Person]
) -> None:
    month = last_month().date().replace(day=1)
    keys, now = [], clock.now()
    for _ in range(2):
        made = ask(session, Asking("Us", "Why", [Fact.KEY], month, month), by=commissioner, at=now)
        approve(session, made, part="Caldicott Guardian", days=7, by=administrator, at=now)
        keys.append({line[0] for line in take(session, made, NHS, by=commissioner, at=now).lines[1:]})
    assert len(keys[0]) == len(keys[1]) == 8
    assert not keys[0] & keys[1]
    assert end_extracts(session, now + timedelta(days=7)) == "0 extracts ended"
    assert end_extracts(session, now + timedelta(days=8)) == "2 extracts ended"
    assert {(each.state, each.key) for each in session.scalars(select(ResearchExtract))} == {(ExtractState.ENDED, None)}


def test_a_no_says_why(client: CheckedClient, commissioner: User, administrator: User) -> None:
    way = asked(client, commissioner)
    client.sign_in(administrator)
    decision = way.replace("/insight/", "/staff/")
    refusal = DECIDED | {"answer": "refuse"}
    assert "Enter why" in client.submit(decision, refusal).get_data(as_text=True)
    assert client.submit(decision, refusal | {"reason": "Counts will do"}).status_code == 303
    assert client.post(f"{decision}/decision", data=refusal | {"reason": "Again"}).status_code == 409
    client.sign_in(commissioner)
    assert "Counts will do" in client.page(way).text


def test_it_is_stopped_before_its_day(
    client: CheckedClient, commissioner: User, administrator: User, people: list[Person]
) -> None:
    way = approved(client, commissioner, administrator)
    client.sign_in(administrator)
    stopping = way.replace("/insight/", "/staff/") + "/ending"
    assert client.post(stopping).status_code == 303
    assert client.post(stopping).status_code == 409
    client.sign_in(commissioner)
    assert client.post(f"{way}/copies").status_code == 409


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"recipient": ""}, "Enter which team or organisation gets it"),
        ({"purpose": ""}, "Enter what it is for"),
        ({"facts": []}, "Select which facts are needed"),
        ({"facts": ["name"]}, "Select at least one fact"),
        ({"last": "2031-01-01"}, "Select months that are over"),
    ],
)
def test_what_is_missing_is_said_and_the_words_are_kept(
    client: CheckedClient, commissioner: User, changes: dict[str, object], says: str
) -> None:
    client.sign_in(commissioner)
    month = last_month().date().replace(day=1).isoformat()
    answer = client.post("/insight/extracts", data=WANTED | {"first": month, "last": month} | changes)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert says in text
    assert ("Who is reached after a fall?" in text) is ("purpose" not in changes)


def test_those_who_ask_do_not_decide_and_those_who_decide_do_not_ask(
    client: CheckedClient, commissioner: User, administrator: User, supervisor: User
) -> None:
    assert client.get("/insight/extracts").status_code == client.get("/staff/extracts").status_code == 303
    for user, asks, decides in ((commissioner, 200, 403), (administrator, 403, 200), (supervisor, 403, 403)):
        client.sign_in(user)
        assert client.get("/insight/extracts").status_code == asks
        assert client.get("/staff/extracts").status_code == decides
    client.sign_in(administrator)
    assert client.get(f"/staff/extracts/{uuid4()}").status_code == 404
    client.sign_in(commissioner)
    assert client.get(f"/insight/extracts/{uuid4()}").status_code == 404
    assert client.get("/insight/extracts?page=9").status_code == 404

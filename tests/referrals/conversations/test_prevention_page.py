"""What was considered before an assessment, with dates."""

from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.work import ActionKind, Helped, UnmetReason
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import Conversation, Person
from tests.client import CheckedClient
from tests.referrals.conversations.conftest import LUNCH


def of(person: Person, file: str = "") -> str:
    return f"/people/{person.id}/prevention{file}"


@pytest.mark.requirement("A063")
def test_every_option_comes_with_its_date_and_what_came_of_it(
    work: CheckedClient,
    session: Session,
    connector: User,
    talk: Conversation,
    tea: Service,
    edith: Person,
    at: datetime,
) -> None:
    talk.family_help = {"who": "Her son", "what": "shops", "agreed": True, "impact": ""}
    talk.technology = "cost"
    tried = add_action(session, talk, ActionKind.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id)
    tried.helped = Helped.PARTLY
    add_action(session, talk, ActionKind.UNMET, by=connector, at=at, need=LUNCH, unmet_reason=UnmetReason.COST)
    words = work.page(of(edith)).text
    for said in (
        "Monday 5 January 2026 Eating together Told about Tea on Tuesdays Did it help? Partly",
        "Nothing suitable: Costs too much Not known yet",
        "Her son: shops They agree.",
        "Alarms and sensors It costs too much",
    ):
        assert said in words
    assert "Edith" not in work.page(of(edith)).title


def test_the_file_is_for_a_spreadsheet_and_named_by_the_reference(
    work: CheckedClient, talk: Conversation, edith: Person
) -> None:
    talk.strengths = "=Piano"
    answer = work.get(of(edith, ".csv"))
    assert answer.mimetype == "text/csv"
    assert f'filename="prevention-{edith.reference}.csv"' in answer.headers["Content-Disposition"]
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0].endswith("Date,About,What was considered,What came of it")
    assert lines[1] == "Monday 5 January 2026,Their own strengths,'=Piano,"


def test_nobody_else_reads_it(
    client: CheckedClient, edith: Person, other_connector: User, volunteer: User, steward: User
) -> None:
    assert client.get(of(edith)).status_code == 303
    for outsider in (other_connector, volunteer):
        client.sign_in(outsider)
        assert client.get(of(edith)).status_code == 404
        assert client.get(of(edith, ".csv")).status_code == 404
    client.sign_in(steward)
    assert client.get(of(edith)).status_code == 403


def test_somebody_who_never_was_is_not_there(work: CheckedClient) -> None:
    assert work.get(f"/people/{uuid4()}/prevention").status_code == 404


def test_a_colleague_says_why_first(client: CheckedClient, colleague: User, edith: Person) -> None:
    client.sign_in(colleague)
    assert client.get(of(edith)).status_code == 303

"""The law each purpose rests on: set by whoever answers for it, kept apart from agreement."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.referrals.agreement.ledger import lines_of
from directory.referrals.codes.agreement import LawfulBasis, Purpose
from tests.client import CheckedClient
from tests.factories import referrals as help_by
from tests.page import Page


def test_every_purpose_stands_there_with_its_law_and_its_words(client: CheckedClient, administrator: User) -> None:
    client.sign_in(administrator)
    page = client.page("/staff/law")
    assert all(f"{purpose.label[:1].upper()}{purpose.label[1:]}".lower() in page.text.lower() for purpose in Purpose)
    assert page.text.count("As the product comes") == len(Purpose)


def test_what_is_set_holds_from_then_on_and_not_before(
    client: CheckedClient, session: Session, administrator: User, connector: User, at: datetime
) -> None:
    person = help_by.helped_person(session, connector)
    help_by.agreed(session, person, None, at, Purpose.TELL_GP)
    client.sign_in(administrator)
    values = {"lawful_basis": "consent", "condition": "explicit_consent", "expires_after_days": "90"}
    answer = client.submit("/staff/law/tell_gp", values)
    assert (answer.status_code, answer.location) == (303, "/staff/law?done=tell_gp")
    assert "Asked again after 90 days" in client.page(answer.location).text
    help_by.agreed(session, person, None, at + timedelta(hours=1), Purpose.TELL_GP)
    before, after = lines_of(session, person.id)
    assert (before.lawful_basis, before.expires_on) == (LawfulBasis.PUBLIC_TASK, None)
    assert (after.lawful_basis, after.expires_on) == (LawfulBasis.CONSENT, at.date() + timedelta(days=90))
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "law.set")).one()
    assert event.subject == "purpose:tell_gp"
    assert client.submit("/staff/law/tell_gp", {"expires_after_days": ""}).status_code == 303
    assert "Asked again" not in client.page("/staff/law").text


@pytest.mark.parametrize("days", ["0", "soon", "99999"])
def test_days_that_are_none_are_refused(client: CheckedClient, administrator: User, days: str) -> None:
    client.sign_in(administrator)
    answer = client.submit("/staff/law/tell_gp", {"expires_after_days": days})
    assert answer.status_code == 422
    assert Page(answer.text).errors


def test_a_purpose_there_is_not_has_no_page(client: CheckedClient, administrator: User) -> None:
    client.sign_in(administrator)
    client.page("/staff/law/marketing", status=404)

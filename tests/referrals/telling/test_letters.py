"""Letters that somebody agreed to: to their surgery, to one organisation; on paper, while agreement holds."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.listings.models import Organization
from directory.notifications.models import OutboxMessage
from directory.referrals.agreement.ledger import Said, take_agreement, withdraw
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Person, Referral, ShareLetter
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.page import Page

PARTNER = "Kirkby Memory Cafe"


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(
        session, connector, "Edith Zzyzx", born="1948-03-02", phone="01632 960417", email="edith@example.org",
        communication={"large_print": "18 point"}, safety={"leave_message": "no", "code_word": "Bramble"},
    )  # fmt: skip


@pytest.fixture
def sent(session: Session, connector: User, organization: Organization, edith: Person, at: datetime) -> Referral:
    """A referral whose person agreed to both letters, and to her phone number travelling, not her address of mail."""
    club = make.service(session, "Tea on Tuesdays", organization=organization)
    shared = {"name": True, "born": True, "phone": True, "email": False, "what_matters": "Company at Christmas"}
    made = people.referral(session, connector, edith, club, at - timedelta(days=3), shared=shared)
    said = (
        Said(Purpose.TELL_GP, AgreementValue.AGREED_VERBAL),
        Said(Purpose.OTHER_NAMED_PARTNER, AgreementValue.AGREED_VERBAL, named_partner=PARTNER),
    )
    take_agreement(
        session, edith, said, channel=Channel.PHONE, by="user:test", at=at - timedelta(days=3), referral=made
    )
    return made


def end(session: Session, person: Person, sent: Referral, purpose: Purpose, at: datetime) -> None:
    withdraw(session, person, (purpose,), channel=Channel.PHONE, by="user:test", at=at, referral=sent)


def test_a_surgery_reads_that_its_patient_was_put_in_touch_and_no_more(
    client: CheckedClient, session: Session, connector: User, edith: Person, sent: Referral
) -> None:
    client.sign_in(connector)
    address = client.page(f"/people/{edith.id}").links["Write to their GP surgery"]
    page = client.page(address)
    assert "Put in touch on 2 January 2026." in page.text
    assert Page(client.submit(address).text).errors == ["Enter the name of the surgery"]
    made = client.submit(address, {"recipient": "Mill Street Surgery", "address": "2 Mill Street\nMansfield"})
    letter = client.page(str(made.location))
    for told in ("Mill Street Surgery", "Edith Zzyzx", "1948-03-02", "Large print: 18 point", "Do not leave a message"):
        assert told in letter.text
    paper = letter.html.partition('class="wp-sheet"')[2]
    for kept in ("01632 960417", "Company at Christmas", "edith@example.org", "Bramble"):
        assert kept not in paper
    assert "Zzyzx" not in letter.title
    assert "Letter made" in client.page(f"/people/{edith.id}").text
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "letter.made")).one()
    assert event.detail == {"purpose": "tell_gp"}
    assert not session.scalars(select(OutboxMessage)).all(), "paper only"


def test_the_organisation_they_named_reads_what_was_agreed_and_nobody_else_is_written_to(
    client: CheckedClient, session: Session, connector: User, edith: Person, sent: Referral
) -> None:
    client.sign_in(connector)
    address = client.page(f"/people/{edith.id}").links[f"Write to {PARTNER}"]
    made = client.post(address, data={"recipient": "Somebody else", "address": ""})
    assert session.scalars(select(ShareLetter)).one().recipient == PARTNER
    paper = client.page(str(made.location)).html.partition('class="wp-sheet"')[2]
    for told in ("01632 960417", "Company at Christmas"):
        assert told in paper
    for kept in ("edith@example.org", "Bramble"):
        assert kept not in paper


@pytest.mark.parametrize("purpose", [Purpose.TELL_GP, Purpose.THIS_PROVIDER])
def test_after_agreement_was_taken_back_nothing_is_written_or_printed(
    client: CheckedClient, session: Session, connector: User, edith: Person, sent: Referral, at: datetime,
    purpose: Purpose,
) -> None:  # fmt: skip
    client.sign_in(connector)
    address = f"/referrals/{sent.id}/letters/gp"
    made = str(client.submit(address, {"recipient": "Mill Street Surgery"}).location)
    end(session, edith, sent, purpose, at)
    assert "Write to their GP surgery" not in client.page(f"/people/{edith.id}").text
    assert client.get(address).status_code == 409
    assert client.post(address, data={"recipient": "Mill Street Surgery"}).status_code == 409
    answer = client.get(made)
    assert answer.status_code == 409
    assert "Zzyzx" not in answer.text
    assert session.scalars(select(ShareLetter)).one().purpose is Purpose.TELL_GP


def test_a_letter_nobody_agreed_to_is_not_offered(
    client: CheckedClient, session: Session, connector: User, other_connector: User, edith: Person, sent: Referral,
    at: datetime,
) -> None:  # fmt: skip
    draft = people.referral(session, connector, edith, sent.service, at)
    client.sign_in(connector)
    assert client.get(f"/referrals/{draft.id}/letters/gp").status_code == 409
    assert client.get(f"/referrals/{sent.id}/letters/neighbour").status_code == 404
    client.sign_in(other_connector)
    assert client.get(f"/referrals/{sent.id}/letters/gp").status_code == 404

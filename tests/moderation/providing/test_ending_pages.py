"""How a listing ends or changes hands: a last day, who takes over, and the day after."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import MembershipKind
from directory.errors import NotAllowed
from directory.listings.codes import ListingStatus
from directory.listings.editing import write_content
from directory.listings.models import Service
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.deciding import decide
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing.ending.operations import archive_ended, make_lead
from directory.moderation.providing.models import ListingEnding
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.page import Page

NEXT = "Sutton Lunch Club takes over, 0115 496 0123"


def of(listing: Service, page: str) -> str:
    return f"/provider/listings/{listing.id}/{page}"


def agree(session: Session, steward: User, at: datetime) -> None:
    """A steward says yes to the only proposal."""
    proposal = session.scalars(select(ChangeProposal).where(ChangeProposal.state == ProposalState.SUBMITTED)).one()
    decide(session, proposal, accepted=set(proposal.changes), state=ProposalState.APPROVED, by=steward, at=at)


def topics(session: Session) -> list[str]:
    return [topic for topic in session.scalars(select(OutboxMessage.topic)) if topic == "stewards.listing_closing"]


def test_a_last_day_waits_for_a_steward_and_then_everybody_is_told(
    client: CheckedClient, club: Service, provider: User, steward: User, session: Session, at: datetime
) -> None:
    client.sign_in(provider)
    values = {"last_day": "27 March", "taken_over_by": NEXT, "why": "Jean retires"}
    page = client.page(client.submit(of(club, "ending"), values).headers["Location"])
    assert page.h1 == "Sent to a steward"
    assert NEXT not in client.page(f"/listings/{club.id}").text
    assert topics(session) == []
    agree(session, steward, at)
    assert len(topics(session)) == 1
    public = client.page(f"/listings/{club.id}").text
    assert "Ends for good on 27 March 2026" in public
    assert f"Afterwards: {NEXT}" in public
    assert "Jean retires" not in public


@pytest.mark.requirement("A052")
def test_the_day_after_its_last_a_listing_is_archived(
    client: CheckedClient, club: Service, session: Session, at: datetime
) -> None:
    write_content(session, club, {"closing_on": "2026-01-05"}, by="user:steward", at=at)
    session.add(ListingEnding(service_id=club.id, last_day=date(2026, 1, 5), taken_over_by=NEXT, asked_by="user:x"))
    assert archive_ended(session, at) == "0 listings archived"
    assert archive_ended(session, at + timedelta(days=1)) == "1 listings archived"
    assert club.listing_status is ListingStatus.ARCHIVED
    assert archive_ended(session, at + timedelta(days=1)) == "0 listings archived"
    answer = client.get(f"/listings/{club.id}")
    assert answer.status_code == 410
    assert NEXT in Page(answer.get_data(as_text=True)).text


def test_a_listing_can_go_on_after_all(
    client: CheckedClient, club: Service, provider: User, steward: User, session: Session, at: datetime
) -> None:
    write_content(session, club, {"closing_on": "2026-03-27"}, by="user:steward", at=at)
    client.sign_in(provider)
    assert "Its last day is Friday 27 March 2026" in client.page(of(club, "ending")).text
    assert client.submit(of(club, "ending")).status_code == 303
    agree(session, steward, at)
    session.refresh(club)
    assert (club.closing_on, club.listing_status) == (None, ListingStatus.PUBLISHED)


def test_words_alone_need_no_steward(
    client: CheckedClient, club: Service, provider: User, session: Session, at: datetime
) -> None:
    write_content(session, club, {"closing_on": "2026-03-27"}, by="user:steward", at=at)
    client.sign_in(provider)
    answer = client.submit(of(club, "ending"), {"last_day": "27 March", "taken_over_by": NEXT}, form=1)
    assert answer.headers["Location"] == f"/provider/listings/{club.id}"
    assert NEXT in client.page(f"/listings/{club.id}").text


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        ("", "Enter the last day"),
        ("soon", "Enter the last day as a date"),
        ("4 January 2026", "4 January 2026 has passed"),
    ],
)
def test_a_last_day_that_is_none_is_refused(
    client: CheckedClient, club: Service, provider: User, last_day: str, sentence: str
) -> None:
    client.sign_in(provider)
    answer = client.submit(of(club, "ending"), {"last_day": last_day, "why": "Jean retires"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors[0].startswith(sentence)
    assert page.forms[0].values["why"].strip() == "Jean retires"


def test_a_lead_hands_the_lead_to_a_colleague_at_once(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    colleague = people.member(session, people.person(session, "Eddie"), club.organization_id, MembershipKind.EDITOR)
    client.sign_in(provider)
    form = client.page(of(club, "handover"))
    assert "Eddie, who keeps the listing with you already" in form.text
    answer = client.submit(of(club, "handover"), {"to": str(colleague.memberships[0].id)})
    assert answer.headers["Location"] == f"/account/organizations/{club.organization_id}"
    session.expire_all()
    assert colleague.leads(club.organization_id)


def test_where_there_is_no_choice_nobody_has_to_choose(client: CheckedClient, club: Service, provider: User) -> None:
    client.sign_in(provider)
    assert client.page(f"/provider/listings/{club.id}/handover").forms[0].values["to"] == "elsewhere"


def test_an_editor_cannot_hand_the_lead_on(
    client: CheckedClient, club: Service, provider: User, session: Session, at: datetime
) -> None:
    names = ("Eddie", "Edna")
    eddie, edna = (
        people.member(session, people.person(session, name), club.organization_id, MembershipKind.EDITOR)
        for name in names
    )
    client.sign_in(eddie)
    assert "Edna" not in client.page(of(club, "handover")).text
    answer = client.post(of(club, "handover"), data={"to": str(edna.memberships[0].id), "base": "1"})
    assert answer.status_code == 422
    session.expire_all()
    with pytest.raises(NotAllowed):
        make_lead(session, edna.memberships[0], by=eddie, at=at)
    assert not edna.leads(club.organization_id)


def test_who_takes_over_is_told_for_the_day_that_was_agreed_and_no_other(
    client: CheckedClient, club: Service, session: Session, at: datetime
) -> None:
    write_content(session, club, {"closing_on": "2026-03-27"}, by="user:steward", at=at)
    session.add(ListingEnding(service_id=club.id, last_day=date(2026, 2, 27), taken_over_by=NEXT, asked_by="user:x"))
    assert NEXT not in client.page(f"/listings/{club.id}").text


def test_another_organisation_waits_for_a_steward(
    client: CheckedClient, club: Service, provider: User, steward: User, session: Session, at: datetime
) -> None:
    client.sign_in(provider)
    answer = client.submit(of(club, "handover"), {"to": "elsewhere"})
    assert Page(answer.get_data(as_text=True)).errors == ["Enter the name of the organisation"]
    client.submit(of(club, "handover"), {"to": "elsewhere", "organization": "Sutton Lunch Club"})
    agree(session, steward, at)
    session.refresh(club)
    assert club.organization is not None
    assert club.organization.name == "Sutton Lunch Club"
    assert client.get(f"/provider/listings/{club.id}").status_code == 404


@pytest.mark.parametrize("page", ["ending", "ending/withdrawal", "handover"])
def test_nobody_ends_or_gives_away_what_is_somebody_else_s(
    client: CheckedClient, club: Service, other_provider: User, page: str
) -> None:
    client.sign_in(other_provider)
    assert client.post(of(club, page), data={"last_day": "27 March", "to": "elsewhere"}).status_code == 404
    assert client.post(f"/provider/listings/{uuid4()}/{page}").status_code == 404

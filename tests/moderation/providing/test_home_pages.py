"""The provider's home and the page of one listing: what is due, and "still right" in one tap."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import CapacityStatus, ListingStatus, VerificationMethod
from directory.listings.models import Organization, Service, ServiceCapacity
from directory.moderation.proposals.codes import ProposalSource
from directory.moderation.proposals.proposing import propose_change
from directory.moderation.providing.models import ListingUse
from tests.client import CheckedClient
from tests.factories import listings as factory


def of(listing: Service) -> str:
    return f"/provider/listings/{listing.id}"


def test_home_shows_what_somebody_keeps_and_no_more(
    client: CheckedClient, club: Service, provider: User, session: Session, other_organization: Organization
) -> None:
    factory.service(session, "Somebody else's choir", organization_id=other_organization.id)
    client.sign_in(provider)
    page = client.page("/provider")
    assert page.h1 == "Your listings"
    assert page.links["Monday bingo"] == of(club)
    assert "choir" not in page.text


def test_home_says_what_to_do_to_who_keeps_nothing(client: CheckedClient, nobody_in_particular: User) -> None:
    client.sign_in(nobody_in_particular)
    assert "choose “Is this yours?”" in client.page("/provider").text


def test_home_is_for_people_who_sign_in(client: CheckedClient) -> None:
    assert client.get("/provider").headers["Location"] == "/sign-in?next=%2Fprovider"


def test_a_check_that_is_due_is_confirmed_in_one_tap(
    client: CheckedClient, club: Service, provider: User, session: Session, at: datetime
) -> None:
    club.review_due_on, club.listing_status = date(2026, 1, 2), ListingStatus.REVIEW_DUE
    client.sign_in(provider)
    assert "A check was due by 2 January 2026." in client.page("/provider").text
    answer = client.submit("/provider")
    assert answer.headers["Location"] == f"{of(club)}?thanks="
    session.refresh(club)
    assert (club.verified_at, club.verification_method) == (at, VerificationMethod.PROVIDER_CONFIRMED)
    assert club.listing_status is ListingStatus.PUBLISHED
    assert "Thank you." in client.page(answer.headers["Location"]).text


def test_what_is_late_comes_first(
    client: CheckedClient, club: Service, provider: User, session: Session, organization: Organization
) -> None:
    factory.service(session, "A walk", organization_id=organization.id, review_due_on=date(2027, 1, 1))
    club.review_due_on = date(2026, 1, 2)
    client.sign_in(provider)
    text = client.page("/provider").text
    assert text.index("Monday bingo") < text.index("A walk")


def test_home_says_what_became_of_what_was_sent(
    client: CheckedClient, provider: User, session: Session, at: datetime
) -> None:
    sent = propose_change(
        session, service=None, content={"name": "Knitters"}, source=ProposalSource.PROVIDER, user=provider, at=at
    )
    client.sign_in(provider)
    page = client.page("/provider")
    assert page.links["Knitters"] == f"/suggestions/{sent.reference}"
    assert "Knitters : waiting for a steward" in page.text


def test_nobody_is_asked_to_confirm_what_was_checked_lately(
    client: CheckedClient, club: Service, provider: User
) -> None:
    client.sign_in(provider)
    assert "Everything is still right" not in client.page("/provider").text


def test_a_full_that_has_run_out_is_asked_about(
    client: CheckedClient, club: Service, provider: User, session: Session, at: datetime
) -> None:
    session.add(ServiceCapacity(service_id=club.id, status=CapacityStatus.FULL, expires_at=at + timedelta(days=2)))
    client.sign_in(provider)
    assert "“Full” runs out on 7 January 2026. How is it now?" in client.page("/provider").text


def test_one_listing_says_what_people_read_and_leads_to_every_page(
    client: CheckedClient, club: Service, provider: User
) -> None:
    client.sign_in(provider)
    page = client.page(of(club))
    assert page.h1 == "Monday bingo"
    assert "Every Monday, 10am to midday" in page.text
    assert "Monday 5 January 2026, 10am to midday" in page.text
    assert page.links["Add a closed day"] == f"{of(club)}/closed-days"
    assert "A phone number or email address" in page.text


@pytest.mark.parametrize(("views", "said"), [(0, "Nobody has opened it"), (4, "a few times"), (37, "37 times")])
def test_small_numbers_are_not_told(
    client: CheckedClient, club: Service, provider: User, session: Session, views: int, said: str
) -> None:
    if views:
        session.add(ListingUse(service_id=club.id, month=date(2025, 12, 1), views=views))
    client.sign_in(provider)
    page = client.page(of(club))
    assert said in page.text
    assert " 4 times" not in page.text


def test_what_has_ended_is_seen_and_not_changed(client: CheckedClient, club: Service, provider: User) -> None:
    club.listing_status = ListingStatus.ARCHIVED
    client.sign_in(provider)
    assert "It has ended" in client.page(of(club)).text
    assert client.get(f"{of(club)}/times").status_code == 404
    assert client.post(f"{of(club)}/verification").status_code == 404


PAGES = ("", "/times", "/room", "/ending", "/handover")


def test_somebody_else_s_listing_is_not_there(client: CheckedClient, club: Service, other_provider: User) -> None:
    client.sign_in(other_provider)
    assert {client.get(of(club) + page).status_code for page in PAGES} == {404}


def test_others_are_asked_to_sign_in_or_told_that_it_is_not_for_them(
    client: CheckedClient, club: Service, connector: User
) -> None:
    assert {client.get(of(club) + page).status_code for page in PAGES} == {303}
    client.sign_in(connector)
    assert {client.get(of(club) + page).status_code for page in PAGES} == {403}


def test_a_listing_or_page_that_is_not_there(client: CheckedClient, club: Service, provider: User) -> None:
    client.sign_in(provider)
    assert client.get(f"/provider/listings/{uuid4()}").status_code == 404
    assert client.get(f"{of(club)}/nonsense").status_code == 404


def test_nobody_confirms_for_others(
    client: CheckedClient, club: Service, other_provider: User, session: Session
) -> None:
    before = club.verified_at
    client.sign_in(other_provider)
    assert client.post(f"{of(club)}/verification").status_code == 404
    session.refresh(club)
    assert club.verified_at == before

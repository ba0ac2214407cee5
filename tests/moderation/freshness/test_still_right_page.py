"""From a letter to "still right": one request without a session, after which the link is dead."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import Conflict
from directory.listings.codes import AddressVisibility, ListingStatus, VerificationMethod
from directory.listings.models import Service
from directory.moderation.freshness.codes import LinkPurpose
from directory.moderation.freshness.links import link_called, new_link, use_up
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.freshness.conftest import Listed
from tests.page import Page

LINK = LinkPurpose.STILL_RIGHT


def link_to(session: Session, service: Service, at: datetime) -> str:
    """The address in a letter."""
    return f"/still-right/{new_link(session, service, LINK, at)}"


def test_one_request_without_a_session_records_it_and_kills_the_link(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed()
    address = link_to(session, tea, at)
    answer = client.post(address, token=False)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    session.refresh(tea)
    assert (tea.verified_at, tea.verification_method) == (at, VerificationMethod.PROVIDER_CONFIRMED)
    assert client.page(answer.headers["Location"]).h1 == "Thank you"
    assert client.post(address, token=False).status_code == 410
    assert client.page(address, status=410).h1 == "This is done already"


def test_opening_the_page_changes_nothing_however_often_a_scanner_does_so(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed()
    before, address = tea.verified_at, link_to(session, tea, at)
    for _ in range(3):
        page = client.page(address)
    assert page.h1 == "Is this still right?"
    session.refresh(tea)
    assert tea.verified_at == before
    assert client.post(address).status_code == 303


def test_the_page_shows_what_people_need_before_they_set_out(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed()
    factory.weekly(session, tea, "TU", "10:00", "12:00")
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2))
    page = client.page(link_to(session, tea, at))
    for words in ("Every Tuesday", "The Hall, 1 High Street, Mansfield", "tea@example.org", "We do not know"):
        assert words in page.text


@pytest.mark.parametrize(
    ("visibility", "said", "unsaid"),
    [
        (AddressVisibility.HIDDEN, "Its address is kept private", "Mansfield"),
        (AddressVisibility.AREA, "Mansfield", "High Street"),
    ],
)
def test_a_private_address_stays_private(
    session: Session, listed: Listed, at: datetime, client: CheckedClient,
    visibility: AddressVisibility, said: str, unsaid: str,
) -> None:  # fmt: skip
    tea = listed()
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2, visibility=visibility))
    page = client.page(link_to(session, tea, at))
    assert said in page.text
    assert unsaid not in page.text


def test_a_listing_that_was_hidden_comes_back(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed(listing_status=ListingStatus.STALE)
    address = link_to(session, tea, at)
    assert "brings it back" in client.page(address).text
    client.post(address)
    assert client.get(f"/listings/{tea.id}").status_code == 200


def test_a_link_runs_out_and_says_what_to_do(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed()
    address = link_to(session, tea, at)
    with clock.stopped_at(at + timedelta(days=61)):
        page = client.page(address, status=410)
        assert page.h1 == "This link has run out"
        assert client.post(address).status_code == 410


def test_an_older_letters_link_dies_with_the_newer_one(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed()
    old, new = link_to(session, tea, at), link_to(session, tea, at)
    client.post(new)
    assert client.get(old).status_code == 410


def test_of_two_taps_at_once_one_counts(session: Session, listed: Listed, at: datetime) -> None:
    token = new_link(session, listed(), LINK, at)
    first, second = link_called(session, token, LINK), link_called(session, token, LINK)
    use_up(session, first, at)
    with pytest.raises(Conflict):
        use_up(session, second, at)


@pytest.mark.parametrize("token", ["x", "a" * 43, "é" * 43, "../../etc"])
def test_a_link_nobody_sent_is_404(client: CheckedClient, token: str) -> None:
    assert client.get(f"/still-right/{token}").status_code == 404
    assert client.get(f"/still-right/{token}/thanks").status_code == 404


def test_guessing_is_stopped(client: CheckedClient) -> None:
    statuses = [client.get(f"/still-right/{number:043d}").status_code for number in range(21)]
    assert statuses == [404] * 20 + [429]


def test_from_another_site_nothing_is_recorded(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    address = link_to(session, listed(), at)
    assert client.post(address, from_elsewhere=True).status_code == 403
    assert client.get(address).status_code == 200


def test_nothing_of_it_is_kept_by_browsers_or_told_to_other_sites(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    answer = client.get(link_to(session, listed(), at))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_something_changed_leads_on_without_a_password(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    tea = listed()
    page = Page(client.get(link_to(session, tea, at)).get_data(as_text=True))
    assert page.links["Tell us what has changed"] == f"/listings/{tea.id}/concerns/new?kind=extra_info"


def test_a_listing_of_discretion_has_a_quick_way_out_here_too(
    session: Session, listed: Listed, at: datetime, client: CheckedClient
) -> None:
    refuge = listed("Refuge helpline")
    factory.tag(session, refuge, factory.term(session, "needs", "safe.domestic", "Domestic abuse"))
    address = link_to(session, refuge, at)
    assert any("Leave this site" in words for words in client.page(address).links)
    assert client.post(address).status_code == 303

"""/gaps/<reference>/actions/<id>/listing: from what was missing, what was done, to the listing there is now."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.needs.cases import operations
from directory.needs.codes import CaseState, Reviewed
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight.gap_cases.test_gap_pages import acted_on


@pytest.mark.requirement("A038")
def test_an_action_is_closed_with_the_listing_that_it_brought(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    case, action = acted_on(session, commissioner)
    listing = make.service(session, "Tuesday table")
    client.sign_in(commissioner)
    address = f"/gaps/{case.reference}/actions/{action.id}/listing"
    ways = client.page(f"/gaps/{case.reference}").links
    assert ways["Done, and it brought a listing: Start or buy something new"] == address
    assert "Tuesday table" in client.page(f"{address}?name=tuesday").links
    assert client.post(address, data={"listing": str(listing.id)}).status_code == 303
    session.refresh(action)
    assert (action.service_id, action.done_on) == (listing.id, clock.today())
    session.refresh(case)
    assert [each.service_id for each in case.listings] == [listing.id]
    assert case.state is CaseState.UNDER_WAY
    page = client.page(f"/gaps/{case.reference}")
    assert "It brought Tuesday table" in page.text
    assert page.links["Tuesday table"] == f"/listings/{listing.id}"


def test_what_is_done_already_may_say_later_what_it_brought(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    case, action = acted_on(session, commissioner)
    operations.finish_action(session, case, action, by=commissioner, at=clock.now())
    listing = make.service(session, "Tuesday table")
    client.sign_in(commissioner)
    assert "It brought a listing: Start or buy something new" in client.page(f"/gaps/{case.reference}").links
    address = f"/gaps/{case.reference}/actions/{action.id}/listing"
    assert client.post(address, data={"listing": str(listing.id)}).status_code == 303
    session.refresh(action)
    assert action.service_id == listing.id


def test_a_listing_taken_off_the_gap_is_brought_by_no_action(session: Session, commissioner: User) -> None:
    case, action = acted_on(session, commissioner)
    listing = make.service(session)
    operations.finish_with(session, case, action, listing.id, by=commissioner, at=clock.now())
    operations.unlink(session, case, listing.id, by=commissioner, at=clock.now())
    assert (action.service_id, action.done_on) == (None, clock.today())


def test_what_an_action_brought_is_a_listing_that_one_may_see_of_an_action_of_this_gap_while_it_is_open(
    client: CheckedClient, session: Session, commissioner: User, connector: User, resident: None
) -> None:
    case, action = acted_on(session, commissioner)
    hidden, shown = make.service(session, visibility="private"), make.service(session, "Walk")
    address = f"/gaps/{case.reference}/actions/{action.id}/listing"
    assert client.get(address).status_code == 303
    client.sign_in(connector)
    assert client.get(address).status_code == client.post(address).status_code == 403
    client.sign_in(commissioner)
    for listing in ("x", str(uuid4()), str(hidden.id)):
        assert client.post(address, data={"listing": listing}).status_code == 404
    assert client.get(f"/gaps/{case.reference}/actions/{uuid4()}/listing").status_code == 404
    operations.review(session, case, Reviewed.MET, "Full", None, by=commissioner, at=clock.now())
    assert client.post(address, data={"listing": str(shown.id)}).status_code == 409

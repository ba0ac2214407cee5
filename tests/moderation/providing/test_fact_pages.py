"""Cost, places, access and languages: pages whose answers wait for a steward, and what they leave alone."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import Feature, Known
from directory.listings.editing import read_content, write_content
from directory.listings.models import Location, Service
from directory.moderation.proposals.models import ChangeProposal
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.page import Page


def of(listing: Service, part: str) -> str:
    return f"/provider/listings/{listing.id}/{part}"


@pytest.fixture
def hall(session: Session, club: Service) -> Location:
    """The club's hall, of whose steps somebody knows."""
    made = factory.location(session, 53.14, -1.2, name="Festival Hall")
    factory.held_at(session, club, made)
    factory.access(session, Feature.STEP_FREE, Known.YES, place=made)
    factory.access(session, Feature.BSL, Known.NO, place=made)
    return made


def wanted(
    client: CheckedClient, session: Session, listing: Service, part: str, values: dict[str, object]
) -> dict[str, Any]:
    """What a page proposes, by field."""
    answer = client.submit(of(listing, part), values)
    assert answer.status_code == 303, Page(answer.get_data(as_text=True)).errors
    proposal = session.scalars(select(ChangeProposal)).one()
    return {key: change["after"] for key, change in proposal.changes.items()}


def test_a_price_is_added_beside_the_one_there_is(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    held = [{"cost_type": "fixed", "amount": "3", "option": "Adult", "valid_from": "2026-01-01"}]
    write_content(session, club, {"costs": held}, by="user:steward", at=club.updated_at)
    client.sign_in(provider)
    assert client.page(of(club, "costs")).forms[0].values["costs.0.amount"] == "3"
    values = {"costs.0.amount": "3.50", "costs.1.cost_type": "free_first"}
    costs = wanted(client, session, club, "costs", values)["costs"]
    assert costs == [
        {"cost_type": "fixed", "amount": "3.50", "option": "Adult", "valid_from": "2026-01-01"},
        {"cost_type": "free_first"},
    ]


def test_a_price_that_is_none_is_refused_beside_its_row(client: CheckedClient, club: Service, provider: User) -> None:
    client.sign_in(provider)
    answer = client.submit(of(club, "costs"), {"costs.1.cost_type": "fixed", "costs.1.amount": "three"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.links["Enter an amount in pounds, like 3 or 2.50"] == "#costs-1-amount"


def test_another_postcode_moves_the_pin_and_keeps_times_and_access(
    client: CheckedClient, club: Service, provider: User, session: Session, hall: Location
) -> None:
    client.sign_in(provider)
    (venue,) = wanted(client, session, club, "places", {"venues.0.postal_code": "ng17 7aa"})["venues"]
    assert (venue["postal_code"], venue["latitude"]) == ("NG17 7AA", None)
    assert venue["access"]["step_free"] == "yes"


def test_a_place_is_taken_out_by_emptying_it_and_another_added(
    client: CheckedClient, club: Service, provider: User, session: Session, hall: Location
) -> None:
    client.sign_in(provider)
    emptied = {f"venues.0.{name}": "" for name in ("name", "address_1", "city", "postal_code")}
    venues = wanted(client, session, club, "places", emptied | {"venues.1.name": "The Library"})["venues"]
    assert [venue["name"] for venue in venues] == ["The Library"]


def test_access_is_asked_place_by_place_and_what_is_not_asked_stays(
    client: CheckedClient, club: Service, provider: User, session: Session, hall: Location
) -> None:
    client.sign_in(provider)
    club_in_two_places = factory.location(session, 53.15, -1.2, name="The <Library>")
    factory.held_at(session, club, club_in_two_places)
    page = client.page(of(club, "access"))
    assert "A hearing loop – The <Library>" in page.text
    form = page.forms[0]
    assert form.values["venues.0.access.step_free"] == "yes"
    values = {"venues.0.access.hearing_loop": "no", "companion_free": "yes"}
    said = wanted(client, session, club, "access", values)
    venue = said["venues"][0]
    assert venue["access"] == {"step_free": "yes", "hearing_loop": "no", "bsl": "no"}
    assert said["companion_free"] == "yes"


def test_languages_by_name(client: CheckedClient, club: Service, provider: User, session: Session) -> None:
    client.sign_in(provider)
    values = {"languages": "english, British Sign Language, Cornish"}
    assert wanted(client, session, club, "languages", values) == {"languages": ["en", "bfi", "Cornish"]}
    assert read_content(session, club.id)["languages"] == []

"""What search engines are told of a listing."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.listings.codes import AssetType, CostType
from directory.listings.models import CostOption, Schedule, Service
from tests.client import CheckedClient
from tests.factories import listings as make


def data_of(client: CheckedClient, listing: Service) -> dict[str, Any]:
    (script,) = client.page(f"/listings/{listing.id}").all(".//script[@type='application/ld+json']")
    assert script.get("nonce")
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def test_a_club_is_a_service_with_its_provider_place_and_phone(client: CheckedClient, club: Service) -> None:
    data = data_of(client, club)
    assert (data["@context"], data["@type"], data["name"]) == ("https://schema.org", "Service", club.name)
    assert data["provider"] == {"@type": "Organization", "name": "Kirkby Good Neighbours"}
    place, phone = data["availableChannel"]
    assert place["serviceLocation"]["geo"]["latitude"] == 53.1
    assert phone["servicePhone"]["telephone"] == "0115 496 0123"
    assert data["url"] == f"https://waypost.test/listings/{club.id}"


def test_an_event_with_a_date_is_an_event(client: CheckedClient, club: Service, session: Session) -> None:
    club.asset_type = AssetType.EVENT
    session.execute(delete(Schedule))
    make.once(session, club, date(2026, 1, 17), "11:00", "15:00")
    data = data_of(client, club)
    assert data["@type"] == "Event"
    assert (data["startDate"], data["endDate"]) == ("2026-01-17T11:00", "2026-01-17T15:00")
    assert data["location"]["name"] == "Old Station Hub"


@pytest.mark.parametrize(("kind", "told"), [(AssetType.VENUE, "Place"), (AssetType.PUBLIC_AMENITY, "CivicStructure")])
def test_a_place_is_a_place(client: CheckedClient, club: Service, kind: AssetType, told: str) -> None:
    club.asset_type = kind
    data = data_of(client, club)
    assert data["@type"] == told
    assert data["address"]["@type"] == "PostalAddress"
    assert data["name"] == club.name


def test_free_is_told_only_when_it_is_known(client: CheckedClient, club: Service, session: Session) -> None:
    assert "offers" not in data_of(client, club)
    session.execute(delete(CostOption))
    assert "offers" not in data_of(client, club)
    make.costs(session, club, CostType.FREE)
    assert data_of(client, club)["offers"]["price"] == "0"


def test_words_cannot_end_the_script(client: CheckedClient, club: Service) -> None:
    club.name = "</script><b>"
    assert data_of(client, club)["name"] == "</script><b>"

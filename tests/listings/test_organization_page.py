"""The page of an organisation, and the sitemap."""

import re
from collections.abc import Callable
from uuid import uuid4

from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from directory.listings.models import OrganizationIdentifier, Phone, Service
from tests.client import CheckedClient


def test_it_says_who_they_are_what_they_run_and_where(
    client: CheckedClient, club: Service, phone_of: Callable[..., Phone]
) -> None:
    phone_of("0115 496 0300", organization_id=club.organization_id)
    page = client.page(f"/organizations/{club.organization_id}")
    assert page.h1 == "Kirkby Good Neighbours"
    assert "Volunteers in Kirkby." in page.text
    assert page.links["Thursday coffee and company"] == f"/listings/{club.id}"
    assert page.links["Old Station Hub"].startswith("/venues/")
    assert page.links["0115 496 0300"] == "tel:01154960300"


def test_numbers_in_registers_lead_there(client: CheckedClient, club: Service, session: Session) -> None:
    for scheme, number in (("GB-CHC", "1234567"), ("XX-OWN", "7/8")):
        session.add(
            OrganizationIdentifier(
                organization_id=club.organization_id,
                identifier_scheme=scheme,
                identifier_type="Own list",
                identifier=number,
            )
        )
    page = client.page(f"/organizations/{club.organization_id}")
    assert page.links["1234567"].startswith("https://register-of-charities.charitycommission.gov.uk/")
    assert "Own list: 7/8" in page.text


def test_an_organisation_with_nothing_public_has_no_page(client: CheckedClient, club: Service) -> None:
    club.listing_status = ListingStatus.DRAFT
    assert client.get(f"/organizations/{club.organization_id}").status_code == 404
    assert client.get(f"/organizations/{uuid4()}").status_code == 404


def addresses_in(client: CheckedClient, file: str) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", client.get(file).get_data(as_text=True))


def test_the_sitemap_names_every_public_listing(client: CheckedClient, club: Service) -> None:
    assert addresses_in(client, "/sitemap.xml") == ["https://waypost.test/sitemaps/1.xml"]
    assert addresses_in(client, "/sitemaps/1.xml") == [f"https://waypost.test/listings/{club.id}"]
    assert client.get("/sitemaps/2.xml").status_code == 404


def test_the_printed_code_is_kept_for_a_year(client: CheckedClient, club: Service) -> None:
    response = client.get(f"/listings/{club.id}/qr.svg")
    assert response.mimetype == "image/svg+xml"
    assert "immutable" in response.headers["Cache-Control"]
    assert b"<path" in response.data

"""A listing in Easy Read: a page of its own, which says whether people with a learning disability checked it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import Visibility
from directory.listings.editing import create_listing, write_content
from directory.listings.models import Service
from directory.moderation.stewardship.codes import ClaimState, QualityKind
from directory.moderation.stewardship.models import QualityClaim
from directory.web.references import new_reference
from tests.client import CheckedClient
from tests.factories import listings as make

WORDS = "We cook together.\nYou can bring a supporter.\n\nIt costs £2."
NOT_YET = "not yet checked by people with a learning disability"


@pytest.fixture
def cooking(session: Session, at: datetime) -> Service:
    return create_listing(session, {"name": "Cooking", "easy_read": WORDS}, by="user:7", at=at)


def checked(session: Session, service: Service, kind: QualityKind = QualityKind.EASY_READ_CHECKED) -> None:
    """A steward noted that somebody checked it today."""
    today = clock.today()
    session.add(
        QualityClaim(
            reference=new_reference("QC"),
            service_id=service.id,
            kind=kind,
            state=ClaimState.CONFIRMED,
            evidence="The Tuesday readers",
            proposed_by="user:7",
            checked_on=today,
            expires_on=today + timedelta(days=365),
        )
    )
    session.commit()


@pytest.mark.requirement("A069")
def test_the_listing_leads_to_its_words_one_sentence_a_line_and_back(client: CheckedClient, cooking: Service) -> None:
    address = client.page(f"/listings/{cooking.id}").links["Easy Read"]
    page = client.page(address)
    assert page.h1 == "Cooking"
    lines = [page.text_of(item) for item in page.all(".//ul[@class='wp-easy__lines']/li")]
    assert lines == ["We cook together.", "You can bring a supporter.", "It costs £2."]
    assert page.links["All about it"] == f"/listings/{cooking.id}"


@pytest.mark.requirement("A069")
def test_unchecked_words_say_so_until_a_steward_notes_who_checked_them(
    client: CheckedClient, session: Session, cooking: Service, at: datetime
) -> None:
    address = f"/listings/{cooking.id}/easy-read"
    checked(session, cooking, QualityKind.DEAF_AWARE)
    assert NOT_YET in client.page(address).text
    checked(session, cooking)
    page = client.page(address)
    assert NOT_YET not in page.text
    assert "People with a learning disability checked these words on" in page.text
    later = at + timedelta(days=3)
    write_content(session, cooking, {"easy_read": "We bake together."}, by="user:7", at=later, why="New words")
    session.commit()
    assert NOT_YET in client.page(address).text


def test_a_listing_without_such_words_has_no_such_page(client: CheckedClient, session: Session) -> None:
    plain = make.service(session, "Plain")
    session.commit()
    assert "Easy Read" not in client.page(f"/listings/{plain.id}").links
    assert client.get(f"/listings/{plain.id}/easy-read").status_code == 404
    assert client.get(f"/listings/{uuid4()}/easy-read").status_code == 404


def test_a_private_listing_has_none_for_the_public(client: CheckedClient, session: Session, cooking: Service) -> None:
    cooking.visibility = Visibility.PRIVATE
    session.commit()
    assert client.get(f"/listings/{cooking.id}/easy-read").status_code == 404

"""Numbers that cannot be rung and postcodes that have ended."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.geo.models import PostcodePoint
from directory.listings.codes import AddressVisibility
from directory.listings.editing import write_content
from directory.listings.models import Phone, Service
from directory.moderation.freshness.checks.details import PRIVATE, can_be_rung, check_details, check_some
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import open_findings
from tests.factories import listings as factory
from tests.moderation.freshness.conftest import Listed


@pytest.mark.parametrize("number", ["0115 496 0123", "07700 900982", "111", "116 123", "+44 115 496 0123", "85258"])
def test_what_can_be_rung(number: str) -> None:
    assert can_be_rung(number)


@pytest.mark.parametrize("number", ["ask at the bar", "0115 496", "12", "01623 496 0100 44"])
def test_what_cannot(number: str) -> None:
    assert not can_be_rung(number)


def found(session: Session, service: Service) -> list[tuple[FindingKind, str]]:
    return [(finding.kind, finding.what) for finding in open_findings(session, [service.id])]


def test_a_bad_number_is_found_once_and_closed_when_mended(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    session.add(Phone(service_id=tea.id, number="0115 496"))
    assert check_some(session, at) == "1 listings looked at, 1 found, 0 mended"
    assert check_some(session, at) == "1 listings looked at, 0 found, 0 mended"
    assert found(session, tea) == [(FindingKind.PHONE_FORMAT, "0115 496")]
    write_content(session, tea, {"phones": [{"number": "0115 496 0123"}]}, by="user:7", at=at, why="")
    assert found(session, tea) == []


def ended(session: Session) -> None:
    session.add(
        PostcodePoint(postcode="NG181AA", latitude_e6=53_100_000, longitude_e6=-1_200_000, terminated="2024-06")
    )


def test_a_postcode_that_ended_is_found(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2))
    ended(session)
    check_some(session, at)
    assert found(session, tea) == [(FindingKind.POSTCODE_ENDED, "NG18 1AA")]


def test_a_private_postcode_is_not_written_down(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2, visibility=AddressVisibility.HIDDEN))
    ended(session)
    check_some(session, at)
    assert found(session, tea) == [(FindingKind.POSTCODE_ENDED, PRIVATE)]


def test_what_is_in_order_has_no_findings(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    session.add(Phone(service_id=tea.id, number="0115 496 0123"))
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2))
    assert check_some(session, at) == "1 listings looked at, 0 found, 0 mended"


def test_each_listing_has_its_turn_once_a_week(session: Session, listed: Listed, at: datetime) -> None:
    for number in range(20):
        listed(f"Tea {number}")
    looked = [int(check_details(session, at + timedelta(days=day)).split()[0]) for day in range(7)]
    assert sum(looked) == 20

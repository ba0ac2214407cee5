"""The quarterly return: filled in as far as it is known, sent once, corrected in time, and thanked for."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.models import ProviderReturn, UnmetNeed
from directory.referrals.codes.referral import Declined, ReferralStatus
from directory.referrals.codes.work import UnmetReason
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.needs.gaps import NEED, flag

IN_QUARTER = datetime(2025, 11, 10, 10, tzinfo=UTC)


@pytest.fixture
def club(session: Session, organization: Organization) -> Service:
    """A lunch club in Mansfield."""
    listing = make.service(session, "Tuesday table", organization_id=organization.id)
    make.tag(session, listing, make.term(session, "needs", NEED, "Lunch clubs"))
    make.held_at(session, listing, make.location(session, 53.14, -1.2, district_code=DISTRICT))
    return listing


@pytest.fixture
def address(organization: Organization) -> str:
    """Where the return of October to December 2025 is."""
    return f"/provider/returns/{organization.id}/2025-Q4"


def said(club: Service, turned_away: str = "5", waiting: str = "0", reason: str = "full") -> dict[str, str]:
    mark = club.id.hex
    return {f"turned_away_{mark}": turned_away, f"waiting_{mark}": waiting, f"reason_{mark}": reason}


def flags(session: Session) -> list[tuple[UnmetReason, int, FlagStatus]]:
    found = session.scalars(select(UnmetNeed).order_by(UnmetNeed.id))
    return [(each.reason, each.people, each.status) for each in found]


@pytest.mark.requirement("A115")
def test_a_return_becomes_flags_of_that_many_people_from_the_provider(
    client: CheckedClient, session: Session, provider: User, club: Service, address: str
) -> None:
    client.sign_in(provider)
    assert "October to December 2025" in client.page("/provider/returns").text
    assert client.submit(address, said(club, "5", "9")).status_code == 303
    assert flags(session) == [
        (UnmetReason.FULL, 5, FlagStatus.OPEN),
        (UnmetReason.WAITING_LIST, 9, FlagStatus.OPEN),
    ]
    one = session.scalars(select(UnmetNeed)).first()
    assert one is not None
    assert (one.source, one.need, one.district_code) == (FlagSource.PROVIDER, NEED, DISTRICT)
    assert (one.month.isoformat(), one.organization_id) == ("2025-12-01", club.organization_id)
    assert "Thank you" in client.page(address).text


def test_it_is_filled_in_with_what_is_known_and_counts_nobody_twice(
    client: CheckedClient, session: Session, provider: User, connector: User, club: Service, address: str
) -> None:
    edith = people.helped_person(session, connector)
    declined = {"declined": Declined.FULL, "decided_at": IN_QUARTER}
    people.referral(session, connector, edith, club, IN_QUARTER, status=ReferralStatus.NOT_ACCEPTED, **declined)
    people.referral(session, connector, edith, club, IN_QUARTER, status=ReferralStatus.WAITING)
    client.sign_in(provider)
    sent = client.page(address).forms[0].values
    mark = club.id.hex
    assert (sent[f"turned_away_{mark}"], sent[f"waiting_{mark}"], sent[f"reason_{mark}"]) == ("1", "1", "full")
    assert "Edith" not in client.page(address).html
    hint = "The numbers below hold those who came through Waypost: 1 declined, 1 waiting. Raise them by everybody else."
    assert hint in client.page(address).text
    client.submit(address, {f"turned_away_{mark}": "4"})
    assert [(reason, number) for reason, number, _status in flags(session)] == [
        (UnmetReason.FULL, 3),
        (UnmetReason.WAITING_LIST, 1),
    ]


def test_a_correction_takes_the_place_of_what_was_said(
    client: CheckedClient, session: Session, provider: User, club: Service, address: str
) -> None:
    client.sign_in(provider)
    client.submit(address, said(club))
    assert "Correct it" in client.page(address).text
    client.submit(address, said(club, "2", "0", "times"))
    assert flags(session) == [
        (UnmetReason.FULL, 5, FlagStatus.TAKEN_BACK),
        (UnmetReason.TIMES, 2, FlagStatus.OPEN),
    ]
    kept = session.scalars(select(ProviderReturn)).one()
    assert kept.sent_at is not None
    assert kept.corrected_at is not None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"turned_away": "lots"}, "Enter a number, like 3, or 0"),
        ({"turned_away": "-1"}, "Enter a number, like 3, or 0"),
        ({"waiting": "99999"}, "Enter a number from 0 to 9,999"),
        ({"reason": ""}, "Select why for Tuesday table"),
        ({"reason": "nonsense"}, "Select why for Tuesday table"),
    ],
)
def test_what_is_no_number_or_has_no_reason_is_asked_again_with_the_rest_kept(
    client: CheckedClient, session: Session, provider: User, club: Service, address: str,
    typed: dict[str, str], sentence: str,
) -> None:  # fmt: skip
    client.sign_in(provider)
    answer = client.submit(address, said(club, **typed))
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert not flags(session)


def test_after_the_next_quarter_it_is_too_late(
    client: CheckedClient, session: Session, provider: User, club: Service, address: str
) -> None:
    client.sign_in(provider)
    late = address.replace("2025-Q4", "2025-Q2")
    assert "Nothing was sent" in client.page(late).text
    assert client.post(late, data=said(club)).status_code == 409
    assert not flags(session)


def test_another_organisations_return_an_unknown_quarter_and_one_to_come_are_not_there(
    client: CheckedClient, provider: User, other_provider: User, club: Service, address: str
) -> None:
    client.sign_in(other_provider)
    assert client.get(address).status_code == 404
    assert client.post(address, data=said(club)).status_code == 404
    client.sign_in(provider)
    for code in ("2026-Q1", "2025-Q5", "nonsense", "0000-Q1"):
        assert client.get(address.replace("2025-Q4", code)).status_code == 404


def test_returns_are_for_those_who_keep_listings(
    client: CheckedClient, commissioner: User, connector: User, club: Service, address: str
) -> None:
    assert client.get(address).status_code == 303
    for wrong in (commissioner, connector):
        client.sign_in(wrong)
        assert client.get(address).status_code == 403


def test_what_others_say_is_shown_back_without_small_numbers_and_without_ones_own(
    client: CheckedClient, session: Session, provider: User, club: Service, address: str
) -> None:
    client.sign_in(provider)
    client.submit(address, said(club, "50"))
    assert "Too few others" in client.page(address).text
    flag(session, 21, reason=UnmetReason.TRANSPORT)
    flag(session, 3, reason=UnmetReason.NO_REPLY)
    page = client.page(address)
    assert "What others say" in page.text
    assert "fewer than 8" in page.text
    assert "50" not in page.text
    assert "21" not in page.text


def test_who_works_for_a_whole_county_hears_of_all_of_it(
    client: CheckedClient, session: Session, provider: User, organization: Organization, address: str
) -> None:
    line = make.service(session, "Lunch line", organization_id=organization.id)
    make.tag(session, line, make.term(session, "needs", NEED, "Lunch clubs"))
    flag(session, 30, district="E07000171", ward=None)
    client.sign_in(provider)
    client.submit(address)
    assert "What others say" in client.page(address).text

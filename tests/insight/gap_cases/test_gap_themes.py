"""What a gap says beside its counts: how much of it is in the countryside, and what people said, without names."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models import SmallArea
from directory.needs.codes import FlagSource
from directory.referrals.codes.work import UnmetReason
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.needs.gaps import LADYBROOK, OAK_TREE, flag, gap

pytestmark = pytest.mark.usefixtures("named")


def small_area(code: str, ward: str, *, is_rural: bool, residents: int = 1500) -> SmallArea:
    """A small area with these people."""
    ages = {"aged_0_17": 0, "aged_18_64": residents, "aged_65_79": 0, "aged_80_over": 0}
    place = {"latitude": 53.1, "longitude": -1.2, "ward_code": ward, "district_code": DISTRICT}
    facts = {"imd_rank": 1, "imd_decile": 1, "imd_score": 1.0, "disabled": 0}
    return SmallArea(code=code, is_rural=is_rural, residents=residents, **place, **ages, **facts)


@pytest.mark.requirement("A125")
def test_a_gap_says_how_much_of_it_is_in_the_countryside(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    session.add_all(
        [
            small_area("E01000001", LADYBROOK, is_rural=False),
            small_area("E01000002", OAK_TREE, is_rural=True),
            small_area("E01000003", OAK_TREE, is_rural=False, residents=900),
        ]
    )
    flag(session, 31)
    flag(session, 22, ward=OAK_TREE)
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    file = client.get(f"/gaps/{case.reference}.csv").get_data(as_text=True)
    assert "Town,30" in file
    assert "Countryside,20" in file


@pytest.mark.requirement("A122")
def test_a_theme_shows_how_many_and_an_example_without_names(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, 20, reason=UnmetReason.TRANSPORT)
    said = flag(session, reason=UnmetReason.TRANSPORT, source=FlagSource.PARTNER)
    said.quote = "The last bus goes at four"
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    page = client.page(f"/gaps/{case.reference}")
    assert "No suitable or affordable transport 20" in page.text
    assert "The last bus goes at four No suitable or affordable transport" in page.text


@pytest.mark.parametrize(("others", "is_quoted"), [(12, True), (3, False)])
def test_a_quote_does_not_tell_what_the_numbers_hide(
    client: CheckedClient, session: Session, commissioner: User, others: int, *, is_quoted: bool
) -> None:
    flag(session, others)
    flag(session, reason=UnmetReason.COST).quote = "Two pounds are a lot"
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    text = client.page(f"/gaps/{case.reference}").text
    assert ("Two pounds are a lot" in text) is is_quoted
    assert UnmetReason.COST.label not in text

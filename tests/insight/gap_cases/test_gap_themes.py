"""What a gap says beside its counts: how much of it is in the countryside, and what people said, without names."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.needs.codes import FlagSource
from directory.referrals.codes.work import UnmetReason
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.insight import land
from tests.needs.gaps import LADYBROOK, OAK_TREE, flag, gap

pytestmark = pytest.mark.usefixtures("named")


@pytest.mark.requirement("A125")
def test_a_gap_says_how_much_of_it_is_in_the_countryside(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    land.small_area(session, "E01000001", LADYBROOK, 1_500, district_code=DISTRICT, is_rural=False)
    land.small_area(session, "E01000002", OAK_TREE, 1_500, district_code=DISTRICT, is_rural=True)
    land.small_area(session, "E01000003", OAK_TREE, 900, district_code=DISTRICT, is_rural=False)
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

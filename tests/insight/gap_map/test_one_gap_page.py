"""One gap: reasons, not just a red square."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight import land

pytestmark = pytest.mark.usefixtures("year")
WAY = f"/insight/gap?need={land.NEED}&area={land.MANSFIELD}"


def test_it_says_why_and_what_is_near(client: CheckedClient, session: Session, commissioner: User) -> None:
    land.offer(session, "Minibus")
    client.sign_in(commissioner)
    page = client.page(WAY)
    assert page.h1 == "Community transport in Mansfield"
    assert "40 people could not get it" in page.text
    assert "No such service exists here (there is no such help)" in page.text
    assert "Minibus" in page.links
    assert "whether it has room is not known" in page.text


def test_what_is_a_county_away_is_not_near(client: CheckedClient, session: Session, commissioner: User) -> None:
    far = land.offer(session, "Minibus in Maidstone", ward=None)
    make.held_at(session, far, make.location(session, 51.27, 0.52))
    client.sign_in(commissioner)
    page = client.page(WAY)
    assert "Minibus in Maidstone" not in page.text
    assert "Nothing is listed for it within 30 miles, nor comes there." in page.text


def test_it_leads_to_a_gap_that_somebody_owns(client: CheckedClient, commissioner: User, supervisor: User) -> None:
    client.sign_in(commissioner)
    assert f"/gaps/new?need={land.NEED}&area={land.MANSFIELD}" in client.page(WAY).links.values()
    client.sign_in(supervisor)
    assert "Open a gap: owner, action, review" not in client.page(WAY).links


def test_a_ward_says_no_more_alone_than_among_the_others(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    page = client.page(f"/insight/gap?need={land.NEED}&area={land.WORKSOP}")
    assert page.h1 == "Community transport in Worksop"
    assert "Fewer than 8 people could not get it" in page.text


def test_a_silent_area_says_so(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    text = client.page(f"/insight/gap?need={land.NEED}&area={land.RUSHCLIFFE}").text
    assert "There is no information: nobody asked there" in text


def test_it_is_a_file_as_well(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    answer = client.get(WAY.replace("/gap?", "/gap.csv?"))
    assert answer.mimetype == "text/csv"
    assert "Community transport in Mansfield" in answer.get_data(as_text=True)


@pytest.mark.parametrize("args", ["need=nonsense&area=E07000174", "need=travel.transport&area=E09000001"])
def test_an_unknown_need_or_area_is_not_found(client: CheckedClient, commissioner: User, args: str) -> None:
    client.sign_in(commissioner)
    assert client.get(f"/insight/gap?{args}").status_code == 404

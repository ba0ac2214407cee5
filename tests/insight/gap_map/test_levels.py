"""By districts, neighbourhoods or wards: the same question, the same rule, other areas."""

import csv
import io
from datetime import date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.areas.neighbourhoods import plan_neighbourhoods, write_neighbourhoods
from directory.insight.facts.counting import recount
from directory.insight.facts.neighbourhoods import counts_by_neighbourhood, recount_neighbourhoods
from directory.insight.facts.queries import Asked
from directory.insight.models.facts import FactKind
from directory.needs.models import UnmetNeed
from directory.referrals.models import Conversation
from tests.client import CheckedClient
from tests.insight import land

pytestmark = pytest.mark.usefixtures("drawn")
FIRST, SECOND = f"NB-{land.MANSFIELD}-01", f"NB-{land.MANSFIELD}-02"
YEAR = Asked((land.NEED,), "", date(2025, 1, 1), date(2025, 12, 1))


@pytest.fixture
def drawn(year: None, session: Session, at: datetime) -> None:
    """In Mansfield two neighbourhoods of one small area each; what happened names the small area."""
    for code, small_area in ((land.LADYBROOK, "E01028000"), (land.OAK_TREE, "E01028001")):
        for model in (UnmetNeed, Conversation):
            session.execute(update(model).where(model.ward_code == code).values(lsoa_code=small_area))
    plans = plan_neighbourhoods(session, land.MANSFIELD)
    write_neighbourhoods(session, land.MANSFIELD, plans, by="system", at=at)
    recount(session, at=at)


def rows(client: CheckedClient, address: str) -> dict[str, list[str]]:
    text = client.get(address).get_data(as_text=True).removeprefix("\ufeff")
    lines = list(csv.reader(io.StringIO(text)))
    start = lines.index(["Area by area"])
    return {line[0]: line[1:] for line in lines[start : lines.index([], start)]}


def asked(by: str, area: str = land.MANSFIELD) -> str:
    return f"/insight/gap-map.csv?need={land.NEED}&area={area}&by={by}"


@pytest.mark.requirement("A135")
def test_neighbourhoods_stand_on_the_page_and_in_the_file_with_protected_counts(
    client: CheckedClient, commissioner: User
) -> None:
    client.sign_in(commissioner)
    found = rows(client, asked("neighbourhood"))
    assert found["Ladybrook"][0] == "30"
    assert found["Ladybrook"][1] == "3.0 (2.0 to 4.3)"  # 30 of 10,000; Byar: 20.24 to 42.83
    assert found["Oak Tree"][0] == "10"
    page = client.page(f"/insight?need={land.NEED}&area={land.MANSFIELD}&by=neighbourhood")
    assert "Mansfield by neighbourhood" in page.text
    assert {"Ladybrook", "Oak Tree"} <= set(page.links)


def test_neighbourhoods_of_the_whole_county_are_those_that_are_built(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    found = rows(client, asked("neighbourhood", land.COUNTY))
    assert {"Ladybrook", "Oak Tree"} <= found.keys()
    assert "Worksop" not in found


def test_all_wards_of_the_county_stand_beside_each_other(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    found = rows(client, asked("ward", land.COUNTY))
    assert {"Ladybrook", "Oak Tree", "Worksop", "Abbey"} <= found.keys()
    assert found["Worksop"][0] == "fewer than 8"
    assert found["Abbey"][0] == "no information"


def test_a_district_has_no_districts_and_is_shown_by_ward(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert rows(client, asked("district")) == rows(client, asked("ward"))


@pytest.mark.parametrize("wrong", ["nonsense", "lsoa"])
def test_other_areas_are_not_found(client: CheckedClient, commissioner: User, wrong: str) -> None:
    client.sign_in(commissioner)
    assert client.get(asked(wrong)).status_code == 404


def test_where_none_is_built_there_is_nothing_to_show(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert client.get(asked("neighbourhood", land.BASSETLAW)).status_code == 404
    assert "Neighbourhoods" not in client.page(f"/insight?area={land.BASSETLAW}").text


def test_one_gap_of_a_neighbourhood_tells_why(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    page = client.page(f"/insight/gap?need={land.NEED}&area={FIRST}&by=neighbourhood")
    assert page.h1 == "Community transport in Ladybrook"
    assert "30 people could not get it" in page.text


def test_what_names_no_small_area_counts_in_no_neighbourhood(session: Session, at: datetime) -> None:
    land.missing(session, at, land.LADYBROOK, 50)
    recount(session, at=at)
    found = counts_by_neighbourhood(session, FactKind.FLAGS, YEAR, [FIRST, SECOND])
    assert found.by_place == {FIRST: 30, SECOND: 12}


def test_counting_twice_changes_nothing_and_older_months_stand(session: Session, at: datetime) -> None:
    land.missing(session, at, land.LADYBROOK, 9, lsoa_code="E01028000", month=date(2023, 5, 1))
    recount_neighbourhoods(session, at=at)
    long_ago = Asked((land.NEED,), "", date(2023, 1, 1), date(2023, 12, 1))
    session.execute(update(UnmetNeed).where(UnmetNeed.month == date(2023, 5, 1)).values(lsoa_code=None))
    recount(session, at=at)
    recount(session, at=at)
    assert counts_by_neighbourhood(session, FactKind.FLAGS, long_ago, [FIRST]).by_place == {FIRST: 9}
    assert counts_by_neighbourhood(session, FactKind.FLAGS, YEAR, [FIRST]).by_place == {FIRST: 30}

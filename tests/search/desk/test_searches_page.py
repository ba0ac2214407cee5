"""GET /staff/searches: which words found nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.search.models import Outcome, SearchCount
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.search.mansfield import Mansfield

ADDRESS = "/staff/searches"
DAY = date(2026, 1, 4)


def count(session: Session, words: str, searches: int, day: date = DAY, area: str = "") -> None:
    session.add(SearchCount(day=day, outcome=Outcome.NONE, words=words, area=area, searches=searches))
    session.flush()


@pytest.mark.requirement("A114")
def test_it_lists_words_that_found_nothing_with_a_way_to_mend_it(
    desk: CheckedClient, town: Mansfield, session: Session
) -> None:
    count(session, "brolly", 7)
    count(session, "galoshes", 4)
    page = desk.page(ADDRESS)
    assert "Found nothing 7 times. Last on Sunday 4 January 2026." in page.text
    assert "Found nothing a few times." in page.text
    assert page.links["Add a synonym for “brolly”"] == "/staff/synonyms/new?words=brolly"


def test_rare_words_are_a_number_only(desk: CheckedClient, session: Session) -> None:
    count(session, "john ogden", 2)
    page = desk.page(ADDRESS)
    assert "ogden" not in page.text
    assert "A few more found little" in page.text


def test_days_and_district_narrow_it(desk: CheckedClient, session: Session) -> None:
    make.area(session, "E07000174", "Mansfield")
    count(session, "brolly", 4, area="E07000174")
    count(session, "galoshes", 4, DAY - timedelta(days=20))
    assert "galoshes" not in desk.page(f"{ADDRESS}?days=7").text
    page = desk.page(f"{ADDRESS}?area=E07000174")
    assert "brolly" in page.text
    assert "galoshes" not in page.text


@pytest.mark.parametrize("query", ["?days=x&area=nowhere", "?days=-1", "?days=99999"])
def test_what_makes_no_sense_is_as_if_not_said(desk: CheckedClient, query: str) -> None:
    assert desk.page(ADDRESS + query).h1 == "Searches that found little"


@pytest.mark.usefixtures("town")
def test_what_people_told_us_is_listed(desk: CheckedClient) -> None:
    desk.post("/searches/missing", data={"q": "zumba", "near": "NG18"})
    assert "“zumba” near NG18, Monday 5 January 2026" in desk.page(ADDRESS).text


def test_it_is_kept_by_no_browser(desk: CheckedClient) -> None:
    assert desk.get(ADDRESS).headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("address", [ADDRESS, "/staff/synonyms", "/staff/synonyms/new", "/staff/synonyms/falls"])
def test_nobody_else_sees_the_desk(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 303

"""Surveys: counts of a year by a publisher, all of a file or nothing, and the way back."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.imports.operations import forget_surveys
from directory.needs.models import FlagImport, UnmetNeed
from directory.referrals.codes.work import UnmetReason
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.needs.gaps import NEED

GOOD = f'Need,Area,People,Group\r\n{NEED},Mansfield,120,carer\r\nLunch clubs,{DISTRICT},"1,040",\r\n'
FACTS = {
    "name": "Residents’ survey",
    "source": "survey",
    "year": "2025",
    "publisher": "The council",
    "reason": "not_found",
}


@pytest.fixture(autouse=True)
def _named(session: Session) -> None:
    make.term(session, "needs", NEED, "Lunch clubs")
    make.term(session, "cohorts", "carer", "Carers")
    make.area(session, DISTRICT, "Mansfield")


def choose(client: CheckedClient, text: str | bytes, **facts: str) -> Any:
    """Choose a file on the page."""
    raw = text if isinstance(text, bytes) else text.encode()
    data = {**FACTS, **facts, "file": (io.BytesIO(raw), "survey.csv")}
    return client.post("/gaps/imports", data=data, content_type="multipart/form-data")


def flags(session: Session) -> list[UnmetNeed]:
    return list(session.scalars(select(UnmetNeed).order_by(UnmetNeed.people)))


@pytest.mark.requirement("A116")
def test_a_survey_is_looked_at_loaded_and_counted_by_need_and_area(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    answer = choose(client, GOOD)
    assert answer.status_code == 303
    page = client.page(answer.location)
    assert "1,160 people in 2 rows" in page.text
    assert not flags(session)
    assert client.submit(answer.location).status_code == 303
    first, second = flags(session)
    assert (first.people, first.cohorts, first.source, first.month) == (
        120,
        ["carer"],
        FlagSource.SURVEY,
        date(2025, 1, 1),
    )
    assert (second.people, second.district_code, second.reason) == (1040, DISTRICT, UnmetReason.NOT_FOUND)
    assert first.batch_id == second.batch_id is not None


def test_a_survey_is_taken_back_whole_and_only_once(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    address = choose(client, GOOD).location
    assert client.post(f"{address}/reversal").status_code == 409
    assert client.post(f"{address}/loading").status_code == 303
    assert client.post(f"{address}/loading").status_code == 409
    assert client.post(f"{address}/removal").status_code == 409
    assert choose(client, GOOD).status_code == 422
    assert client.post(f"{address}/reversal").status_code == 303
    assert client.post(f"{address}/reversal").status_code == 409
    assert {flag.status for flag in flags(session)} == {FlagStatus.TAKEN_BACK}
    assert choose(client, GOOD).status_code == 303


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("need,area\nx,y\n", "Add a column called “people”."),
        (f"need,area,people,name\n{NEED},Mansfield,3,Edith\n", "Take out the column “name”"),
        (f"need,area,people\n=cmd(),Mansfield,3\n{NEED},Mansfield,3\n", "take the “=” from the beginning of the need"),
        (f"need,area,people\n{NEED},Atlantis,3\n{NEED},Mansfield,3\n", "enter an area code, or the name of a district"),
        (f"need,area,people\n{NEED},Mansfield,-3\n", "take the “-” from the beginning of the people"),
        (f"need,area,people\n{NEED},Mansfield,2.5\n", "a whole number of people"),
        ("need,area,people\nflying,Mansfield,3\n", "enter a need of the list in place of “flying”"),
        (f"need,area,people\n{NEED},Mansfield,3\n{NEED},{DISTRICT},4\n", "counts the same as row 2"),
        (f"need,area,people,reason\n{NEED},Mansfield,3,because\n", "enter a reason of the list"),
        (b"PK\x03\x04abc", "Save the sheet as CSV"),
        (b"", "this one is empty"),
        (b"need,area,people\n" + b"x" * 1_600_000, "under 1.5 MB"),
        ("need,area,people\n" + f"{NEED},Mansfield,3\n" * 1001, "1,000 are taken at once"),
    ],
)
def test_a_faulty_file_is_refused_row_by_row_and_nothing_of_it_is_kept(
    client: CheckedClient, session: Session, commissioner: User, text: str | bytes, sentence: str
) -> None:
    client.sign_in(commissioner)
    answer = choose(client, text)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert session.scalars(select(FlagImport)).all() == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"year": ""}, "Enter the year"),
        ({"year": "next"}, "four digits"),
        ({"year": "2031"}, "Enter the year it was asked in, from 1990 to 2026"),
        ({"publisher": ""}, "Enter who published it"),
        ({"source": "navigator"}, "Select what it is"),
        ({"reason": ""}, "Select a reason"),
    ],
)
def test_a_survey_without_year_or_publisher_is_refused(
    client: CheckedClient, commissioner: User, facts: dict[str, str], sentence: str
) -> None:
    client.sign_in(commissioner)
    answer = choose(client, GOOD, **facts)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_a_file_that_nobody_loads_is_thrown_away_or_forgotten_in_a_week(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    assert client.post(f"{choose(client, GOOD).location}/removal").status_code == 303
    address = choose(client, GOOD).location
    assert forget_surveys(session, clock.now() + timedelta(days=6)).startswith("0")
    assert forget_surveys(session, clock.now() + timedelta(days=8)).startswith("1")
    assert client.get(address).status_code == 404


def test_surveys_are_for_commissioners(client: CheckedClient, provider: User, steward: User) -> None:
    assert client.get("/gaps/imports").status_code == 303
    for wrong in (provider, steward):
        client.sign_in(wrong)
        assert client.get("/gaps/imports").status_code == 403
        assert choose(client, GOOD).status_code == 403

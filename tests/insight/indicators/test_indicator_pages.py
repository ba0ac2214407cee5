"""The library of indicators: nothing without an owner, a definition, a sign-off and a source."""

import io
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue
from directory.insight.models.indicators import Base, Unit
from tests.client import CheckedClient
from tests.insight import land

ORIGIN = {"source": "Community Life Survey", "year": "2024", "vintage": "first edition, December 2024"}


@pytest.fixture
def lonely(session: Session) -> Indicator:
    """An indicator that says nothing of itself yet."""
    land.county(session)
    made = Indicator(code="lonely", name="Feeling lonely often", unit=Unit.PERCENT, base=Base.ADULTS, needs=[land.NEED])
    session.add(made)
    session.flush()
    return made


def sheet(text: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), "values.csv"


def bring(client: CheckedClient, found: Indicator, text: str, **changes: str) -> object:
    return client.post(f"/insight/indicators/{found.id}/values", data={**ORIGIN, "file": sheet(text), **changes})


def test_an_indicator_is_begun_described_signed_off_and_published(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    land.county(session)
    client.sign_in(commissioner)
    answer = client.submit(
        "/insight/indicators/new", {"name": "Feeling lonely", "unit": "percent", "base": "adults", "need": land.NEED}
    )
    way = answer.location
    assert client.post(f"{way}/publication").status_code == 422
    client.post(f"{way}/description", data={"definition": "Adults who say often or always", "owner": "Public health"})
    assert client.post(f"{way}/publication").status_code == 422
    client.post(f"{way}/sign-off", data={"group": "Carers’ forum"})
    assert client.post(f"{way}/publication").status_code == 303
    session.expire_all()
    assert session.scalars(select(Indicator)).one().published_at is not None
    assert "Carers’ forum" in client.page(way).text


@pytest.mark.requirement("A154")
@pytest.mark.parametrize("lacking", ["definition", "owner"])
def test_without_a_definition_or_an_owner_nothing_is_published(
    client: CheckedClient, session: Session, commissioner: User, lonely: Indicator, lacking: str
) -> None:
    words = {"definition": "Adults who say often or always", "owner": "Public health"} | {lacking: ""}
    client.sign_in(commissioner)
    client.post(f"/insight/indicators/{lonely.id}/description", data=words)
    client.post(f"/insight/indicators/{lonely.id}/sign-off", data={"group": "Carers’ forum"})
    assert client.post(f"/insight/indicators/{lonely.id}/publication").status_code == 422
    session.expire_all()
    assert session.get_one(Indicator, lonely.id).published_at is None


def test_a_new_definition_has_to_be_agreed_anew(
    client: CheckedClient, session: Session, commissioner: User, lonely: Indicator
) -> None:
    client.sign_in(commissioner)
    for definition in ("Adults who say often", "Adults who say sometimes"):
        client.post(f"/insight/indicators/{lonely.id}/description", data={"definition": definition, "owner": "Us"})
        client.post(f"/insight/indicators/{lonely.id}/sign-off", data={"group": "Carers’ forum"})
    client.post(f"/insight/indicators/{lonely.id}/publication")
    client.post(f"/insight/indicators/{lonely.id}/description", data={"definition": "Another", "owner": "Us"})
    session.expire_all()
    found = session.get_one(Indicator, lonely.id)
    assert (found.published_at, found.signed_off_at) == (None, None)


@pytest.mark.requirement("A143")
def test_values_come_with_source_year_and_area(
    client: CheckedClient, session: Session, commissioner: User, lonely: Indicator
) -> None:
    client.sign_in(commissioner)
    answer = bring(client, lonely, f"area,value,low,high\n{land.MANSFIELD},21,19,23\n{land.BASSETLAW},18.5,,\n")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    values = {
        value.area_code: (value.value, value.low, value.high) for value in session.scalars(select(IndicatorValue))
    }
    assert values == {land.MANSFIELD: (21, 19, 23), land.BASSETLAW: (18.5, None, None)}
    assert "Community Life Survey" in client.page(f"/insight/indicators/{lonely.id}").text


@pytest.mark.requirement("A118")
@pytest.mark.parametrize(
    ("lacking", "says"),
    [
        ("source", "Enter who published it"),
        ("year", "Enter the year it is of"),
        ("vintage", "Enter which edition it is"),
    ],
)
def test_values_without_source_year_or_vintage_are_refused(
    client: CheckedClient, session: Session, commissioner: User, lonely: Indicator, lacking: str, says: str
) -> None:
    client.sign_in(commissioner)
    answer = bring(client, lonely, f"area,value\n{land.MANSFIELD},21\n", **{lacking: ""})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert says in answer.get_data(as_text=True)  # type: ignore[attr-defined]
    assert session.scalars(select(IndicatorSet)).all() == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("E09999999,20", "Row 2: “E09999999” is no area that is known here"),
        ("E07000174,", "Row 2: it has no value"),
        ("E07000174,many", "Row 2: “many” is no number (value)"),
        ("E07000174,nan", "Row 2: “nan” is no number (value)"),
        ("E07000174,120", "Row 2: 120 is no per cent of the people it is about"),
        ("E07000174,-1", "Row 2: -1 is no per cent"),
        ("E07000174,20\nE07000174,21", "Row 3: E07000174 is in row 2 already"),
    ],
)
def test_one_wrong_row_keeps_all_of_them_out_and_is_named(
    client: CheckedClient, session: Session, commissioner: User, lonely: Indicator, row: str, says: str
) -> None:
    client.sign_in(commissioner)
    answer = bring(client, lonely, f"area,value\n{row}\nE07000171,20\n")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert says in answer.get_data(as_text=True)  # type: ignore[attr-defined]
    assert session.scalars(select(IndicatorValue)).all() == []


def test_values_are_taken_back_once(
    client: CheckedClient, session: Session, commissioner: User, lonely: Indicator
) -> None:
    client.sign_in(commissioner)
    bring(client, lonely, f"area,value\n{land.MANSFIELD},21\n")
    batch = session.scalars(select(IndicatorSet)).one()
    way = f"/insight/indicators/{lonely.id}/values/{batch.id}/undoing"
    assert client.post(way).status_code == 303
    assert client.post(way).status_code == 409
    session.expire_all()
    assert session.scalars(select(IndicatorSet)).one().undone_at is not None


def test_supervisors_read_and_change_nothing(client: CheckedClient, supervisor: User, lonely: Indicator) -> None:
    client.sign_in(supervisor)
    assert "Bring values in" not in client.page(f"/insight/indicators/{lonely.id}").text
    assert client.get("/insight/indicators/new").status_code == 403
    assert client.post(f"/insight/indicators/{lonely.id}/publication").status_code == 403


def test_others_see_no_indicators(client: CheckedClient, connector: User, lonely: Indicator) -> None:
    assert client.get("/insight/indicators").status_code == 303
    client.sign_in(connector)
    assert client.get("/insight/indicators").status_code == 403


def test_an_unknown_indicator_is_not_found(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert client.get(f"/insight/indicators/{uuid4()}").status_code == 404
    assert client.get("/insight/indicators").status_code == 200

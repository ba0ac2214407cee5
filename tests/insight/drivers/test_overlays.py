"""What puts people at risk, laid over the gap map: each driver, several at once, and never a small number."""

import csv
import io
from datetime import datetime

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.db import new_id
from directory.insight.facts.counting import recount
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue, SmallArea
from directory.insight.models.indicators import Base, Unit
from tests.client import CheckedClient
from tests.insight import land
from tests.page import Page


@pytest.fixture
def here(session: Session, at: datetime) -> None:
    """Three districts with outlines; in Bassetlaw more people are old, in Mansfield more are deprived."""
    land.county(session)
    land.draw(session)
    of = update(SmallArea)
    session.execute(of.where(SmallArea.ward_code == land.WORKSOP).values(aged_80_over=1500))
    session.execute(of.where(SmallArea.district_code == land.MANSFIELD).values(imd_score=55.0))
    recount(session, at=at)


def publish(session: Session, at: datetime, code: str, name: str, unit: Unit, values: dict[str, float]) -> Indicator:
    """An indicator of the library, with values."""
    made = Indicator(code=code, name=name, unit=unit, base=Base.OLDER, needs=[], published_at=at)
    session.add(made)
    session.flush()
    batch = IndicatorSet(indicator_id=made.id, source=f"Source of {code}", year=2021, vintage="March", loaded_at=at)
    session.add(batch)
    session.flush()
    rows = [{"id": new_id(), "set_id": batch.id, "area_code": area, "value": value} for area, value in values.items()]
    session.execute(insert(IndicatorValue), rows)
    return made


def cells(client: CheckedClient, address: str) -> list[list[str]]:
    text = client.get(address).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def laid(client: CheckedClient, *keys: str) -> dict[str, list[str]]:
    """What the file tells of each area, by what is laid over the map."""
    lines = cells(client, "/insight/gap-map.csv?need=all&" + "&".join(f"over={key}" for key in keys))
    start = next(number for number, line in enumerate(lines) if len(line) > 1 and line[1].startswith("A: "))
    return {line[0]: line[1:] for line in lines[start + 1 : start + 4]}


@pytest.mark.requirement("A131")
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("driver", "most", "told"),
    [
        ("older_80", "Bassetlaw", "17%, upper third"),
        ("deprivation", "Mansfield", "55.0, upper third"),
        ("alone", "Rushcliffe", "40%, upper third"),
        ("dementia", "Rushcliffe", "48.0 of 1,000, upper third"),
    ],
)
def test_each_driver_is_laid_over_the_map_and_marks_where_it_is_highest(
    client: CheckedClient, session: Session, commissioner: User, at: datetime, driver: str, most: str, told: str
) -> None:
    order = (land.MANSFIELD, land.BASSETLAW, land.RUSHCLIFFE)
    publish(session, at, "alone", "Living alone", Unit.PERCENT, dict(zip(order, (20, 30, 40), strict=True)))
    publish(session, at, "dementia", "Dementia", Unit.RATE, dict(zip(order, (40, 42, 48), strict=True)))
    client.sign_in(commissioner)
    plain = client.page("/insight?need=all")
    assert {"older_65", "older_80", "disabled", "deprivation", "alone", "dementia"} <= choices(plain)
    assert "wp-area__mark" not in plain.html
    found = laid(client, driver)
    assert {name for name, told in found.items() if "upper third" in told[0]} == {most}
    assert found[most] == [told]
    page = client.page(f"/insight?need=all&over={driver}")
    assert page.html.count("wp-area__mark") == 1


def choices(page: Page) -> set[str]:
    return {str(field.get("value")) for field in page.all(".//input[@name='over']")}


@pytest.mark.usefixtures("here")
def test_several_stand_beside_each_other_with_their_sources(
    client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    publish(session, at, "alone", "Living alone", Unit.PERCENT, {land.BASSETLAW: 30, land.MANSFIELD: 20})
    client.sign_in(commissioner)
    found = laid(client, "alone", "older_80")
    assert found["Bassetlaw"] == ["17%, upper third", "30%, upper third"]
    assert found["Rushcliffe"] == ["6%", "not known"]
    assert "Source of alone" in client.page("/insight?need=all&over=alone").text


@pytest.mark.usefixtures("here")
def test_a_small_number_of_people_is_hidden(
    client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    publish(session, at, "frail", "Living with frailty", Unit.COUNT, {land.BASSETLAW: 203, land.MANSFIELD: 3})
    client.sign_in(commissioner)
    found = laid(client, "frail")
    assert found["Bassetlaw"] == ["205, upper third"]
    assert found["Mansfield"] == ["fewer than 8"]


@pytest.mark.usefixtures("here")
def test_what_is_not_published_or_not_known_is_not_laid_over_anything(
    client: CheckedClient, session: Session, commissioner: User, connector: User, at: datetime
) -> None:
    made = publish(session, at, "alone", "Living alone", Unit.PERCENT, {land.BASSETLAW: 30})
    made.published_at = None
    session.flush()
    client.sign_in(commissioner)
    assert client.get("/insight?over=alone").status_code == 404
    assert client.get("/insight/gap-map.csv?over=nonsense").status_code == 404
    client.sign_in(connector)
    assert client.get("/insight?over=older_80").status_code == 403

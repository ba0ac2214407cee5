"""A small town with wards, needs and a way to send public forms as people do: some seconds after they open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.geo.models import Area, AreaType, PlaceName, PostcodePoint, PostcodeZone
from tests.client import CheckedClient
from tests.factories import listings as make

DISTRICT, WARD, OTHER_WARD = "E07000174", "E05009876", "E05009877"
ELSEWHERE = "E07000171"
Send = Callable[..., TestResponse]


@pytest.fixture
def town(session: Session, at: datetime) -> Area:
    """Mansfield with two wards, a district elsewhere, three needs and a postcode."""
    county = make.area(session, "E10000024", "Nottinghamshire", AreaType.COUNTY)
    district = make.area(session, DISTRICT, "Mansfield", parent=county)
    make.area(session, ELSEWHERE, "Bassetlaw", parent=county)
    make.area(session, WARD, "Ladybrook", AreaType.WARD, parent=district)
    make.area(session, OTHER_WARD, "Oakham", AreaType.WARD, parent=district)
    group = make.term(session, "need_groups", "connect", "Meeting people")
    make.term(session, "needs", "connect.lunch", "Eating together", parent_id=group.id)
    make.term(session, "needs", "connect.groups", "Groups and clubs", parent_id=group.id, position=1)
    make.term(session, "cohorts", "men", "Men")
    make.term(session, "cohorts", "carer", "Carers", position=1)
    make.term(session, "cohorts", "rural", "People in villages", position=2)
    session.add(PostcodeZone(code="NG18", latitude=53.144, longitude=-1.196, postcodes=900))
    session.add(
        PostcodePoint(
            postcode="NG181AA",
            latitude_e6=53144000,
            longitude_e6=-1196000,
            lsoa_code="E01028231",
            ward_code=WARD,
            district_code=DISTRICT,
        )
    )
    session.add(
        PlaceName(
            name="Mansfield", folded_name="mansfield", latitude=53.144, longitude=-1.196, within="Nottinghamshire",
            kind="district", external_id=DISTRICT,
        )
    )  # fmt: skip
    session.commit()
    return district


@pytest.fixture
def send(client: CheckedClient, at: datetime) -> Send:
    """Open an address and send its form (its first) some seconds later."""

    def sent(address: str, values: dict[str, Any], *, after: float = 20, form: int = 0) -> TestResponse:
        page = client.page(address)
        found = page.forms[form]
        unknown = set(values) - found.names
        assert not unknown, f"the form at {address} has no field named {', '.join(sorted(unknown))}"
        with clock.stopped_at(at + timedelta(seconds=after)):
            return client.post(found.action or address, data={**found.values, **values}, token=False)

    return sent

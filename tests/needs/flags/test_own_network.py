"""POST /flags/<id>/own-network: a need may be met by family, friends or neighbours, and is closed as just that."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area
from directory.needs.cases import operations as gaps
from directory.needs.cases.grouping import gather
from directory.needs.codes import FlagStatus
from directory.needs.flags.operations import put_further, take_back
from tests.client import CheckedClient
from tests.needs.flags.test_flag_list import flagged, of_a_record
from tests.needs.gaps import gap

MET = "Met by their own network: family, friends or neighbours"


@pytest.mark.requirement("A021")
def test_a_connector_closes_a_need_that_was_met_by_the_persons_own_network(
    client: CheckedClient, session: Session, connector: User, town: Area, at: datetime
) -> None:
    flag = of_a_record(session, connector, at)
    client.sign_in(connector)
    assert "It is met by their own network" in client.page(f"/flags/{flag.id}").text
    assert client.post(f"/flags/{flag.id}/own-network").status_code == 303
    session.refresh(flag)
    assert flag.status is FlagStatus.MET_BY_OWN_NETWORK
    page = client.page(f"/flags/{flag.id}")
    assert MET in page.text
    assert "It is met by their own network" not in page.text
    assert "Eating together" in client.page("/flags?status=met_by_own_network").text
    assert client.post(f"/flags/{flag.id}/own-network").status_code == 409


@pytest.mark.requirement("A021")
def test_a_steward_closes_one_with_that_reason(
    client: CheckedClient, session: Session, steward: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at)
    client.sign_in(steward)
    assert client.submit(f"/flags/{flag.id}", {"status": "met_by_own_network"}).status_code == 303
    session.refresh(flag)
    assert flag.status is FlagStatus.MET_BY_OWN_NETWORK


def test_what_was_closed_so_by_mistake_is_missing_again(
    client: CheckedClient, session: Session, connector: User, commissioner: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at, connector)
    case = gap(session, commissioner, at=at)
    client.sign_in(connector)
    assert client.post(f"/flags/{flag.id}/own-network/removal").status_code == 409
    assert client.post(f"/flags/{flag.id}/own-network").status_code == 303
    assert client.post(f"/flags/{flag.id}/own-network/removal").status_code == 303
    session.refresh(flag)
    assert (flag.status, flag.gap_case_id) == (FlagStatus.OPEN, None)
    assert gather(session, case, at) == 1


def test_a_need_met_so_stays_met_whatever_becomes_of_its_gap(
    session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at)
    case = gap(session, commissioner, at=at)
    put_further(session, flag, FlagStatus.MET_BY_OWN_NETWORK, by="user:x", at=at)
    gaps.give(session, case, commissioner, by=commissioner, at=at)
    session.refresh(flag)
    assert flag.status is FlagStatus.MET_BY_OWN_NETWORK


def test_only_who_raised_it_and_who_works_with_it_say_so(
    client: CheckedClient, session: Session, connector: User, colleague: User, supervisor: User, commissioner: User,
    resident: None, town: Area, at: datetime,
) -> None:  # fmt: skip
    flag = flagged(session, at, connector)
    address = f"/flags/{flag.id}/own-network"
    assert client.post(address).status_code == 303
    session.refresh(flag)
    assert flag.status.value == "open"
    for stranger in (colleague, commissioner):
        client.sign_in(stranger)
        assert client.post(address).status_code == 404
    client.sign_in(supervisor)
    assert client.post(address).status_code == 303
    session.refresh(flag)
    assert flag.status.value == "met_by_own_network"


def test_what_does_not_count_cannot_be_met(
    client: CheckedClient, session: Session, connector: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at, connector)
    take_back(session, flag, by=connector.actor, at=at)
    client.sign_in(connector)
    assert "It is met by their own network" not in client.page(f"/flags/{flag.id}").text
    assert client.post(f"/flags/{flag.id}/own-network").status_code == 409

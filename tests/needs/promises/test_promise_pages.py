"""/promises: connectors of the area tell people that help has opened; the number is for whoever rings."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.geo.models import Area
from directory.needs.codes import FlagSource, FlagStatus, PromiseCause, PromiseState
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import Promise, UnmetNeed
from directory.needs.promises.operations import promise
from directory.referrals.codes.work import UnmetReason
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.needs.conftest import DISTRICT, WARD
from tests.page import Page

NUMBER = "07700 900123"


@pytest.fixture
def held(session: Session, town: Area, at: datetime) -> Promise:
    """A promise that a lunch club has matched."""
    flag = raise_flag(
        session,
        Flag("connect.lunch", UnmetReason.NO_SERVICE, FlagSource.RESIDENT, ward=WARD, district=DISTRICT),
        by="public",
        at=at,
    )
    made = promise(session, flag, NUMBER, "Edith", by="public", at=at)
    made.state, made.cause, made.matched_at = PromiseState.MATCHED, PromiseCause.PUBLISHED, at
    made.service_id = make.service(session, "Friday lunch").id
    session.commit()
    return made


def test_the_list_shows_what_opened_and_no_way_to_reach_anybody(
    client: CheckedClient, connector: User, held: Promise
) -> None:
    client.sign_in(connector)
    page = client.page("/promises")
    assert "Ladybrook, Mansfield. A new listing: Friday lunch." in page.text
    assert NUMBER not in page.html
    assert "Edith" not in page.html


def test_whoever_takes_it_on_sees_the_number_and_that_is_written_down(
    client: CheckedClient, session: Session, connector: User, colleague: User, held: Promise
) -> None:
    client.sign_in(connector)
    assert NUMBER not in client.page(f"/promises/{held.id}").html
    assert client.submit(f"/promises/{held.id}", {}).status_code == 303
    assert NUMBER in client.page(f"/promises/{held.id}").text
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "promise.opened")).one()
    assert (event.actor, event.subject) == (connector.actor, f"promise:{held.id}")
    client.sign_in(colleague)
    page = client.page(f"/promises/{held.id}")
    assert "Connie Connector has taken this on." in page.text
    assert NUMBER not in page.html


@pytest.mark.parametrize(
    ("said", "state", "status", "is_kept"),
    [
        ("wants_it", PromiseState.TOLD, FlagStatus.MET_LATER, False),
        ("has_help", PromiseState.TOLD, FlagStatus.MET_LATER, False),
        ("not_wanted", PromiseState.NOT_WANTED, FlagStatus.OPEN, False),
        ("does_not_suit", PromiseState.WAITING, FlagStatus.OPEN, True),
        ("no_answer", PromiseState.MATCHED, FlagStatus.OPEN, True),
        ("give_up", PromiseState.NOT_REACHED, FlagStatus.OPEN, False),
    ],
)
def test_how_the_call_went_is_kept_and_the_number_goes(
    client: CheckedClient,
    session: Session,
    connector: User,
    held: Promise,
    said: str,
    state: PromiseState,
    status: FlagStatus,
    *,
    is_kept: bool,
) -> None:
    client.sign_in(connector)
    client.submit(f"/promises/{held.id}", {})
    answer = client.submit(f"/promises/{held.id}", {"outcome": said})
    assert (answer.status_code, answer.location) == (303, "/promises")
    session.refresh(held)
    assert (held.state, session.get_one(UnmetNeed, held.unmet_need_id).status) == (state, status)
    assert (held.contact, held.called) == ((NUMBER, "Edith") if is_kept else (None, None))


def test_an_outcome_has_to_be_chosen_and_comes_once(client: CheckedClient, connector: User, held: Promise) -> None:
    client.sign_in(connector)
    client.submit(f"/promises/{held.id}", {})
    answer = client.submit(f"/promises/{held.id}", {})
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, ["Select what they said"])
    assert client.post(f"/promises/{held.id}/outcome", data={"outcome": "made up"}).status_code == 422
    assert client.post(f"/promises/{held.id}/outcome", data={"outcome": "wants_it"}).status_code == 303
    assert client.post(f"/promises/{held.id}/outcome", data={"outcome": "wants_it"}).status_code == 409
    assert client.post(f"/promises/{held.id}/taking").status_code == 409
    assert "What they left us is erased." in client.page(f"/promises/{held.id}").text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("colleague", 200),
        ("supervisor", 200),
        ("other_connector", 404),
        ("other_supervisor", 404),
        ("volunteer", 404),
        ("commissioner", 403),
        ("steward", 403),
        ("referrer", 403),
        ("provider", 403),
    ],
)
def test_who_sees_a_promise(
    client: CheckedClient,
    request: pytest.FixtureRequest,
    team: Any,
    other_team: Any,
    held: Promise,
    who: str,
    status: int,
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"/promises/{held.id}").status_code == status
    assert client.post(f"/promises/{held.id}/taking").status_code == (303 if status == 200 else status)


def test_a_district_without_a_team_is_for_supervisors(
    client: CheckedClient, session: Session, other_supervisor: User, other_connector: User, held: Promise
) -> None:
    client.sign_in(other_supervisor)
    assert client.get(f"/promises/{held.id}").status_code == 200
    client.sign_in(other_connector)
    assert client.get(f"/promises/{held.id}").status_code == 404


def test_an_unknown_promise_is_nothing(client: CheckedClient, connector: User, town: Area) -> None:
    client.sign_in(connector)
    assert client.get(f"/promises/{uuid4()}").status_code == 404
    assert client.get("/promises?page=9").status_code == 404


def test_nobody_is_asked_to_sign_in(client: CheckedClient, held: Promise) -> None:
    assert client.get(f"/promises/{held.id}").status_code == 303

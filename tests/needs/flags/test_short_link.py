"""/flags/links and /flag/<token>: a team elsewhere flags a need in three fields, until its link ends."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import Area
from directory.needs.codes import FlagSource
from directory.needs.flags.links import end_link, new_link
from directory.needs.models import FlagLink, UnmetNeed
from directory.referrals.codes.work import UnmetReason
from tests.client import CheckedClient
from tests.needs.conftest import WARD, Send
from tests.page import Page

EATING = {"need": "connect.lunch", "place": "NG18 1AA", "reason": "not_eligible"}
TEAM = {"name": "Hospital discharge team", "source": "social_care", "expires_on": "31 March 2026"}


@pytest.fixture
def token(session: Session, commissioner: User, town: Area, at: datetime) -> str:
    _link, token = new_link(
        session, name="Hospital discharge team", source=FlagSource.SOCIAL_CARE,
        expires_on=clock.today() + timedelta(days=30), by=commissioner, at=at,
    )  # fmt: skip
    session.commit()
    return token


@pytest.mark.requirement("A113")
def test_staff_without_an_account_flag_in_three_fields(
    client: CheckedClient, session: Session, send: Send, token: str
) -> None:
    page = client.page(f"/flag/{token}")
    assert page.forms[0].names - {"once", "opened", "homepage"} == {"need", "place", "reason"}
    answer = send(f"/flag/{token}", EATING)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (303, False)
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.reason, flag.source) == ("connect.lunch", UnmetReason.NOT_ELIGIBLE, FlagSource.SOCIAL_CARE)
    assert (flag.ward_code, flag.flagged_by, flag.words) == (WARD, None, None)
    assert client.page(answer.location).h1 == "Thank you. It is counted"
    assert session.scalars(select(FlagLink)).one().used == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"need": ""}, "Choose what is missing"),
        ({"place": ""}, "Enter a place: a postcode, town or village"),
        ({"reason": "made up"}, "Choose why"),
        ({"homepage": "https://spam.example"}, "Leave the last box empty"),
    ],
)
def test_what_is_left_out_is_asked_for(
    client: CheckedClient, session: Session, send: Send, token: str, change: dict[str, str], sentence: str
) -> None:
    answer = send(f"/flag/{token}", {**EATING, **change})
    assert answer.status_code == 422
    assert len(Page(answer.get_data(as_text=True)).errors) == 1
    if "homepage" not in change:
        assert Page(answer.get_data(as_text=True)).errors == [sentence]
    assert session.scalars(select(UnmetNeed)).all() == []


def test_a_program_that_answers_at_once_is_asked_again(client: CheckedClient, send: Send, token: str) -> None:
    assert send(f"/flag/{token}", EATING, after=1).status_code == 422


def test_a_link_that_has_ended_or_run_out_takes_nothing(
    client: CheckedClient, session: Session, commissioner: User, token: str, at: datetime
) -> None:
    with clock.stopped_at(at + timedelta(days=31)):
        assert client.get(f"/flag/{token}").status_code == 409
    end_link(session, session.scalars(select(FlagLink)).one(), by=commissioner, at=at)
    assert client.get(f"/flag/{token}").status_code == 409
    assert client.post(f"/flag/{token}", data=EATING).status_code == 409
    assert client.get(f"/flag/{token}/thanks").status_code == 409


def test_a_made_up_link_is_nothing_and_guessing_ends(client: CheckedClient, token: str) -> None:
    made_up = "x" * len(token)
    for _ in range(20):
        assert client.get(f"/flag/{made_up}").status_code == 404
    assert client.get(f"/flag/{made_up}").status_code == 429


def test_a_link_is_made_shown_once_and_ended(
    client: CheckedClient, session: Session, commissioner: User, town: Area
) -> None:
    client.sign_in(commissioner)
    answer = client.submit("/flags/links", TEAM)
    page = Page(answer.get_data(as_text=True))
    assert page.h1 == "Copy this link now"
    found = re.search(r"https://waypost\.test/flag/([\w-]+)", page.html)
    assert found is not None
    link = session.scalars(select(FlagLink)).one()
    assert found[1] not in link.token_hash
    assert client.get(f"/flag/{found[1]}").status_code == 200
    text = client.page("/flags/links").text
    assert ("Hospital discharge team" in text, found[1] in text) == (True, False)
    assert client.post(f"/flags/links/{link.id}/end").status_code == 303
    assert client.post(f"/flags/links/{link.id}/end").status_code == 409
    assert client.get(f"/flag/{found[1]}").status_code == 409


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter the team"),
        ({"source": "resident"}, "Select who they are"),
        ({"expires_on": "1 May 2027"}, "Choose a day to come, within a year"),
        ({"expires_on": ""}, "Enter a day"),
    ],
)
def test_a_link_needs_a_name_a_kind_and_an_end(
    client: CheckedClient, commissioner: User, town: Area, change: dict[str, str], sentence: str
) -> None:
    client.sign_in(commissioner)
    form = client.page("/flags/links").forms[0]
    answer = client.post("/flags/links", data={**form.values, **TEAM, **change}, token=False)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])


@pytest.mark.parametrize("who", ["connector", "supervisor", "steward", "administrator"])
def test_only_those_who_close_gaps_give_links_out(
    client: CheckedClient, request: pytest.FixtureRequest, who: str
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/flags/links").status_code == 403
    assert client.post("/flags/links", data=TEAM).status_code == 403
    assert client.post(f"/flags/links/{uuid4()}/end").status_code == 403


def test_an_unknown_link_is_not_ended(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert client.post(f"/flags/links/{uuid4()}/end").status_code == 404

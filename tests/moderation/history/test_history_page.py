"""Any two versions of a listing side by side, and one of them again."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.editing import read_content, versions_of, write_content
from directory.listings.models import Service
from tests.client import CheckedClient
from tests.page import Page, SentForm


@pytest.fixture
def told(session: Session, tea: Service, steward: User, at: datetime) -> Service:
    """Three versions: as it came, renamed by a steward, and given an alert."""
    write_content(session, tea, {"name": "Tea and cake"}, by=steward.actor, at=at, why="The sign says so")
    write_content(session, tea, {"alert": "Back door"}, by="terminal:ann", at=at + timedelta(hours=1))
    return tea


def address(service: Service) -> str:
    return f"/staff/listings/{service.id}/history"


def restoring(page: Page) -> list[SentForm]:
    return [form for form in page.forms if form.action.endswith("/restoration")]


def test_the_newest_stands_beside_the_one_before(client: CheckedClient, steward: User, told: Service) -> None:
    client.sign_in(steward)
    page = client.page(address(told))
    assert page.h1 == "History of Tea and cake"
    for words in ("Version 2 and version 3", "Back door", "Stella Steward", "The sign says so", "An import (steward)"):
        assert words in page.text


def test_the_listing_leads_stewards_to_its_history(
    client: CheckedClient, steward: User, provider: User, told: Service
) -> None:
    client.sign_in(steward)
    assert address(told) in client.get(f"/listings/{told.id}").text
    client.sign_in(provider)
    assert address(told) not in client.get(f"/listings/{told.id}").text


def test_any_two_are_compared(client: CheckedClient, steward: User, told: Service) -> None:
    client.sign_in(steward)
    page = client.page(f"{address(told)}?older=3&newer=1")
    assert "Version 1 and version 3" in page.text
    assert "Tea on Tuesdays" in page.text
    assert "Version 2 and version 3" in client.page(f"{address(told)}?older=x&newer=99").text


def test_a_version_is_restored_as_a_new_one(
    client: CheckedClient, steward: User, told: Service, session: Session
) -> None:
    client.sign_in(steward)
    form = restoring(client.page(address(told)))[-1]
    answer = client.post(form.action, data=form.values, token=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address(told)}?restored=1")
    session.expire_all()
    read = read_content(session, told.id)
    assert (read["name"], read["alert"]) == ("Tea on Tuesdays", None)
    assert len(versions_of(session, told.id)) == 4
    assert "nothing was lost" in client.page(answer.headers["Location"]).text


def test_a_newer_version_stops_a_restoration(
    client: CheckedClient, steward: User, told: Service, session: Session, at: datetime
) -> None:
    client.sign_in(steward)
    form = restoring(client.page(address(told)))[-1]
    write_content(session, told, {"alert": "Front door"}, by="user:8", at=at)
    assert client.post(form.action, data=form.values, token=False).status_code == 409
    session.expire_all()
    assert read_content(session, told.id)["alert"] == "Front door"


def test_a_listing_nobody_changed_has_no_history(client: CheckedClient, steward: User, tea: Service) -> None:
    client.sign_in(steward)
    assert "Nobody has changed it here" in client.page(address(tea)).text


def test_others_are_kept_out(
    client: CheckedClient, provider: User, area_steward: User, steward: User, told: Service
) -> None:
    assert client.get(address(told)).status_code == 303
    client.sign_in(provider)
    assert client.get(address(told)).status_code == 403
    client.sign_in(area_steward)
    page = client.page(address(told))
    assert restoring(page) == []
    assert client.post(f"{address(told)}/1/restoration", data={"latest": "3"}).status_code == 403
    client.sign_in(steward)
    assert client.get(f"/staff/listings/{uuid4()}/history").status_code == 404
    assert client.post(f"{address(told)}/9/restoration", data={"latest": "3"}).status_code == 404

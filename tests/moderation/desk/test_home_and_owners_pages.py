"""Monday morning, and who answers for what."""

from datetime import datetime

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.extensions import db
from directory.geo.models import Area
from directory.moderation.freshness.owners import give
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.moderation.desk.conftest import Listed, in_district
from tests.page import Page


def test_monday_morning_says_what_waits_and_what_to_do_first(desk: CheckedClient, listed: Listed) -> None:
    listed("Tea on Tuesdays", late=12)
    page = desk.page("/staff")
    assert page.h1 == "Monday morning"
    assert "1 listings to ring about" in page.text
    assert "Tea on Tuesdays" in page.links
    assert "1 that nobody answers for" in page.text


def test_nothing_to_do_is_said_with_relief(desk: CheckedClient) -> None:
    page = desk.page("/staff")
    assert "Nobody has to be rung today" in page.text
    assert "Nothing is listed yet" in page.text


def test_everybody_sees_their_own_rooms_only(
    client: CheckedClient, listed: Listed, commissioner: User, steward: User
) -> None:
    listed(late=3)
    client.sign_in(commissioner)
    page = client.page("/staff")
    assert "Calls" not in page.links
    assert "How true it is" in page.links
    assert "to ring about" not in page.text
    client.sign_in(steward)
    assert "Calls" in client.page("/staff").links


def test_a_provider_has_no_monday_here(client: CheckedClient, provider: User) -> None:
    client.sign_in(provider)
    assert client.get("/staff").status_code == 403


def test_monday_costs_few_queries_however_much_there_is(desk: CheckedClient, session: Session, listed: Listed) -> None:
    for number in range(30):
        listed(f"Tea {number}", late=number)
    session.commit()
    desk.get("/staff")
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    desk.get("/staff")
    assert len([line for line in seen if not line.startswith(("BEGIN", "PRAGMA"))]) <= 30, len(seen)


def test_a_district_is_given_to_a_steward(
    desk: CheckedClient, session: Session, listed: Listed, steward: User, mansfield: Area
) -> None:
    in_district(session, listed(), DISTRICT)
    page = desk.page("/staff/owners")
    assert "Nobody answers for 1 listing" in page.text
    form = next(form for form in page.forms if (form.action or "").endswith(f"/areas/{DISTRICT}"))
    answer = desk.post(form.action, data={**form.values, "steward": str(steward.id)}, token=False)
    assert answer.status_code == 303
    page = desk.page(answer.headers["Location"])
    assert "Mansfield is saved" in page.text
    assert "Every listing has somebody" in page.text


def test_a_stranger_cannot_be_made_an_owner(
    desk: CheckedClient, session: Session, listed: Listed, connector: User, mansfield: Area
) -> None:
    in_district(session, listed(), DISTRICT)
    answer = desk.post(f"/staff/owners/areas/{DISTRICT}", data={"steward": str(connector.id)})
    assert answer.status_code == 422


def test_a_district_without_listings_and_another_stewards_are_404(
    client: CheckedClient, session: Session, listed: Listed, area_steward: User, steward: User, mansfield: Area
) -> None:
    in_district(session, listed("Here"), DISTRICT)
    in_district(session, listed("Elsewhere"), "E07000171")
    client.sign_in(area_steward)
    assert client.post("/staff/owners/areas/E07000171", data={"steward": ""}).status_code == 404
    assert client.post("/staff/owners/areas/nowhere", data={"steward": ""}).status_code == 404


@pytest.mark.requirement("A025")
def test_the_listings_of_somebody_who_left_are_in_the_unowned_list(
    desk: CheckedClient, session: Session, listed: Listed, area_steward: User, steward: User, at: datetime
) -> None:
    tea = listed()
    give(session, [tea], area_steward.id, by="user:1", at=at)
    assert "Tea on Tuesdays" not in desk.page("/staff/unowned").text
    area_steward.active = False
    page = desk.page("/staff/unowned")
    assert "Tea on Tuesdays" in page.text
    form = next(form for form in page.forms if (form.action or "").endswith("/staff/unowned/owner"))
    data = {**form.values, "listings": [str(tea.id)], "steward": str(steward.id)}
    answer = desk.post(form.action, data=data, token=False)
    assert "1 listing has somebody now" in desk.page(answer.headers["Location"]).text
    session.refresh(tea)
    assert tea.owner_steward_id == steward.id


def test_nothing_ticked_is_refused(desk: CheckedClient, listed: Listed) -> None:
    listed()
    answer = desk.post("/staff/unowned/owner", data={"steward": ""})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors[0].startswith("Tick at least one listing")


def test_nonsense_for_a_listing_is_404(desk: CheckedClient) -> None:
    assert desk.post("/staff/unowned/owner", data={"steward": "", "listings": "x"}).status_code == 404

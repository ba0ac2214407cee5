"""The list of calls, the script of one, and one call for an organisation."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.extensions import db
from directory.geo.models import Area
from directory.listings.codes import ListingStatus
from directory.listings.models import Organization, Service
from directory.moderation.desk.models import Call, CallPlan
from directory.moderation.freshness.owners import give
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.desk.conftest import Listed, in_district
from tests.page import Page

MOST_QUERIES = 12


def script(service: Service) -> str:
    return f"/staff/calls/{service.id}"


def send(desk: CheckedClient, service: Service, outcome: str, **values: str) -> Page:
    """Open the script, press a key; gives the page that follows."""
    form = next(form for form in desk.page(script(service)).forms if (form.action or "").endswith("/outcomes"))
    answer = desk.post(form.action, data={**form.values, "outcome": outcome, **values}, token=False)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return desk.page(answer.headers["Location"])


def test_the_list_says_whom_to_ring_why_and_in_which_order(desk: CheckedClient, listed: Listed) -> None:
    listed("Tea on Tuesdays", late=12)
    page = desk.page("/staff/calls")
    assert page.h1 == "Calls"
    assert "use × risk × age" in page.text
    assert "Due for 12 days" in page.text
    assert page.links["Ring 0115 496 0123"] == "tel:01154960123"


def test_nothing_due_says_so(desk: CheckedClient) -> None:
    assert "Nobody has to be rung" in desk.page("/staff/calls").text


def test_the_script_reads_out_the_facts_and_offers_five_keys(
    desk: CheckedClient, session: Session, listed: Listed
) -> None:
    tea = listed()
    factory.weekly(session, tea, "TU", "10:00", "12:00")
    page = desk.page(script(tea))
    for words in (
        "Hello, I am ringing from Demonstration Council’s directory about Tea on Tuesdays",
        "Every Tuesday, 10am to midday",
        "1 All of it is right",
        "5 Wrong number",
    ):
        assert words in page.text


def test_right_leads_to_the_next_call(desk: CheckedClient, session: Session, listed: Listed, at: datetime) -> None:
    tea, coffee = listed("Tea", late=9), listed("Coffee")
    page = send(desk, tea, "right")
    assert page.h1 == "Coffee"
    assert "Tea is confirmed." in page.text
    session.refresh(tea)
    assert tea.verified_at == at
    assert coffee.verified_at != at


def test_the_next_call_is_of_the_list_that_is_worked_down(
    desk: CheckedClient, session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    listed("Most pressing", late=90)
    first, second = listed("First of mine", late=9), listed("Second of mine")
    give(session, [first, second], steward.id, by="user:1", at=at)
    page = desk.page(desk.page("/staff/calls?owner=mine").links["First of mine"])
    form = next(form for form in page.forms if "/outcomes" in (form.action or ""))
    answer = desk.post(form.action, data={**form.values, "outcome": "right"}, token=False)
    assert desk.page(answer.headers["Location"]).h1 == "Second of mine"


def test_the_last_one_leads_back_to_the_list(desk: CheckedClient, listed: Listed) -> None:
    assert send(desk, listed(), "right").h1 == "Calls"


def test_what_they_tell_is_put_right_while_they_are_on_the_phone(
    desk: CheckedClient, session: Session, listed: Listed
) -> None:
    tea = listed()
    page = send(desk, tea, "changed", times="Every Thursday 2pm to 4pm", url="https://tea.example.org")
    assert "put right and confirmed" in page.text
    assert "Every Thursday, 2pm to 4pm" in desk.page(script(tea)).text
    session.refresh(tea)
    assert tea.url == "https://tea.example.org"


def test_pressing_right_on_an_untouched_page_changes_nothing_but_the_check(
    desk: CheckedClient, session: Session, listed: Listed
) -> None:
    tea = listed(email="tea@example.org", summary="Tea", description="Tea and talk")
    factory.weekly(session, tea, "TU", "10:00", "12:00")
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2))
    version = tea.version
    send(desk, tea, "right")
    session.refresh(tea)
    assert tea.version == version


def test_an_old_number_that_cannot_be_dialled_holds_up_nothing_else(
    desk: CheckedClient, session: Session, listed: Listed
) -> None:
    tea = listed(phone="ask at the bar")
    send(desk, tea, "changed", alert="Mind the step")
    session.refresh(tea)
    assert tea.alert == "Mind the step"


def test_changed_without_a_change_keeps_the_page_and_says_what_to_do(desk: CheckedClient, listed: Listed) -> None:
    tea = listed()
    form = next(form for form in desk.page(script(tea)).forms if (form.action or "").endswith("/outcomes"))
    answer = desk.post(form.action, data={**form.values, "outcome": "changed"}, token=False)
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors[0].startswith("Change below what they told you")


def test_words_that_cannot_be_read_are_kept(desk: CheckedClient, listed: Listed) -> None:
    tea = listed()
    form = next(form for form in desk.page(script(tea)).forms if (form.action or "").endswith("/outcomes"))
    values = {**form.values, "outcome": "changed", "times": "whenever the moon is full", "alert": "Mind the step"}
    answer = desk.post(form.action, data=values, token=False)
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors
    assert "whenever the moon is full" in page.text
    assert "Mind the step" in page.text


def test_a_call_without_an_outcome_is_refused(desk: CheckedClient, listed: Listed) -> None:
    tea = listed()
    form = next(form for form in desk.page(script(tea)).forms if (form.action or "").endswith("/outcomes"))
    answer = desk.post(form.action, data=form.values, token=False)
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Select how the call ended"]


def test_closed_can_be_undone_from_the_next_page(desk: CheckedClient, session: Session, listed: Listed) -> None:
    tea = listed()
    page = send(desk, tea, "closed")
    assert "out of the directory" in page.text
    undo = next(form for form in page.forms if (form.action or "").endswith("/return"))
    assert desk.post(undo.action, data=undo.values, token=False).status_code == 303
    session.refresh(tea)
    assert tea.listing_status is ListingStatus.PUBLISHED


def test_after_three_calls_without_an_answer_another_way_is_offered(
    desk: CheckedClient, session: Session, listed: Listed
) -> None:
    tea = listed(email="tea@example.org")
    session.add(CallPlan(service_id=tea.id, no_answers=3))
    page = desk.page(script(tea))
    assert "try another way" in page.text
    letter = next(form for form in page.forms if (form.action or "").endswith("/letters"))
    assert desk.post(letter.action, data=letter.values, token=False).status_code == 303


def test_somebody_was_faster_is_409_and_nothing_is_overwritten(
    desk: CheckedClient, session: Session, listed: Listed
) -> None:
    tea = listed()
    form = next(form for form in desk.page(script(tea)).forms if (form.action or "").endswith("/outcomes"))
    send(desk, tea, "no_answer")
    answer = desk.post(form.action, data={**form.values, "outcome": "closed", "once": "another"}, token=False)
    assert answer.status_code == 409
    session.refresh(tea)
    assert tea.listing_status is ListingStatus.PUBLISHED


def test_one_call_confirms_what_is_ticked(
    desk: CheckedClient, session: Session, listed: Listed, organization: Organization, at: datetime
) -> None:
    tea, coffee = (listed(name, organization_id=organization.id) for name in ("Tea", "Coffee"))
    page = desk.page(f"/staff/calls/organizations/{organization.id}")
    assert page.h1 == "Kirkby Good Neighbours: 2 listings"
    form = next(form for form in page.forms if (form.action or "").endswith("/outcomes"))
    data = {**form.values, "listings": [str(tea.id)], "outcome": "right"}
    answer = desk.post(form.action, data=data, token=False)
    assert answer.status_code == 303
    assert "Tea is confirmed" in desk.page(answer.headers["Location"]).text
    session.expire_all()
    assert (tea.verified_at, coffee.verified_at != at) == (at, True)
    session.rollback()
    assert "2 listings are confirmed" in desk.page(f"/staff/calls?done=right&was={tea.id}&many=2").text


def test_one_call_with_nothing_ticked_is_refused(
    desk: CheckedClient, listed: Listed, organization: Organization
) -> None:
    listed(organization_id=organization.id)
    form = next(
        form
        for form in desk.page(f"/staff/calls/organizations/{organization.id}").forms
        if (form.action or "").endswith("/outcomes")
    )
    answer = desk.post(form.action, data={**form.values, "listings": [], "outcome": "right"}, token=False)
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Tick the listings that are right"]


def test_a_listing_is_given_an_owner_of_its_own_from_its_page(
    desk: CheckedClient, session: Session, listed: Listed, steward: User, connector: User
) -> None:
    tea = listed()
    address = f"{script(tea)}/owner"
    form = next(form for form in desk.page(script(tea)).forms if form.action == address)
    answer = desk.post(address, data={**form.values, "steward": str(steward.id)}, token=False)
    assert answer.status_code == 303
    session.refresh(tea)
    assert tea.owner_steward_id == steward.id
    assert desk.post(address, data={"steward": str(connector.id)}).status_code == 404


@pytest.mark.parametrize("odd", ["page=²", "page=-1", "page=99999999", "show=x&owner=y", "done=right&was=x&many=²"])
def test_odd_addresses_show_the_list_as_usual(desk: CheckedClient, listed: Listed, odd: str) -> None:
    listed()
    assert desk.page(f"/staff/calls?{odd}").h1 == "Calls"
    assert desk.get(f"/staff/unowned?given=²&{odd}").status_code == 200


@pytest.mark.parametrize("address", ["/staff/calls", "/staff", "/staff/owners", "/staff/unowned", "/staff/truth"])
def test_nobody_in_particular_is_asked_to_sign_in(client: CheckedClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("address", ["/staff/calls", "/staff/owners", "/staff/unowned"])
def test_the_wrong_role_is_403(client: CheckedClient, connector: User, address: str) -> None:
    client.sign_in(connector)
    assert client.get(address).status_code == 403


def test_another_areas_listing_is_404(
    client: CheckedClient, session: Session, listed: Listed, area_steward: User, mansfield: Area
) -> None:
    here, elsewhere = listed("Here"), listed("Elsewhere")
    in_district(session, here, DISTRICT)
    in_district(session, elsewhere, "E07000171")
    client.sign_in(area_steward)
    assert client.get(script(here)).status_code == 200
    assert client.get(script(elsewhere)).status_code == 404
    assert client.post(f"{script(elsewhere)}/outcomes", data={"outcome": "closed"}).status_code == 404


def test_an_unknown_listing_and_an_organisation_with_nothing_due_are_404(
    desk: CheckedClient, organization: Organization
) -> None:
    assert desk.get(f"/staff/calls/{uuid4()}").status_code == 404
    assert desk.get(f"/staff/calls/organizations/{organization.id}").status_code == 404


@pytest.mark.parametrize("address", ["/staff/calls"])
def test_forty_calls_cost_as_many_queries_as_one(
    desk: CheckedClient, session: Session, listed: Listed, organization: Organization, address: str
) -> None:
    for number in range(40):
        listed(f"Tea {number}", late=number, organization_id=organization.id if number % 2 else None)
    session.commit()
    desk.get(address)
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    desk.get(address)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) <= MOST_QUERIES, "\n".join(seen)


def test_the_best_time_is_unreadable_in_the_database(desk: CheckedClient, session: Session, listed: Listed) -> None:
    tea = listed()
    send(desk, tea, "no_answer", best_time="Ask for Joan on Tuesdays")
    raw = session.connection().exec_driver_sql("SELECT best_time FROM call_plan").scalar_one()
    assert "Joan" not in raw
    assert "Ask for Joan on Tuesdays" in desk.page(script(tea)).text
    assert session.scalars(select(Call)).one().outcome.value == "no_answer"
    assert session.scalars(select(CallPlan)).one().not_before == date(2026, 1, 6)

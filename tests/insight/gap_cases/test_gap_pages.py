"""Gaps on pages: found in the data, opened, acted on, reviewed, with no small number and nobody in them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.extensions import db
from directory.needs.cases.operations import Planned, agree_action
from directory.needs.codes import ActionType, CaseState, FlagStatus
from directory.needs.models import GapAction, GapCase, UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.taxonomy.models import TaxonomyTerm
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.needs.gaps import LADYBROOK, NEED, OAK_TREE, flag, gap

pytestmark = pytest.mark.usefixtures("named")


def in_days(days: int) -> str:
    day = clock.today() + timedelta(days=days)
    return f"{day.day} {day:%B} {day.year}"


def test_the_data_suggests_what_many_people_miss_and_says_no_small_number(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, 12)
    flag(session, 3, need="home.gardening")
    client.sign_in(commissioner)
    page = client.page("/gaps")
    assert "Lunch clubs, Mansfield" in page.links
    assert "10" in page.text
    assert "12" not in page.text.replace("12 months", "")
    assert "gardening" not in page.text


def test_a_gap_is_called_what_the_gap_map_calls_the_need(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    term = session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == NEED)).one()
    term.professional_label = "Lunch clubs and communal meals"
    flag(session, 12)
    client.sign_in(commissioner)
    assert "Lunch clubs and communal meals, Mansfield" in client.page("/gaps").links


def test_what_is_suggested_is_opened_in_one_step(client: CheckedClient, session: Session, commissioner: User) -> None:
    flag(session, 12)
    client.sign_in(commissioner)
    way = client.page("/gaps").links["Lunch clubs, Mansfield"]
    answer = client.submit(way)
    assert answer.status_code == 303
    case = session.scalars(select(GapCase)).one()
    assert (case.need, case.area_code, case.owner_id) == (NEED, DISTRICT, commissioner.id)
    assert session.scalars(select(UnmetNeed)).one().status is FlagStatus.GROUPED
    assert client.page(answer.location).h1 == "Lunch clubs, Mansfield"


def test_a_gap_is_opened_by_hand_for_a_place_that_is_known(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    answer = client.submit("/gaps/new", {"need": NEED, "place": "Nowhere at all"})
    assert answer.status_code == 422
    assert client.submit("/gaps/new", {"need": NEED, "place": "mansfield", "cohort": "carer"}).status_code == 303
    case = session.scalars(select(GapCase)).one()
    assert (case.title, case.cohort) == ("Lunch clubs, Carers, Mansfield", "carer")
    again = client.submit("/gaps/new", {"need": NEED, "place": "Mansfield", "cohort": "carer"})
    assert again.status_code == 422
    assert case.reference in again.get_data(as_text=True)


@pytest.mark.requirement("A126")
def test_an_action_has_a_kind_an_owner_a_day_a_measure_and_what_it_costs(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, 12)
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    typed = {
        "kind": "transport",
        "words": "A minibus on Tuesdays",
        "owner": str(commissioner.id),
        "due_on": in_days(60),
        "measure": "Twenty people a week",
        "spend": "£12,000",
    }
    refused = client.submit(f"/gaps/{case.reference}/action", {**typed, "due_on": "yesterday-ish", "measure": ""})
    assert refused.status_code == 422
    assert "A minibus on Tuesdays" in refused.get_data(as_text=True)
    assert client.submit(f"/gaps/{case.reference}/action", typed).status_code == 303
    page = client.page(f"/gaps/{case.reference}")
    for words in ("Lifts, outreach or another venue", "£12,000", "Twenty people a week", "Carl Commissioner does it"):
        assert words in page.text
    assert session.scalars(select(UnmetNeed)).one().status is FlagStatus.ACTION_AGREED


def test_a_review_that_finds_the_need_met_closes_the_gap_and_marks_its_flags(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, 12)
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    typed = {"answer": "not_met", "found": "Only four people came"}
    assert "Enter the day of the next review" in client.submit(f"/gaps/{case.reference}/review", typed).get_data(
        as_text=True
    )
    assert client.submit(f"/gaps/{case.reference}/review", {**typed, "again_on": in_days(90)}).status_code == 303
    assert session.scalars(select(GapCase)).one().state is not CaseState.CLOSED
    assert (
        client.submit(f"/gaps/{case.reference}/review", {"answer": "met", "found": "Full each week"}).status_code == 303
    )
    case = session.scalars(select(GapCase)).one()
    assert (case.state, session.scalars(select(UnmetNeed)).one().status) == (CaseState.CLOSED, FlagStatus.MET_LATER)
    assert "Full each week" in client.page(f"/gaps/{case.reference}").text
    assert case.title in client.page("/gaps?show=closed").links
    late = client.post(f"/gaps/{case.reference}/owner", data={"owner": str(commissioner.id)})
    assert late.status_code == 409


@pytest.mark.requirement("A156")
def test_a_story_is_kept_only_with_agreement_and_an_end_and_without_a_name(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    case, action = acted_on(session, commissioner)
    address = f"/gaps/{case.reference}/actions/{action.id}/story"
    client.sign_in(commissioner)
    told = {"story": "She had not eaten with anybody since March", "until": in_days(300)}
    assert "agreed" in client.submit(address, told).get_data(as_text=True)
    named = {**told, "agreed": "y", "story": "Mrs Ada Smith ate alone"}
    assert "leads to a person" in client.submit(address, named).get_data(as_text=True)
    endless = {**told, "agreed": "y", "until": in_days(1200)}
    assert "next two years" in client.submit(address, endless).get_data(as_text=True)
    assert client.submit(address, {**told, "agreed": "y"}).status_code == 303
    assert "since March" in client.page(f"/gaps/{case.reference}").text
    assert client.post(f"{address}-removal").status_code == 303
    assert "since March" not in client.page(f"/gaps/{case.reference}").text
    assert client.post(f"{address}-removal").status_code == 409


def test_a_listing_that_came_of_a_gap_is_found_linked_and_taken_off(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    case = gap(session, commissioner)
    listing = make.service(session, "Tuesday table")
    client.sign_in(commissioner)
    address = f"/gaps/{case.reference}/listings"
    assert "No listing has a name like that" in client.page(f"{address}?name=zzz").text
    assert "Tuesday table" in client.page(f"{address}?name=tuesday").links
    assert client.post(address, data={"listing": str(listing.id)}).status_code == 303
    assert "Tuesday table" in client.page(f"/gaps/{case.reference}").links
    assert client.post(f"{address}/removal", data={"listing": str(listing.id)}).status_code == 303
    assert client.post(f"{address}/removal", data={"listing": str(listing.id)}).status_code == 409
    assert client.post(address, data={"listing": "x"}).status_code == 404


def test_reasons_wards_and_groups_of_a_gap_never_show_a_small_number(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, 23, reason=UnmetReason.TRANSPORT)
    flag(session, 3, reason=UnmetReason.COST, ward=OAK_TREE, cohorts=("carer",))
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    page = client.page(f"/gaps/{case.reference}")
    assert "fewer than 8" in page.text
    file = client.get(f"/gaps/{case.reference}.csv").get_data(as_text=True)
    for line in file.splitlines():
        assert not line.endswith((",3", ",23", ",26"))
    assert "No suitable or affordable transport,25" in file
    assert "All others together,fewer than 8" in file
    assert "Costs too much" not in file


def test_too_few_people_are_not_broken_down(client: CheckedClient, session: Session, commissioner: User) -> None:
    flag(session, 5, ward=LADYBROOK)
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    page = client.page(f"/gaps/{case.reference}")
    assert "Why it stays unmet" not in page.text
    assert "fewer than 8" in page.text


def test_a_gap_quotes_only_words_from_which_a_person_took_the_names(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, words="Edith Example of 4 Elm Road is hungry")
    said = flag(session, words="Doris says there is nothing on Sundays")
    said.quote = "There is nothing on Sundays"
    flag(session, 12)
    case = gap(session, commissioner)
    client.sign_in(commissioner)
    page = client.page(f"/gaps/{case.reference}")
    assert "There is nothing on Sundays" in page.text
    assert "Edith" not in page.html
    assert "Doris" not in page.html


def test_what_is_suggested_stands_in_an_order_that_tells_no_more_than_its_numbers(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    for code, name, people in (("a.a", "Allotments", 11), ("b.b", "Bowls", 12), ("c.c", "Choirs", 20)):
        make.term(session, "needs", code, name)
        flag(session, people, need=code)
    client.sign_in(commissioner)
    links = [link for link in client.page("/gaps").links if link.endswith(", Mansfield")]
    assert links == ["Choirs, Mansfield", "Allotments, Mansfield", "Bowls, Mansfield"]


@pytest.mark.parametrize("address", ["/gaps", "/gaps/new", "/gaps/overlaps", "/gaps/GP-2222-2222"])
def test_gaps_are_for_commissioners(
    client: CheckedClient, provider: User, connector: User, steward: User, address: str
) -> None:
    assert client.get(address).status_code == 303
    for wrong in (provider, connector, steward):
        client.sign_in(wrong)
        assert client.get(address).status_code == 403


def test_an_unknown_gap_step_or_action_is_not_there(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    case, action = acted_on(session, commissioner)
    other = gap(session, commissioner, need="home.gardening")
    client.sign_in(commissioner)
    assert client.get("/gaps/GP-2222-2222").status_code == 404
    assert client.get(f"/gaps/{case.reference}/nonsense").status_code == 404
    assert client.post(f"/gaps/{other.reference}/actions/{action.id}/completion").status_code == 404
    assert client.get("/gaps?page=9").status_code == 404
    assert client.post(f"/gaps/{other.reference}/beginning").status_code == 409


def test_an_action_is_done_once(client: CheckedClient, session: Session, commissioner: User) -> None:
    case, action = acted_on(session, commissioner)
    client.sign_in(commissioner)
    address = f"/gaps/{case.reference}/actions/{action.id}/completion"
    assert client.post(f"/gaps/{case.reference}/beginning").status_code == 303
    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 409


@pytest.mark.requirement("A042")
def test_two_identical_listings_of_different_organisations_are_a_pair(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    need = make.term(session, "needs", "connect.befriending", "Befriending")
    for name in ("One", "Two"):
        runs = make.organization(session, f"Charity {name}")
        listing = make.service(session, f"Befriending {name}", organization_id=runs.id)
        make.tag(session, listing, need)
        place = make.location(session, 53.14, -1.2, district_code=DISTRICT, ward_code=LADYBROOK)
        make.held_at(session, listing, place)
    client.sign_in(commissioner)
    page = client.page("/gaps/overlaps")
    assert "1 pair" in page.text
    assert {"Befriending One", "Befriending Two"} <= set(page.links)
    assert "0 pairs" in client.page(f"/gaps/overlaps?need={NEED}").text
    assert "1 pair" in client.page(f"/gaps/overlaps?area={DISTRICT}").text


def acted_on(session: Session, by: User) -> tuple[GapCase, GapAction]:
    """A gap with one action."""
    case = gap(session, by)
    due_on = clock.today() + timedelta(days=30)
    planned = Planned(ActionType.NEW_SERVICE, "Start a lunch club", by.id, due_on, "Twenty people a week")
    return case, agree_action(session, case, planned, by=by, at=clock.now())


def test_the_pages_of_gaps_read_no_person_no_words_and_no_reference_of_one(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    flag(session, 12, words="Edith Example of 4 Elm Road is hungry")
    case, _action = acted_on(session, commissioner)
    client.sign_in(commissioner)
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement.lower())

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        for address in ("/gaps", f"/gaps/{case.reference}", f"/gaps/{case.reference}.csv", "/gaps/overlaps"):
            assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    read = [each for each in asked if each.startswith("select")]
    assert any("from unmet_need" in each.replace("\n", " ") for each in read)
    for forbidden in ("unmet_need.words", "person.", "referral.reference", "referral.summary", "conversation."):
        assert not [each for each in read if forbidden in each], forbidden

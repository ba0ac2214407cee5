"""GET /flags/new and POST /flags: filled in from what failed, three fields, saved with one tap."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import Area
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.search.operations import rebuild
from directory.taxonomy.models import TaxonomyTerm
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.needs.conftest import DISTRICT, WARD
from tests.page import Page

EATING = {"need": "connect.lunch", "place": "NG18 1AA", "reason": "no_service"}
LOOKED_AT = {"need", "place", "reason"}
FOLDED_AWAY = {"severity", "words", "source", "cohorts"}


def save(client: CheckedClient, values: dict[str, Any], address: str = "/flags/new") -> Any:
    return client.submit(address, values)


@pytest.mark.requirement("A112")
def test_three_fields_are_all_there_is_to_look_at(client: CheckedClient, connector: User, town: Area) -> None:
    client.sign_in(connector)
    names = client.page("/flags/new").forms[0].names
    assert names - {"csrf_token", "once", "area", "service"} - FOLDED_AWAY == LOOKED_AT


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("need=connect.lunch&q=lunch+club", True),
        ("need=connect.lunch", False),
        ("q=zzqqx", False),  # nothing was guessed
    ],
)
def test_a_need_that_was_guessed_from_words_says_so(
    client: CheckedClient, connector: User, town: Area, address: str, says: bool
) -> None:
    client.sign_in(connector)
    text = client.page(f"/flags/new?{address}").text
    assert ("Filled in from “lunch club”, which is kept with the flag." in text) is says


def test_a_connector_flags_a_need_without_a_name(
    client: CheckedClient, session: Session, connector: User, town: Area
) -> None:
    client.sign_in(connector)
    answer = save(client, EATING)
    flag = session.scalars(select(UnmetNeed)).one()
    assert (answer.status_code, answer.location) == (303, f"/flags/{flag.id}?new=1")
    assert (flag.need, flag.ward_code, flag.district_code, flag.lsoa_code) == ("connect.lunch", WARD, DISTRICT, None)
    assert (flag.source, flag.flagged_by, flag.words) == (FlagSource.NAVIGATOR, connector.id, None)
    page = client.page(answer.location)
    assert "The flag is saved. It is counted for Ladybrook, Mansfield." in page.text


@pytest.mark.parametrize(
    ("who", "told", "source"),
    [
        ("referrer", "social_care", FlagSource.PARTNER),
        ("supervisor", "social_care", FlagSource.NAVIGATOR),
        ("steward", "social_care", FlagSource.SOCIAL_CARE),
        ("commissioner", "provider", FlagSource.CONTACT_CENTRE),
    ],
)
@pytest.mark.requirement("A122")
def test_who_tells_says_where_it_comes_from(
    client: CheckedClient,
    session: Session,
    request: pytest.FixtureRequest,
    town: Area,
    who: str,
    told: str,
    source: FlagSource,
) -> None:
    client.sign_in(request.getfixturevalue(who))
    form = client.page("/flags/new").forms[0]
    client.post("/flags", data={**form.values, **EATING, "source": told}, token=False)
    assert session.scalars(select(UnmetNeed)).one().source is source


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"need": ""}, "Choose what is missing"),
        ({"need": "made.up"}, "Choose what is missing"),
        ({"reason": ""}, "Choose why"),
        ({"place": ""}, "Enter a place: a postcode, town or village"),
        ({"place": "Nowhereville"}, "Place “Nowhereville” was not found. Type a postcode, a town or a village"),
        ({"cohorts": ["men", "carer", "rural"]}, "Choose at most two groups"),
        ({"words": "x" * 501}, "Shorten the words to 500 characters or fewer"),
    ],
)
def test_what_cannot_be_counted_comes_back_with_a_sentence(
    client: CheckedClient, session: Session, connector: User, town: Area, change: dict[str, Any], sentence: str
) -> None:
    client.sign_in(connector)
    form = client.page("/flags/new").forms[0]
    answer = client.post("/flags", data={**form.values, **EATING, **change}, token=False)
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == [sentence]
    assert session.scalars(select(UnmetNeed)).all() == []


def test_a_town_is_kept_as_its_district(client: CheckedClient, session: Session, connector: User, town: Area) -> None:
    client.sign_in(connector)
    save(client, {**EATING, "place": "Mansfield"})
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.ward_code, flag.district_code) == (None, DISTRICT)


def test_the_address_fills_it_in_and_one_tap_saves(
    client: CheckedClient, session: Session, connector: User, town: Area
) -> None:
    client.sign_in(connector)
    answer = save(client, {}, f"/flags/new?need=connect.lunch&area={WARD}&reason=too_far&q=lunch+club")
    assert answer.status_code == 303
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.ward_code, flag.reason) == ("connect.lunch", WARD, UnmetReason.TOO_FAR)
    assert flag.words == "lunch club"


def test_words_that_lead_to_a_person_are_not_filled_in(client: CheckedClient, connector: User, town: Area) -> None:
    client.sign_in(connector)
    form = client.page("/flags/new?q=lunch+for+Mrs+Ogden&area=nonsense&reason=nonsense&need=nonsense").forms[0]
    assert (form.values["words"], form.values["area"], form.values["need"]) == ("", "", "connect.lunch")


@pytest.mark.requirement("A112")
def test_a_listing_offers_why_it_could_not_help(
    client: CheckedClient, session: Session, connector: User, town: Area
) -> None:
    listing = make.service(session, "Friday lunch")
    make.tag(session, listing, session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == "connect.lunch")).one())
    make.held_at(session, listing, make.location(session, 53.14, -1.19, district_code=DISTRICT))
    client.sign_in(connector)
    link = client.page(f"/listings/{listing.id}").links["It is full or closed to referrals"]
    assert save(client, {}, link).status_code == 303
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.reason, flag.service_id) == ("connect.lunch", UnmetReason.FULL, listing.id)
    assert flag.district_code == DISTRICT


def test_a_search_that_found_nothing_leads_here_without_the_postcode(
    client: CheckedClient, session: Session, app: Flask, connector: User, town: Area
) -> None:
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    client.sign_in(connector)
    link = client.page("/search?q=zzqqx&near=NG18+1AA").links["Flag this as an unmet need"]
    assert "NG18" not in link
    assert f"area={WARD}" in link
    assert "reason=no_service" in link
    assert save(client, {"need": "connect.lunch"}, link).status_code == 303


def test_residents_get_one_tap_and_no_flag_form(
    client: CheckedClient, session: Session, app: Flask, town: Area
) -> None:
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    page = client.page("/search?q=zzqqx&near=NG18+1AA")
    assert "Flag this as an unmet need" not in page.links
    assert "/searches/missing" in [form.action for form in page.forms]


def test_a_double_tap_raises_one_flag(client: CheckedClient, session: Session, connector: User, town: Area) -> None:
    client.sign_in(connector)
    form = client.page("/flags/new").forms[0]
    answers = [client.post("/flags", data={**form.values, **EATING}, token=False) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert len(session.scalars(select(UnmetNeed)).all()) == 1


def test_whoever_raised_it_takes_it_back_on_the_same_day(
    client: CheckedClient, session: Session, connector: User, colleague: User, steward: User, town: Area
) -> None:
    client.sign_in(connector)
    flag_id = save(client, EATING).location.split("/")[2].split("?")[0]
    client.sign_in(colleague)
    assert client.post(f"/flags/{flag_id}/removal").status_code == 404
    client.sign_in(steward)
    assert client.post(f"/flags/{flag_id}/removal").status_code == 403
    client.sign_in(connector)
    assert client.post(f"/flags/{flag_id}/removal").status_code == 303
    assert session.scalars(select(UnmetNeed)).one().status is FlagStatus.TAKEN_BACK
    assert client.post(f"/flags/{flag_id}/removal").status_code == 403


@pytest.mark.parametrize("who", ["provider", "contributor", "administrator"])
def test_others_may_not(client: CheckedClient, request: pytest.FixtureRequest, town: Area, who: str) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/flags/new").status_code == 403
    assert client.post("/flags", data=EATING).status_code == 403


def test_nobody_is_asked_to_sign_in(client: CheckedClient, town: Area) -> None:
    answer = client.get("/flags/new")
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in")

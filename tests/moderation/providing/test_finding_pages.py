"""What it helps with, which area it serves, who it is for, its picture: pages that decide who finds a listing."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area, AreaType
from directory.listings.codes import LinkType
from directory.listings.editing import Content, write_content
from directory.listings.models import Service
from directory.moderation.proposals.models import ChangeProposal
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.page import Page


def of(listing: Service, part: str) -> str:
    return f"/provider/listings/{listing.id}/{part}"


def write(session: Session, listing: Service, content: Content) -> None:
    write_content(session, listing, content, by="user:steward", at=listing.updated_at)


def wanted(
    client: CheckedClient, session: Session, listing: Service, part: str, values: dict[str, object], **more: Any
) -> dict[str, Any]:
    """What a page proposes, by field."""
    answer = client.submit(of(listing, part), values, **more)
    assert answer.status_code == 303, Page(answer.get_data(as_text=True)).errors
    proposal = session.scalars(select(ChangeProposal)).one()
    return {key: change["after"] for key, change in proposal.changes.items()}


@pytest.fixture
def needs(session: Session, club: Service) -> None:
    """The club helps with company; two more needs are offered and one is offered no more."""
    factory.term(session, "need_groups", "connect", "Meeting people")
    for place, (code, label) in enumerate({"connect.groups": "Clubs and groups", "connect.chat": "A chat"}.items()):
        made = factory.term(session, "needs", code, label, position=place)
        if code == "connect.groups":
            factory.tag(session, club, made)
    gone = factory.term(session, "needs", "connect.old", "Evenings in", retired_at=club.updated_at)
    factory.tag(session, club, gone)


def test_another_need_is_ticked_and_one_that_is_offered_no_more_stays(
    client: CheckedClient, club: Service, provider: User, session: Session, needs: None
) -> None:
    client.sign_in(provider)
    assert client.page(of(club, "needs")).forms[0].values["needs"] == "connect.groups"
    said = wanted(client, session, club, "needs", {"needs": ["connect.groups", "connect.chat"]})
    assert sorted(said["needs"]) == ["connect.chat", "connect.groups", "connect.old"]
    page = client.page(f"/provider/changes/{session.scalars(select(ChangeProposal)).one().reference}")
    assert "A chat" in page.text
    assert "connect.chat" not in page.text


def test_needs_are_said_by_name_on_the_listing_s_page(
    client: CheckedClient, club: Service, provider: User, needs: None
) -> None:
    client.sign_in(provider)
    page = client.page(f"/provider/listings/{club.id}")
    assert "Clubs and groups" in page.text
    assert of(club, "needs") in page.links.values()


def test_a_listing_helps_with_something(
    client: CheckedClient, club: Service, provider: User, session: Session, needs: None
) -> None:
    write(session, club, {"needs": ["connect.groups"]})
    client.sign_in(provider)
    answer = client.submit(of(club, "needs"), {"needs": []})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.links["Select at least one, so that people find it"] == "#needs"


@pytest.fixture
def map_of_today(session: Session) -> None:
    """A county, two of its districts and a ward whose name has an "and" in it."""
    county = factory.area(session, "E10000024", "Nottinghamshire", AreaType.COUNTY)
    areas = [
        county,
        factory.area(session, "E07000170", "Ashfield", AreaType.DISTRICT, county),
        factory.area(session, "E07000174", "Mansfield", AreaType.DISTRICT, county),
        factory.area(session, "E05000001", "Annesley and Felley", AreaType.WARD),
    ]
    for each in areas:
        each.geometry = {"type": "Polygon", "coordinates": []}
    session.flush()


def test_districts_are_ticked_and_a_village_the_listing_names_stays_what_it_was(
    client: CheckedClient, club: Service, provider: User, session: Session, map_of_today: None
) -> None:
    factory.covers(session, club, session.scalars(select(Area).where(Area.code == "E07000170")).one())
    factory.covers(session, club, "Moor Bank and Hill")
    session.refresh(club)
    client.sign_in(provider)
    held = client.page(of(club, "areas")).forms[0].values
    assert (held["reach"], held["districts"], held["wards"]) == ("some", "E07000170", "Moor Bank and Hill")
    values = {"districts": ["E07000170", "E07000174"], "wards": "Moor Bank and Hill, annesley and felley, Bagthorpe"}
    areas = wanted(client, session, club, "areas", values)["areas"]
    assert {(area.get("code"), area["name"]) for area in areas} == {
        ("E07000170", "Ashfield"),
        ("E07000174", "Mansfield"),
        ("E05000001", "Annesley and Felley"),
        (None, "Moor Bank and Hill"),
        (None, "Bagthorpe"),
    }


def test_a_whole_county_is_one_answer(
    client: CheckedClient, club: Service, provider: User, session: Session, map_of_today: None
) -> None:
    client.sign_in(provider)
    assert client.page(of(club, "areas")).forms[0].values["reach"] == "nearby"
    areas = wanted(client, session, club, "areas", {"reach": "county:E10000024"})["areas"]
    assert areas == [{"code": "E10000024", "name": "Nottinghamshire"}]


def test_some_districts_need_a_name(client: CheckedClient, club: Service, provider: User, map_of_today: None) -> None:
    client.sign_in(provider)
    answer = client.submit(of(club, "areas"), {"reach": "some"})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).links["Select a district, or name a village"] == "#wards"


@pytest.fixture
def kinds_of_people(session: Session, club: Service) -> None:
    """The club is for carers above all and not for men."""
    for place, (code, label) in enumerate({"any_adult": "Any adult", "carer": "Carers", "men": "Men"}.items()):
        made = factory.term(session, "cohorts", code, label, position=place)
        if code != "any_adult":
            factory.tag(session, club, made, LinkType.COHORT_WELCOMED if code == "carer" else LinkType.EXCLUSION)


def test_whoever_changes_the_words_keeps_the_kinds_of_people(
    client: CheckedClient, club: Service, provider: User, session: Session, kinds_of_people: None
) -> None:
    client.sign_in(provider)
    held = client.page(of(club, "who")).forms[0].values
    assert (held["who"], held["cohorts"], held["excluded"]) == ("mostly", "carer", "men")
    assert wanted(client, session, club, "who", {"minimum_age": "18"}) == {"minimum_age": 18}


def test_only_some_people_can_come(
    client: CheckedClient, club: Service, provider: User, session: Session, kinds_of_people: None
) -> None:
    client.sign_in(provider)
    assert wanted(client, session, club, "who", {"who": "only", "excluded": []})["cohorts"] == [
        {"code": "carer", "how": "required"}
    ]


def photo() -> tuple[BytesIO, str]:
    """A small one."""
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG")
    made.seek(0)
    return made, "a.jpg"


def test_a_picture_without_words_is_asked_about_and_need_not_be_chosen_again(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    client.sign_in(provider)
    answer = client.submit(of(club, "picture"), {"picture": photo()}, content_type="multipart/form-data")
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.links["Enter what the picture shows, for people who cannot see it"] == "#alt"
    held = page.forms[0].values
    sent = client.post(of(club, "picture"), data=held | {"alt": "Six people"}, token=False)
    assert sent.status_code == 303
    assert f"/pictures/{held['file']}" in client.get(sent.location).get_data(as_text=True)
    said = session.scalars(select(ChangeProposal)).one().changes["picture"]["after"]
    assert said == {"file": held["file"], "alt": "Six people"}


def test_a_film_is_linked_as_people_write_addresses(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    client.sign_in(provider)
    said = wanted(client, session, club, "picture", {"bsl_video_url": "example.org/film"})
    assert said == {"bsl_video_url": "https://example.org/film"}


def test_a_picture_is_taken_out(client: CheckedClient, club: Service, provider: User, session: Session) -> None:
    write(session, club, {"picture": {"file": f"{'a' * 32}.jpg", "alt": "Six people"}})
    client.sign_in(provider)
    assert wanted(client, session, club, "picture", {"remove": "y"}) == {"picture": None}


def test_a_website_is_written_as_people_write_it(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    client.sign_in(provider)
    assert wanted(client, session, club, "contact", {"url": "bingo.example.org"})["url"] == "https://bingo.example.org"

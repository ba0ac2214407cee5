"""GET /search/suggestions: what is offered while somebody types."""

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import ListingStatus, Visibility
from directory.notifications.models import OutboxMessage
from directory.search.suggesting import upkeep
from directory.search.suggesting.file import NAME
from directory.signals import service_changed
from directory.web.logs import configure
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.search.mansfield import Mansfield, mansfield


@pytest.fixture
def town(session: Session, app: Flask) -> Mansfield:
    town = mansfield(session, app)
    make.synonyms(session, "falls", needs=("health.falls",), resident=("tumbles", "wobbly"))
    make.synonyms(session, "violence", needs=("safe.domestic",), resident=("frightened of him",))
    session.commit()
    return town


def offered(client: CheckedClient, typed: str) -> list[tuple[str, str]]:
    answer = client.get("/search/suggestions", query_string={"q": typed})
    assert answer.status_code == 200
    return [(each["kind"], each["label"]) for each in answer.get_json()["suggestions"]]


@pytest.mark.usefixtures("town")
def test_two_letters_are_enough_for_needs_services_organisations_and_places(client: CheckedClient) -> None:
    found = offered(client, "fa")
    assert ("need", "Worried about falling") in found
    assert ("service", "Falls visits") in found
    assert ("organization", "Firm Footing") in offered(client, "foo")
    assert ("place", "Mansfield, Nottinghamshire") in offered(client, "ma")


@pytest.mark.usefixtures("town")
def test_each_kind_stands_together_and_there_are_eight_at_most(client: CheckedClient, session: Session) -> None:
    for number in range(20):
        make.service(session, f"Falls group {number}")
    kinds = [kind for kind, _ in offered(client, "fa")]
    assert len(kinds) == 8
    assert kinds == sorted(kinds, key=("need", "service", "organization", "place").index)


@pytest.mark.usefixtures("town")
def test_an_everyday_word_leads_to_its_need_and_is_said_beside_it(client: CheckedClient) -> None:
    found = client.get("/search/suggestions?q=tumb").get_json()["suggestions"]
    assert found == [
        {"kind": "need", "label": "Worried about falling", "href": "/needs/health.falls", "note": "tumbles"}
    ]


def test_a_service_leads_to_its_page(client: CheckedClient, town: Mansfield) -> None:
    found = client.get("/search/suggestions?q=steady").get_json()["suggestions"]
    assert found[0]["href"] == f"/listings/{town.classes.id}"
    assert found[0]["note"] == "Firm Footing"


@pytest.mark.usefixtures("town")
def test_a_slip_still_finds(client: CheckedClient) -> None:
    assert ("place", "Mansfield, Nottinghamshire") in offered(client, "mansfeild")


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("typed", ["do", "dom", "domestic", "ab", "harb", "harbour", "fright", "safe"])
def test_what_is_discreet_is_not_offered_by_its_first_letters(client: CheckedClient, typed: str) -> None:
    assert not {"Domestic abuse", "Harbour Rooms"} & {label for _, label in offered(client, typed)}


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("typed", ["domestic abuse", "abuse", "frightened of him"])
def test_what_is_discreet_is_offered_when_it_is_asked_for_plainly(client: CheckedClient, typed: str) -> None:
    assert ("need", "Domestic abuse") in offered(client, typed)


@pytest.mark.usefixtures("town")
def test_words_of_despair_are_not_completed_to_clubs(client: CheckedClient, session: Session) -> None:
    make.service(session, "Want to dine club")
    assert offered(client, "want to die") == []


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("typed", ["mans", "mansf", "steady", "men", "barn d", "blue"])
def test_half_a_name_is_no_cry_for_help(client: CheckedClient, session: Session, typed: str) -> None:
    for name in ("Men in Sheds", "Barn Days", "The Blue Door"):
        make.service(session, name)
    assert offered(client, typed)


@pytest.mark.usefixtures("town")
def test_a_sentence_of_danger_in_no_listed_words_is_not_completed(client: CheckedClient, session: Session) -> None:
    make.service(session, "Blood everywhere please help drama club")
    assert offered(client, "blood everywhere please help") == []


@pytest.mark.parametrize("typed", ["", " ", "f", "-", "%", "\u202e\u202e", "a" * 5000, "fa' or 1=1", "<b>", "🙂🙂"])
@pytest.mark.usefixtures("town")
def test_anything_may_be_typed(client: CheckedClient, typed: str) -> None:
    assert offered(client, typed) == []


def test_a_listing_that_is_withdrawn_or_for_professionals_never_appears(
    client: CheckedClient, town: Mansfield, session: Session
) -> None:
    assert ("service", "Steady Steps") in offered(client, "steady")
    town.classes.listing_status = ListingStatus.ARCHIVED
    town.visitor.visibility = Visibility.PROFESSIONAL
    session.commit()
    assert offered(client, "steady") == []  # at once, before the names are written again
    assert ("service", "Falls visits") not in offered(client, "falls")
    assert ("organization", "Firm Footing") not in offered(client, "firm")


def test_a_new_listing_is_offered_once_the_worker_has_seen_it(
    client: CheckedClient, town: Mansfield, session: Session
) -> None:
    assert offered(client, "zumba") == []
    made = make.service(session, "Zumba for all")
    service_changed.send(session, service_ids=[made.id])
    service_changed.send(session, service_ids=[town.line.id])
    session.commit()
    asked = [message for message in session.query(OutboxMessage) if message.topic == upkeep.NAMES_CHANGED]
    assert len(asked) == 1
    upkeep.refresh_names(session, {}, clock.now())
    assert offered(client, "zumba") == [("service", "Zumba for all")]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_broken_file_leaves_what_is_in_hand_in_use(client: CheckedClient, app: Flask, share: float) -> None:
    assert offered(client, "steady")
    file = app.extensions["waypost_settings"].index_dir / NAME
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert offered(client, "steady")


@pytest.mark.usefixtures("town")
def test_nothing_that_is_typed_is_kept(client: CheckedClient, capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    answer = client.get("/search/suggestions?q=kettlewell")
    configure("ERROR")
    lines = capsys.readouterr().err
    assert json.loads(lines)["endpoint"] == "suggesting.suggestions"
    assert "kettlewell" not in lines
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("town")
def test_typing_is_never_limited_and_a_flood_is(client: CheckedClient) -> None:
    statuses = [client.get("/search/suggestions?q=q").status_code for _ in range(1210)]
    assert set(statuses[:1200]) == {200}
    assert 429 in statuses[1200:]

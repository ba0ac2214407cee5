"""H-S4: a spreadsheet comes in by the desk, its mistakes are caught, and it can be taken back."""

from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.listings.models import Service
from directory.openreferral.models import BatchState, ImportBatch, ImportUpload
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page

SHEET = """Name,About,Phone,Postcode,Colour
Chair yoga,Seated and gentle,01623 000111,NG18 1AA,red
,Nobody named it,,,
Knit and natter,Wool and tea,,NG17 7AA,
Sum,=1+1,,,
"""


@pytest.fixture
def desk(client: CheckedClient, steward: User, words: Session) -> CheckedClient:
    """The browser of a steward."""
    client.sign_in(steward)
    return client


def send(client: CheckedClient, text: str = SHEET, **values: str) -> TestResponse:
    data = {"file": (BytesIO(text.encode()), "list.csv"), "list_name": "Workshop", "event": "Ashfield, May"} | values
    return client.post("/staff/imports/uploads", data=data, content_type="multipart/form-data")


def rehearsed(client: CheckedClient, text: str = SHEET) -> str:
    """Sent and looked at; the address of the upload."""
    address = send(client, text).location
    page = client.page(address)
    values = next(form.values for form in page.forms if form.action.endswith("/columns"))
    assert client.post(f"{address}/columns", data=values).status_code == 303
    return str(address)


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.requirement("A030")
def test_a_list_is_looked_at_loaded_and_taken_back(desk: CheckedClient, session: Session, steward: User) -> None:
    address = rehearsed(desk)
    page = desk.page(f"{address}/rehearsal")
    assert "New 2" in page.text
    assert "Row 3: nothing under “Name”. Give it a name." in page.text
    assert "Row 5: under “About” is a formula." in page.text
    assert (count(session, Service), count(session, ImportBatch)) == (0, 0)
    loaded = desk.post(f"{address}/loading")
    assert loaded.status_code == 303
    batch = session.scalars(select(ImportBatch)).one()
    assert (batch.by, batch.event, batch.source) == (steward.actor, "Ashfield, May", "sheet-workshop")
    assert set(session.scalars(select(Service.name))) == {"Chair yoga", "Knit and natter"}
    assert count(session, ImportUpload) == 0
    assert "Ashfield, May" in desk.page(loaded.location).text
    assert desk.post(f"/staff/imports/{batch.id}/reversal").status_code == 303
    assert count(session, Service) == 0
    assert session.get_one(ImportBatch, batch.id).state is BatchState.UNDONE
    assert desk.post(f"/staff/imports/{batch.id}/reversal").status_code == 409
    actions = set(session.scalars(select(AuditEvent.action).where(AuditEvent.actor == steward.actor)))
    assert actions >= {"import.uploaded", "import.finished", "import.undone"}


@pytest.mark.requirement("A030")
def test_the_same_file_twice_makes_no_doubles(desk: CheckedClient, session: Session) -> None:
    for _ in range(2):
        desk.post(f"{rehearsed(desk)}/loading")
    assert count(session, Service) == 2
    assert "nothing is new or different" in desk.page(f"{rehearsed(desk)}/rehearsal").text


def test_what_may_be_listed_already_is_said(desk: CheckedClient, session: Session) -> None:
    listed = make.service(session, "Chair Yoga", source="steward")
    make.held_at(session, listed, make.location(session, 53.14, -1.2, postal_code="NG18 1AA"))
    page = desk.page(f"{rehearsed(desk)}/rehearsal")
    assert "Perhaps listed already" in page.text
    assert page.links["Chair Yoga"] == f"/listings/{listed.id}"


def test_columns_are_chosen_again_and_a_choice_that_cannot_be_is_refused(desk: CheckedClient) -> None:
    address = send(desk).location
    twice = desk.post(f"{address}/columns", data={"column-0": "name", "column-1": "name"})
    page = Page(twice.get_data(as_text=True))
    assert (twice.status_code, page.errors) == (422, ["Choose “Name of the listing” for one column only"])
    none = desk.post(f"{address}/columns", data={"column-0": "nonsense"})
    assert none.status_code == 422
    assert "holds the name" in none.get_data(as_text=True)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"list_name": ""}, "Enter a name for the list"),
        ({"list_name": "!!!"}, "Enter a name for the list with letters or numbers in it"),
    ],
)
def test_a_list_needs_a_name(desk: CheckedClient, values: dict[str, str], sentence: str) -> None:
    answer = send(desk, **values)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])


def test_a_file_is_needed_and_must_be_a_table(desk: CheckedClient) -> None:
    none = desk.post("/staff/imports/uploads", data={"list_name": "x"}, content_type="multipart/form-data")
    assert Page(none.get_data(as_text=True)).errors == ["Choose a file"]
    wrong = send(desk, "PK\x03\x04")
    assert Page(wrong.get_data(as_text=True)).errors == [
        "Save the sheet as CSV (comma separated), then choose that file"
    ]


def test_a_file_is_thrown_away(desk: CheckedClient, session: Session) -> None:
    address = send(desk).location
    assert desk.post(f"{address}/removal").status_code == 303
    assert count(session, ImportUpload) == 0
    assert desk.get(address).status_code == 404


def test_loading_before_looking_is_too_early(desk: CheckedClient, session: Session) -> None:
    assert desk.post(f"{send(desk).location}/loading").status_code == 409
    assert count(session, Service) == 0


@pytest.mark.parametrize("who", ["area_steward", "provider", "connector", "administrator"])
def test_others_may_not(client: CheckedClient, who: str, request: pytest.FixtureRequest) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/staff/imports").status_code == 403
    assert send(client).status_code == 403


def test_anonymous_people_are_asked_to_sign_in(client: CheckedClient) -> None:
    assert client.get("/staff/imports").status_code == 303


def test_unknown_ones_are_404(desk: CheckedClient) -> None:
    for address in ("/staff/imports/99", f"/staff/imports/uploads/{uuid4()}"):
        assert desk.get(address).status_code == 404

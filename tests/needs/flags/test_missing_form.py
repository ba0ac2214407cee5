"""/missing: a resident says what is missing in three answers, without a name, an account or a cookie."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import Area
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.taxonomy.models import TaxonomyTerm
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.needs.conftest import DISTRICT, WARD, Send
from tests.page import Page

EATING = {"need": "connect.lunch", "place": "NG18 1AA", "reason": "cost"}


@pytest.mark.requirement("A114")
def test_three_answers_and_nobody_is_named(client: CheckedClient, session: Session, town: Area, send: Send) -> None:
    page = client.page("/missing")
    assert page.forms[0].names - {"once", "opened", "homepage", "service"} == {"need", "place", "reason"}
    assert "I cannot afford it" in page.html
    answer = send("/missing", EATING)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (303, False)
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.reason, flag.source) == ("connect.lunch", UnmetReason.COST, FlagSource.RESIDENT)
    assert (flag.ward_code, flag.district_code, flag.lsoa_code, flag.words) == (WARD, DISTRICT, None, None)
    assert client.page(answer.location).h1 == "Thank you. We have written it down"


def test_from_a_listing_it_knows_what_it_is_about(
    client: CheckedClient, session: Session, town: Area, send: Send
) -> None:
    listing = make.service(session, "Friday lunch")
    make.tag(session, listing, session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == "connect.lunch")).one())
    link = client.page(f"/listings/{listing.id}").links["This does not help me: tell the council what is missing"]
    assert "Friday lunch" in client.page(link).text
    assert send(link, {"place": "", "reason": "too_far"}).status_code == 303
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.service_id, flag.district_code) == ("connect.lunch", listing.id, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"need": ""}, "Choose what is missing"),
        ({"reason": ""}, "Choose why"),
        ({"place": "Nowhereville"}, "Place “Nowhereville” was not found. Type a postcode, a town or a village"),
        ({"place": "x" * 81}, "Shorten the place to 80 characters or fewer"),
    ],
)
def test_what_is_not_understood_is_asked_again_with_the_rest_kept(
    session: Session, town: Area, send: Send, change: dict[str, str], sentence: str
) -> None:
    answer = send("/missing", {**EATING, **change})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.errors) == (422, [sentence])
    kept = {**EATING, **change}
    assert {key: page.forms[0].values.get(key, "") for key in kept} == kept
    assert session.scalars(select(UnmetNeed)).all() == []


def test_a_program_that_fills_every_box_is_not_believed(session: Session, town: Area, send: Send) -> None:
    assert send("/missing", {**EATING, "homepage": "https://spam.example"}).status_code == 422
    assert send("/missing", EATING, after=1).status_code == 422
    assert session.scalars(select(UnmetNeed)).all() == []


def test_another_site_cannot_write(client: CheckedClient, town: Area) -> None:
    assert client.post("/missing", data=EATING, from_elsewhere=True).status_code == 403


def test_nobody_tells_of_more_than_twenty_things_an_hour(town: Area, send: Send) -> None:
    answers = [send("/missing", EATING).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]


def test_an_unknown_listing_or_need_is_left_out(client: CheckedClient, town: Area) -> None:
    values = client.page("/missing?service=nonsense&need=nonsense&reason=nonsense").forms[0].values
    assert (values["service"], values["need"], values["reason"]) == ("", "", "")

"""POST /searches/missing: somebody found nothing and says so in one tap, without a name; then what they may add."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.answers import Found
from directory.geo.point import Point
from directory.needs.codes import UNSORTED, FlagSource, FlagStatus
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.search.missing import forget_searches, rough_place
from directory.search.models import SearchLog
from tests.client import CheckedClient
from tests.page import Page
from tests.search.mansfield import mansfield


@pytest.fixture(autouse=True)
def _directory(session: Session, app: Flask) -> None:
    mansfield(session, app)


def told(client: CheckedClient, **search: str) -> str:
    """The page that somebody comes to after one tap."""
    answer = client.post("/searches/missing", data={"q": "zzqqx", "near": "NG18", **search}, token=False)
    assert answer.status_code == 303
    return str(answer.location)


@pytest.mark.requirement("A114")
def test_one_tap_on_an_empty_page_writes_it_down(client: CheckedClient, session: Session) -> None:
    page = client.page("/search?q=zzqqx&near=NG18")
    form = next(form for form in page.forms if form.action == "/searches/missing")
    answer = client.post(form.action, data=form.values, token=False)
    assert answer.status_code == 303
    assert answer.location.startswith("/missing/")
    log = session.scalars(select(SearchLog)).one()
    assert (log.words, log.place, log.result_count, log.is_missing) == ("zzqqx", "NG18", 0, True)
    assert log.at == clock.now()


def test_the_page_after_says_what_happens_next(client: CheckedClient) -> None:
    page = client.page(told(client))
    assert page.h1 == "Thank you. We have written it down"
    assert "0115 496 0000" in page.text


def test_one_tap_is_a_flag_too_with_the_need_as_it_was_understood(client: CheckedClient, session: Session) -> None:
    told(client, q="", need="health.active")
    told(client)
    flags = session.scalars(select(UnmetNeed).order_by(UnmetNeed.id)).all()
    assert [(flag.need, flag.reason, flag.source) for flag in flags] == [
        ("health.active", UnmetReason.NOT_FOUND, FlagSource.SEARCH),
        (UNSORTED, UnmetReason.NOT_FOUND, FlagSource.SEARCH),
    ]
    assert [(flag.words, flag.lsoa_code, flag.flagged_by) for flag in flags] == [
        (None, None, None),
        ("zzqqx", None, None),
    ]


def test_words_of_danger_become_no_flag_and_lead_to_a_person(client: CheckedClient, session: Session) -> None:
    address = told(client, q="my husband hits me")
    assert address == "/searches/missing"
    assert "0115 496 0000" in client.page(address).text
    assert session.scalars(select(UnmetNeed)).all() == []


def test_why_may_be_added_with_one_answer_more(client: CheckedClient, session: Session) -> None:
    address = told(client)
    assert "what stands in the way" in client.page(address).text
    form = client.page(f"{address}/reason").forms[0]
    assert form.names - {"once", "opened", "homepage"} == {"need", "reason"}
    with clock.stopped_at(clock.now() + timedelta(seconds=9)):
        client.post(f"{address}/reason", data={**form.values, "reason": "cost", "need": "health.active"}, token=False)
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.need, flag.reason) == ("health.active", UnmetReason.COST)
    assert "what stands in the way" not in client.page(address).text


def test_why_has_to_be_chosen(client: CheckedClient) -> None:
    address = told(client)
    form = client.page(f"{address}/reason").forms[0]
    with clock.stopped_at(clock.now() + timedelta(seconds=9)):
        answer = client.post(f"{address}/reason", data=form.values, token=False)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, ["Select why"])


def test_nothing_is_added_once_somebody_works_with_it(client: CheckedClient, session: Session) -> None:
    address = told(client)
    form = client.page(f"{address}/reason").forms[0]
    session.scalars(select(UnmetNeed)).one().status = FlagStatus.UNDER_REVIEW
    with clock.stopped_at(clock.now() + timedelta(seconds=9)):
        answer = client.post(f"{address}/reason", data={**form.values, "reason": "cost"}, token=False)
    assert answer.status_code == 409


@pytest.mark.parametrize("rest", ["", "/reason", "/promise"])
def test_the_page_after_is_nobody_elses_and_ends_after_two_hours(client: CheckedClient, rest: str) -> None:
    address = told(client)
    assert client.get(f"/missing/made-up{rest}").status_code == 404
    with clock.stopped_at(clock.now() + timedelta(hours=3)):
        assert client.get(address + rest).status_code == 404


@pytest.mark.requirement("A112")
def test_it_asks_for_no_more_than_what_was_searched(client: CheckedClient) -> None:
    form = next(f for f in client.page("/search?q=zzqqx&near=NG18").forms if f.action == "/searches/missing")
    assert form.names - {"once"} == {"q", "near"}


def test_it_can_be_told_beside_results_that_do_not_fit(client: CheckedClient, session: Session) -> None:
    client.post("/searches/missing", data={"q": "falls", "near": "NG18", "cost": "free"})
    log = session.scalars(select(SearchLog)).one()
    assert (log.result_count, log.filters) == (1, {"cost": ["free"]})


def test_words_of_danger_are_not_kept(client: CheckedClient, session: Session) -> None:
    client.post("/searches/missing", data={"q": "my husband hits me", "near": "NG18"})
    assert session.scalars(select(SearchLog)).one().words == ""


@pytest.mark.parametrize("words", ["falls in NG18 1AA", "ring me on 07700 900123", "falls, for Mrs Ogden"])
def test_words_that_lead_to_a_person_are_not_kept(client: CheckedClient, session: Session, words: str) -> None:
    client.post("/searches/missing", data={"q": words})
    log = session.scalars(select(SearchLog)).one()
    assert (log.words, log.is_missing) == ("", True)


def test_a_double_tap_writes_one_line(client: CheckedClient, session: Session) -> None:
    for _ in range(2):
        client.post("/searches/missing", data={"q": "zzqqx", "once": "the same token"})
    assert len(session.scalars(select(SearchLog)).all()) == 1


def test_another_site_cannot_write(client: CheckedClient, session: Session) -> None:
    answer = client.post("/searches/missing", data={"q": "zzqqx"}, from_elsewhere=True)
    assert answer.status_code == 403
    assert session.scalars(select(SearchLog)).all() == []


def test_telling_leaves_no_cookie(client: CheckedClient) -> None:
    assert "Set-Cookie" not in client.post("/searches/missing", data={"q": "zzqqx"}, token=False).headers


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (None, ""),
        (Found("your location", Point(53.1, -1.2), "point", exact=False), ""),
        (Found("NG18 1AA", Point(53.1, -1.2), "postcode", exact=True), "NG18"),
        (Found("NG18 1", Point(53.1, -1.2), "sector", exact=False), "NG18"),
        (Found("NG18", Point(53.1, -1.2), "outcode", exact=False), "NG18"),
        (Found("Mansfield, Nottinghamshire", Point(53.1, -1.2), "town", exact=False), "Mansfield, Nottinghamshire"),
    ],
)
def test_an_exact_place_is_never_written(place: Found | None, written: str) -> None:
    assert rough_place(place) == written


def test_it_is_forgotten_after_thirteen_months(client: CheckedClient, session: Session) -> None:
    client.post("/searches/missing", data={"q": "zzqqx"})
    assert forget_searches(session, clock.now() + timedelta(days=390)) == "0 searches forgotten"
    assert forget_searches(session, clock.now() + timedelta(days=400)) == "1 searches forgotten"

"""Forms sent by programs, from other sites, broken, huge or twice: refused in plain words, and nothing is stored."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from directory import clock
from directory.extensions import db, limiter
from directory.listings.codes import AddressVisibility
from directory.listings.models import Location, Service, ServiceAtLocation
from directory.listings.policy import is_public
from directory.web.traps import stamp
from tests.client import CheckedClient
from tests.journeys.addresses import Addresses
from tests.journeys.conftest import MOMENT, Opened
from tests.journeys.secrets import HIDDEN, hide_marks
from tests.journeys.words import WORDS
from tests.page import Page

HERE = {"base_url": "https://waypost.test", "buffered": True}
OURS = {"Sec-Fetch-Site": "same-origin"}

#: Tables in which it is noted that something was asked for or tried.
NOTES = ("search_log", "idempotency_key", "sign_in_session", "failed_attempt", "audit_event")
#: What answers although nothing sensible was sent, since it changes nothing that is not there.
ANSWERED = {
    "flags.missing_search": 303,
    "selfhelp.renewal": 303,
    "selfhelp.removal": 303,
    "accounts.sign_out": 303,
    "referring.my_leaving": 303,
    "referring.request_leaving": 303,
    "referring.request_removal": 303,
    "accounts.code": 303,
    "accounts.recovery_code": 303,
    "accounts.set_up": 303,
    "accounts.passkey_question": 200,
    "submission.typed_times": 200,
    "submission.typed_words": 200,
    "submission.typed_postcode": 200,
}


def rows(app: Flask) -> dict[str, int]:
    """How many rows each table holds."""
    with app.app_context():
        tables = db.metadata.sorted_tables
        return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://waypost.test.evil.example"},
        {"Origin": "https://waypost.test", "Sec-Fetch-Site": "cross-site"}, {"Referer": "https://waypost.test/"},
    ],
)  # fmt: skip
def test_no_form_is_taken_from_elsewhere(
    demo: Flask, quick: FlaskClient, addresses: Addresses, headers: dict[str, str]
) -> None:
    before = rows(demo)
    for path in addresses.sent.values():
        limiter.reset()
        response = quick.post(path, data={"service_id": addresses.listing, "kind": "closed"}, headers=headers, **HERE)
        assert response.status_code == 403, path
        assert "Nothing was changed" in response.text
    assert rows(demo) == before


def test_a_form_too_large_is_refused_before_it_is_read(demo: Flask, quick: FlaskClient, addresses: Addresses) -> None:
    before = rows(demo)
    for path in addresses.sent.values():
        for kind, size in (("multipart/form-data", 600_000), ("application/x-www-form-urlencoded", 4_000_000)):
            limiter.reset()
            response = quick.post(path, data={"text": "x" * size}, content_type=kind, headers=OURS, **HERE)
            assert response.status_code == 413, path
            assert "too much to send" in response.text
    assert rows(demo) == before


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", json.dumps({"service_id": ["a"], "kind": {"a": 1}}).encode()),
        ("text/plain", b"kind=closed"), ("application/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///x'>]><a>&b;</a>"),
        ("multipart/form-data", b"no boundary"), ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nb'),
        ("application/x-www-form-urlencoded", b"kind=%ff%fe&text=%00&service_id=%c3%28&once=%00"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=b" % number for number in range(5_000))),
        ("", b"\x00\xff" * 50), ("application/x-www-form-urlencoded; charset=utf-7", b"kind=+ADw-"),
    ],
)  # fmt: skip
def test_a_form_in_a_strange_shape_stores_nothing(
    demo: Flask, quick: FlaskClient, addresses: Addresses, kind: str, body: bytes
) -> None:
    stored = {name: count for name, count in rows(demo).items() if name not in NOTES}
    for endpoint, path in addresses.sent.items():
        limiter.reset()
        response = quick.post(path, data=body, content_type=kind, headers=OURS, **HERE)
        allowed = ANSWERED.get(endpoint)
        assert response.status_code in (400, 404, 413, 415, 422, allowed), (path, response.status_code)
    assert {name: count for name, count in rows(demo).items() if name in stored} == stored


def test_a_method_that_is_not_meant_is_refused_and_changes_nothing(
    demo: Flask, quick: FlaskClient, addresses: Addresses
) -> None:
    before = rows(demo)
    for path in {*addresses.read.values(), *addresses.sent.values()}:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "JUNK"):
            limiter.reset()
            assert quick.open(path, method=method, headers=OURS, **HERE).status_code == 405, (method, path)
    only_sent = set(addresses.sent.values()) - set(addresses.read.values())
    assert {quick.get(path, **HERE).status_code for path in only_sent} <= {404, 405}
    assert rows(demo) == before


@pytest.mark.parametrize("host", ["evil.example", "evil.example:443", "waypost.test@evil.example", "[::1]", "a" * 300])
def test_no_address_on_a_page_is_made_from_the_host_that_was_claimed(
    quick: FlaskClient, addresses: Addresses, host: str
) -> None:
    claimed = {"Host": host, "X-Forwarded-Host": host, "X-Original-URL": "/evil", "Forwarded": f"host={host}"}
    for path in addresses.read.values():
        response = quick.get(path, headers=claimed, **HERE)
        assert response.status_code < 500, path
        assert host not in response.text + str(response.headers), path


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "\t//evil.example",
        "/%09//evil",
        "javascript:alert(1)", "/a\r\nSet-Cookie: zq=1", "/\x00/evil.example", "\\\\evil.example", "///evil.example",
        "/.//evil.example", "https:evil.example", "/@evil.example//", " //evil.example", "／／evil.example",
    ],
)  # fmt: skip
def test_saving_leads_back_to_this_site_only(visitor: CheckedClient, addresses: Addresses, back: str) -> None:
    response = visitor.post("/shortlist/items", data={"service_id": addresses.listing, "back": back}, token=False)
    assert response.status_code in (303, 400)
    target = response.headers.get("Location", "/shortlist")
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "\t" not in target
    assert not any("zq=1" in cookie for cookie in response.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("words", [words for words in WORDS.values() if words.strip()], ids=lambda words: words[:12])
def test_any_words_in_a_form_that_is_refused_stay_in_it_and_nowhere_else(
    demo: Flask, visitor: CheckedClient, words: str
) -> None:
    before = rows(demo)
    with demo.app_context():
        shown = stamp(MOMENT)
    values = {"name": words, "description": words, "where": words, "town": words, "contact": words, "department": words}
    with clock.stopped_at(MOMENT.replace(minute=5)):
        sent = values | {"connection": "neighbour", "email": words, "opened": shown, "not_listed": "yes"}
        refused = visitor.post("/suggestions/new", data=sent, token=False)
        assert refused.status_code == 422
        page = Page(refused.text)
        assert page.errors
        assert not [error for error in page.errors if "valid" in error.casefold()]
        assert "<script>alert" not in refused.text
    if len(words) < 100 and words.isprintable():
        assert page.forms[0].values["name"] == words
    assert rows(demo) == before


@pytest.mark.parametrize("choice", ["nonsense", "", "closed' OR 1=1", "\x00", "x" * 5_000])
def test_a_choice_that_is_none_is_asked_for_again_in_plain_words(
    demo: Flask, visitor: CheckedClient, addresses: Addresses, choice: str
) -> None:
    before = rows(demo)
    response = visitor.post(addresses.sent["moderation.concerns"], data={"kind": choice, "text": "Shut"}, token=False)
    assert response.status_code == 422
    assert "Select what is not right" in Page(response.text).errors
    assert Page(response.text).forms[0].values["text"].strip() == "Shut"
    assert rows(demo) == before


def test_the_town_of_a_refuge_is_not_told_to_whoever_suggests_its_name(opened: Opened) -> None:
    app = opened()
    with app.app_context():
        hide_marks(db.session())
        name = db.session.scalars(
            select(Service.name)
            .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
            .join(Location, Location.id == ServiceAtLocation.location_id)
            .where(is_public(MOMENT.date()), Location.address_visibility == AddressVisibility.HIDDEN)
        ).first()
        db.session.commit()
        values = {"opened": stamp(MOMENT), "connection": "neighbour", "description": "Safety", "contact": "By phone"}
    with clock.stopped_at(MOMENT.replace(minute=5)):
        sent = values | {"name": name, "where": f"{HIDDEN} Town"}
        response = app.test_client().post("/suggestions/new", data=sent)
    assert response.status_code == 422
    assert str(name) in response.text.replace("&#39;", "'")
    assert response.text.count(HIDDEN) == 1  # what was typed

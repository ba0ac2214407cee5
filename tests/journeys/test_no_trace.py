"""What people tell us stands in its own encrypted row, and in no log, message, audit entry or cookie."""

import json
import sqlite3

import pytest
from flask import Flask

from directory import clock
from directory.extensions import db
from directory.jobs.runner import pulse
from directory.web.traps import stamp
from tests.client import CheckedClient
from tests.journeys.conftest import MOMENT, Opened
from tests.journeys.test_broken_parts import FALLS, data_of, visit

WORDS, ADDRESS, SOUGHT = "Zqwords my neighbour Violet fell", "zqann@example.org", "zqsought beaten at home"
SECRETS = ("Zqwords", "Violet", "zqann", "zqsought", "beaten")


def tell(app: Flask, client: CheckedClient) -> None:
    """Search, correct, suggest, say that nothing fitted, keep a list."""
    client.get("/search", query_string={"q": SOUGHT, "near": "53.2468,-1.3579"})
    listing = client.page(FALLS).html.split("/listings/", 1)[1][:36]
    with app.app_context():
        values = {"opened": stamp(MOMENT), "email": ADDRESS}
    with clock.stopped_at(MOMENT.replace(minute=5)):
        sent = [
            client.post(
                f"/listings/{listing}/concerns/new", data=values | {"kind": "closed", "text": WORDS}, token=False
            ),
            client.post("/searches/missing", data={"q": "lunch", "near": "53.2468,-1.3579"}, token=False),
            client.post("/shortlist/items", data={"service_id": listing}, token=False),
            client.post(f"/listings/{listing}/concerns/new", data=values | {"text": WORDS}, token=False),
        ]
        pulse(app, "test")
    assert [response.status_code for response in sent] == [303, 303, 303, 422]
    client.get(sent[0].headers["Location"])


def test_what_people_write_is_in_no_log_and_no_other_row(opened: Opened, capfd: pytest.CaptureFixture[str]) -> None:
    app = opened(log_level="DEBUG")
    client = visit(app)
    tell(app, client)
    logged = "".join(capfd.readouterr())
    lines = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    assert {line["event"] for line in lines} >= {"request", "outbox_sent"}
    assert [secret for secret in SECRETS if secret in logged] == []
    assert "53.24" not in logged
    with app.app_context():
        db.engine.dispose()
    database = sqlite3.connect(data_of(app) / "waypost.db")
    dump = "\n".join(database.iterdump())
    places = database.execute("SELECT place FROM search_log").fetchall()
    database.close()
    assert [secret for secret in SECRETS if secret in dump] == []
    assert places == [("",)]


def test_only_a_list_somebody_started_leaves_a_cookie_and_it_holds_no_word(opened: Opened) -> None:
    app = opened()
    client = visit(app)
    listing = client.page(FALLS).html.split("/listings/", 1)[1][:36]
    assert client.get(f"/listings/{listing}").headers.getlist("Set-Cookie") == []
    with app.app_context():
        values = {"opened": stamp(MOMENT), "kind": "closed", "text": WORDS}
    with clock.stopped_at(MOMENT.replace(minute=5)):
        concern = client.post(f"/listings/{listing}/concerns/new", data=values, token=False)
    assert concern.headers.getlist("Set-Cookie") == []
    (cookie,) = client.post("/shortlist/items", data={"service_id": listing}, token=False).headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-shortlist=")
    assert all(mark in cookie for mark in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert listing not in cookie

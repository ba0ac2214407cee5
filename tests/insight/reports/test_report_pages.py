"""Reports on pages: who reads them, what can be chosen, published, shared, ended, written about."""

import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.insight.models import (
    AudienceLink,
    AudienceOpening,
    RemainderModel,
    ReportSnapshot,
    ReportSubscription,
    SpendLine,
)
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.outputs.letters import READY, stop_token, tell_of_reports
from directory.insight.reports.registry import REPORTS
from directory.jobs.registry import HANDLERS
from directory.notifications.models import OutboxMessage
from directory.referrals.codes.work import ActionKind
from tests.client import CheckedClient
from tests.factories import referrals as helped
from tests.insight.reports.conftest import report_fact

NOWHERE = "00000000-0000-7000-8000-000000000000"
pytestmark = pytest.mark.usefixtures("mansfield")


def published(client: CheckedClient, commissioner: User, key: str = "contacts") -> str:
    """The address of a report that was just published."""
    client.sign_in(commissioner)
    answer = client.post(f"/insight/{key}/snapshots")
    assert answer.status_code == 303
    return str(answer.location)


def shared(client: CheckedClient, session: Session, commissioner: User, days: int = 30) -> str:
    """The path of a link that was just made."""
    address = published(client, commissioner)
    until = clock.today() + timedelta(days=days)
    typed = {"audience": "Health and wellbeing board", "until": f"{until.day} {until:%B} {until.year}"}
    assert client.submit(f"{address}/links/new", typed).status_code == 303
    found = re.search(r"https://[^/]+(/shared-reports/[\w.-]+)", client.get(address).get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize("key", sorted(REPORTS))
def test_every_report_is_a_page_a_file_and_a_document(client: CheckedClient, commissioner: User, key: str) -> None:
    client.sign_in(commissioner)
    assert client.page(f"/insight/{key}").h1
    assert client.get(f"/insight/{key}.csv").get_data(as_text=True).startswith("\ufeff")
    assert client.get(f"/insight/{key}.odt").get_data()[:2] == b"PK"


def test_the_list_names_every_report_once(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    links = client.page("/insight/reports").links
    assert [title for title in (each.title for each in REPORTS.values()) if title not in links] == []


def test_what_is_chosen_stays_chosen_and_what_nobody_offers_is_not_taken(
    client: CheckedClient, commissioner: User
) -> None:
    client.sign_in(commissioner)
    page = client.page("/insight/demand?rate=5&base=oldest&kind=<script>")
    assert "Yours, source not named" in page.text
    assert client.get("/insight/prevention?area=E99999999").status_code == 404
    assert client.get("/insight/gossip").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/insight/reports", "/insight/prevention", "/insight/contacts.csv", "/insight/evidence.odt", "/insight/snapshots"],
)
def test_only_those_who_plan_help_read_reports(
    client: CheckedClient, connector: User, provider: User, steward: User, supervisor: User, address: str
) -> None:
    assert client.get(address).status_code == 303
    for wrong in (connector, provider, steward):
        client.sign_in(wrong)
        assert client.get(address).status_code == 403
    client.sign_in(supervisor)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/insight/contacts/snapshots",
        f"/insight/snapshots/{NOWHERE}/links",
        f"/insight/shared-links/{NOWHERE}/end",
        "/insight/figures/spending",
        "/insight/figures/estimates",
        f"/insight/figures/spending/{NOWHERE}/removal",
    ],
)
def test_only_who_keeps_gaps_publishes_shares_ends_and_types_figures(
    client: CheckedClient, supervisor: User, address: str
) -> None:
    client.sign_in(supervisor)
    assert client.post(address).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        f"/insight/snapshots/{NOWHERE}",
        f"/insight/snapshots/{NOWHERE}.csv",
        f"/insight/snapshots/{NOWHERE}/links/new",
        "/shared-reports/made-up",
        "/report-letters/stop/made-up",
        "/insight/snapshots?page=9",
    ],
)
def test_what_is_not_there_is_not_found(client: CheckedClient, commissioner: User, address: str) -> None:
    client.sign_in(commissioner)
    assert client.get(address).status_code == 404


def test_a_published_report_stays_as_it_was(client: CheckedClient, session: Session, commissioner: User) -> None:
    report_fact(session, Kind.CHANNEL, "phone", 40)
    address = published(client, commissioner)
    report_fact(session, Kind.CHANNEL, "home_visit", 800)
    assert "At their home" not in client.page(address).text
    assert "At their home" not in client.get(f"{address}.csv").get_data(as_text=True)
    assert client.get(f"{address}.odt").get_data()[:2] == b"PK"
    assert "At their home" in client.page("/insight/contacts").text
    assert session.scalars(select(ReportSnapshot)).one().report == "contacts"
    assert "Contacts and early help" in client.page("/insight/snapshots").text


@pytest.mark.requirement("A129")
def test_before_it_is_shared_one_sees_how_much_is_hidden_and_what_they_will_see(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    for channel, number in (("phone", 12), ("video", 12), ("home_visit", 12), ("email", 7)):
        report_fact(session, Kind.CHANNEL, channel, number)
    address = published(client, commissioner)
    page = client.page(f"{address}/links/new")
    assert re.search(r"[1-9]\d* are too small to show, and [1-9]\d* are withheld", page.text)
    assert "fewer than 8" in page.text
    refused = client.submit(f"{address}/links/new", {"audience": "Board", "until": "1 January 2030"})
    assert refused.status_code == 422
    assert "no more than a year ahead" in refused.get_data(as_text=True)
    assert client.submit(f"{address}/links/new", {"until": "1 March 2026"}).status_code == 422


def test_an_audience_opens_it_without_an_account_or_a_cookie_and_each_opening_counts(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    link = shared(client, session, commissioner)
    reader = client.application.test_client()
    for _ in range(2):
        assert reader.get(link).status_code == 200
    assert session.scalars(select(AudienceOpening)).all() == []
    answer = client.post(f"{link}/openings")
    assert answer.status_code == 303
    for end in ("", ".csv", ".odt"):
        response = reader.get(f"{answer.location}{end}")
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
    assert len(session.scalars(select(AudienceOpening)).all()) == 1
    assert "Opened once" in client.page(f"/insight/snapshots/{session.scalars(select(ReportSnapshot)).one().id}").text


def test_a_link_that_ended_opens_nothing(client: CheckedClient, session: Session, commissioner: User) -> None:
    link = shared(client, session, commissioner)
    opened = client.post(f"{link}/openings").location
    kept = session.scalars(select(AudienceLink)).one()
    assert client.post(f"/insight/shared-links/{kept.id}/end").status_code == 303
    assert client.get(link).status_code == 410
    assert client.post(f"{link}/openings").status_code == 409
    assert client.get(opened).status_code == 302
    assert client.get(f"{opened}.csv").status_code == 302
    assert client.post(f"/insight/shared-links/{kept.id}/end").status_code == 409
    assert client.get(f"{link}/openings/{NOWHERE}").status_code == 404


def test_a_letter_holds_a_name_and_a_link_and_can_be_stopped_without_signing_in(
    app: Flask, client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    client.sign_in(commissioner)
    chosen = {"rhythm": "monthly", "rate": "5"}
    assert client.post("/insight/demand/letters", data=chosen).status_code == 303
    kept = session.scalars(select(ReportSubscription)).one()
    assert (kept.question, kept.next_on.isoformat()) == ("rate=5", "2026-02-01")
    assert tell_of_reports(session, at) == "0 letters about reports"
    assert tell_of_reports(session, at + timedelta(days=28)) == "1 letters about reports"
    [message] = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == READY)).all()
    HANDLERS[READY](session, message.payload, at)
    [mail] = app.extensions["mailman"].outbox
    assert "https://waypost.test/insight/demand?rate=5" in mail.body
    stop = f"https://waypost.test/report-letters/stop/{stop_token(commissioner.id)}"
    assert mail.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert client.get(stop).status_code == 200
    assert session.scalars(select(ReportSubscription)).all()
    assert client.post(stop).status_code == 200
    assert session.scalars(select(ReportSubscription)).all() == []


def test_not_writing_any_more_is_chosen_on_the_report(
    client: CheckedClient, session: Session, supervisor: User
) -> None:
    client.sign_in(supervisor)
    for rhythm, number in (("monthly", 1), ("quarterly", 1), ("", 0)):
        assert client.post("/insight/contacts/letters", data={"rhythm": rhythm}).status_code == 303
        assert len(session.scalars(select(ReportSubscription)).all()) == number


def test_money_that_does_not_add_up_is_refused_with_what_was_typed(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    typed = {"name": "Grants", "year": "2025", "amount": "£1,000", "share_prevent": "60", "source": "Outturn"}
    refused = client.post("/insight/figures/spending", data=typed)
    assert refused.status_code == 422
    assert "add up to 100" in refused.get_data(as_text=True)
    assert 'value="£1,000"' in refused.get_data(as_text=True)
    assert client.post("/insight/figures/spending", data={**typed, "share_delay": "40"}).status_code == 303
    assert "£1,000" in client.page("/insight/prevention").text
    away = f"/insight/figures/spending/{session.scalars(select(SpendLine)).one().id}/removal"
    assert [client.post(away).status_code for _ in range(2)] == [303, 404]


def test_four_estimates_are_typed_once_and_taken_away(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    typed = {"need": "Washing"}
    for key in ("expected", "council", "informal", "private"):
        typed |= {f"{key}_{each}": "100" for each in ("value", "low", "high")}
        typed |= {f"{key}_source": "Survey", f"{key}_year": "2024"}
    assert client.post("/insight/figures/estimates", data={**typed, "council_source": ""}).status_code == 422
    assert client.post("/insight/figures/estimates", data=typed).status_code == 303
    assert "Washing" in client.page("/insight/remainder").text
    away = f"/insight/figures/estimates/{session.scalars(select(RemainderModel)).one().id}/removal"
    assert [client.post(away).status_code for _ in range(2)] == [303, 404]


def test_how_we_are_doing_is_for_everybody_sets_no_cookie_and_hides_small_numbers(client: CheckedClient) -> None:
    reader = client.application.test_client()
    for address in ("/how-we-are-doing", "/how-we-are-doing.csv"):
        response = reader.get(address)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert client.page("/how-we-are-doing").h1 == "How we are doing"


SECRET = "Ottoline Hapgood of Birch Lane"


def test_no_address_under_insight_tells_a_person_words_or_a_reference(
    app: Flask, client: CheckedClient, session: Session, connector: User, commissioner: User, at: datetime
) -> None:
    person = helped.helped_person(session, connector, name=SECRET)
    talk = helped.conversation(session, connector, person, at, what_matters=SECRET, note=SECRET)
    helped.action(session, talk, ActionKind.UNMET, need="connect.groups", note=SECRET)
    reference = person.reference
    link = shared(client, session, commissioner)
    opened = client.post(f"{link}/openings").location
    client.sign_in(commissioner)
    rules = [
        rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/insight") and "GET" in (rule.methods or ())
    ]
    plain = {rule.rule for rule in rules if not rule.arguments}
    plain |= {f"/insight/{key}{end}" for key in REPORTS for end in ("", ".csv")}
    assert len(plain) > 2 * len(REPORTS)
    for address in (*sorted(plain), "/how-we-are-doing", link, opened):
        text = client.get(address).get_data(as_text=True)
        assert SECRET not in text, address
        assert reference not in text, address
        assert not re.search(r"\b(PE|RF)-[A-Z0-9]{4}", text), address

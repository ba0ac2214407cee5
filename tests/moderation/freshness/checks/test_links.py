"""Whether the websites of listings still answer. Nothing here leaves the machine."""

import socket
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from directory.listings.editing import write_content
from directory.moderation.freshness.checks.links import check_links
from directory.moderation.freshness.checks.looking import Looker, Seen
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import open_findings
from directory.moderation.freshness.models import ListingFinding
from tests.moderation.freshness.conftest import Listed

THERE, GONE = Seen(is_there=True), Seen(is_there=False, why="it answers with status 404")
URL = "https://tea.example.org/"


class Web:
    """A web of made-up answers that notes who was asked."""

    def __init__(self, **answers: Seen) -> None:
        self.answers, self.asked = answers, list[str]()

    def __call__(self, url: str) -> Seen:
        self.asked.append(url)
        return self.answers.get("all", THERE)


def kinds(session: Session, service_id: UUID) -> list[FindingKind]:
    return [finding.kind for finding in open_findings(session, [service_id])]


def test_each_address_is_asked_once_a_week(session: Session, listed: Listed, at: datetime) -> None:
    listed("Tea", url=URL)
    listed("Coffee", url=URL)
    web = Web()
    for hours in (0, 1, 24 * 6):
        check_links(session, at + timedelta(hours=hours), look=web)
    assert web.asked == [URL]
    check_links(session, at + timedelta(days=7), look=web)
    assert web.asked == [URL, URL]


def test_one_address_of_a_host_in_a_round(session: Session, listed: Listed, at: datetime) -> None:
    listed("Tea", url=f"{URL}tea")
    listed("Coffee", url=f"{URL}coffee")
    web = Web()
    check_links(session, at, look=web)
    assert len(web.asked) == 1
    check_links(session, at, look=web)
    assert len(web.asked) == 2


def test_so_many_in_a_round_and_the_rest_in_the_next(session: Session, listed: Listed, at: datetime) -> None:
    for number in range(5):
        listed(f"Tea {number}", url=f"https://tea{number}.example.org/")
    web = Web()
    check_links(session, at, look=web, most=3)
    check_links(session, at, look=web, most=3)
    assert len(set(web.asked)) == len(web.asked) == 5


def test_a_machine_without_a_way_out_blames_nobody(session: Session, listed: Listed, at: datetime) -> None:
    for number in range(5):
        listed(f"Tea {number}", url=f"https://tea{number}.example.org/")
    for day in range(3):
        assert "no way out" in check_links(session, at + timedelta(days=day), look=Web(all=GONE))
    assert session.scalars(select(ListingFinding)).all() == []


def test_one_failure_is_no_finding_and_two_a_day_apart_are(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed(url=URL)
    assert check_links(session, at, look=Web(all=GONE)).endswith("0 listings changed")
    assert kinds(session, tea.id) == []
    assert check_links(session, at + timedelta(days=1), look=Web(all=GONE)).endswith("1 listings changed")
    assert kinds(session, tea.id) == [FindingKind.LINK_BROKEN]
    assert check_links(session, at + timedelta(days=8), look=Web(all=GONE)).endswith("0 listings changed")
    assert check_links(session, at + timedelta(days=15), look=Web()).endswith("1 listings changed")
    assert kinds(session, tea.id) == []


def test_another_address_on_the_listing_closes_the_finding(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed(url=URL)
    for day in (0, 1):
        check_links(session, at + timedelta(days=day), look=Web(all=GONE))
    write_content(session, tea, {"url": "https://new.example.com/"}, by="user:7", at=at, why="")
    assert kinds(session, tea.id) == []


def test_a_listing_nobody_sees_is_not_looked_at(session: Session, listed: Listed, at: datetime) -> None:
    listed(url=URL, listing_status=ListingStatus.ARCHIVED)
    web = Web()
    check_links(session, at, look=web)
    assert web.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://10.1.2.3/",
        "file:///etc",
    ],
)
def test_this_machine_and_private_networks_are_refused_and_said_at_once(
    session: Session, listed: Listed, at: datetime, url: str
) -> None:
    tea = listed(url=url)
    check_links(session, at, look=Looker("test"))
    assert kinds(session, tea.id) == [FindingKind.LINK_REFUSED]


def test_a_redirect_into_the_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(_self: Looker, url: str) -> tuple[int, str | None]:
        asked.append(url)
        if len(asked) == 1:
            return 302, "http://127.0.0.1/admin"
        return really(_self, url)

    really = Looker._ask
    monkeypatch.setattr(Looker, "_ask", answer)
    seen = Looker("test")("https://tea.example.org/")
    assert (seen.is_there, seen.is_refused) == (False, True)


@pytest.mark.parametrize(
    ("status", "is_there"),
    [(200, True), (204, True), (403, True), (429, True), (503, True), (404, False), (410, False), (500, False)],
)
def test_a_shy_website_is_there_and_a_missing_page_is_not(
    monkeypatch: pytest.MonkeyPatch, status: int, is_there: bool
) -> None:
    monkeypatch.setattr(Looker, "_ask", lambda _self, _url: (status, None))
    assert Looker("test")("https://tea.example.org/").is_there is is_there


def test_a_website_that_sends_visitors_round_in_circles_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Looker, "_ask", lambda _self, url: (301, url))
    assert Looker("test")("https://tea.example.org/").why == "it sends visitors round in circles"


def test_a_name_without_a_machine_fails_and_may_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_args: object, **_options: object) -> None:
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    seen = Looker("test")("https://gone.example.org/")
    assert (seen.is_there, seen.is_refused) == (False, False)


@pytest.mark.parametrize("url", ["http://[broken", "https://x:99999999/", "https://user:pw@tea.example.org/"])
def test_nonsense_is_refused_without_a_crash(session: Session, listed: Listed, at: datetime, url: str) -> None:
    listed(url=url)
    assert "1 addresses looked at" in check_links(session, at, look=Looker("test"))

"""A connector's own pages: my people, today, my referrals, finding somebody."""

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import Person
from directory.referrals.people.marks import write_marks
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page
from tests.referrals.caseload.conftest import Plan

PAGES = ("/caseload", "/caseload/today", "/caseload/referrals", "/caseload/people", "/caseload/queue")


def names_on(page: Page) -> list[str]:
    return [page.text_of(heading) for heading in page.all(".//main//h2")]


def test_whoever_is_overdue_comes_first_and_whoever_has_nothing_planned_last(
    client: CheckedClient, session: Session, connector: User, edith: Person, plan: Plan
) -> None:
    plan(edith, 3)
    late = people.helped_person(session, connector, "Late Example")
    plan(late, -2)
    plan(late, 1, TaskKind.QUESTION)
    people.helped_person(session, connector, "Nothing Example")
    client.sign_in(connector)
    page = client.page("/caseload")
    assert names_on(page) == ["Late Example", "Edith Zzyzx", "Nothing Example"]
    assert "Do not leave a message: it is not safe" in page.text
    assert "was due 3 January 2026" in page.text
    assert page.links["Ring back: did it help?: Late Example"].startswith("/follow-ups/")
    assert "Zzyzx" not in page.title


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("overdue", ["Late Example"]),
        ("nothing_next", ["Sent Example"]),
        ("with_provider", ["Sent Example"]),
        ("nonsense", ["Late Example", "Edith Zzyzx", "Sent Example"]),
    ],
)
def test_a_choice_shows_only_those(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service, plan: Plan, show: str,
    names: list[str],
) -> None:  # fmt: skip
    plan(edith, 3)
    plan(people.helped_person(session, connector, "Late Example"), -2)
    sent = people.helped_person(session, connector, "Sent Example")
    people.referral(session, connector, sent, service, clock.now())
    client.sign_in(connector)
    page = client.page(f"/caseload?show={show}")
    assert names_on(page) == names
    assert "Everybody 3" in page.text
    assert "Waiting on a provider 1" in page.text


def test_a_page_past_the_end_is_not_there(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    for address in ("/caseload?page=2", "/caseload?show=overdue&page=2", "/caseload/referrals?page=2"):
        client.page(address, status=404)


def test_today_lists_what_is_due_with_what_one_takes_along(
    client: CheckedClient, session: Session, connector: User, colleague: User, edith: Person, plan: Plan
) -> None:
    plan(edith, 0)
    plan(edith, 1)
    plan(people.helped_person(session, colleague, "Colleague Example"), 0)
    client.sign_in(connector)
    page = client.page("/caseload/today")
    assert "Monday 5 January 2026. 1 thing to do." in page.text
    for told in ("3 Demonstration Row, Mansfield", "01632 960417", "Large print: 18 point", "Do not leave a message"):
        assert told in page.text
    assert "Colleague Example" not in page.text


def test_nothing_due_says_so(client: CheckedClient, connector: User) -> None:
    client.sign_in(connector)
    assert "Nothing is due." in client.page("/caseload/today").text
    assert "Nobody is on your caseload yet." in client.page("/caseload").text
    assert "None." in client.page("/caseload/referrals").text


def test_referrals_are_shown_by_how_far_they_are(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    people.referral(session, connector, edith, service, clock.now())
    people.referral(session, connector, edith, service, clock.now(), status=ReferralStatus.WAITING)
    over = people.referral(
        session, connector, edith, service, clock.now(), status=ReferralStatus.CLOSED, closure_reason="goal_met"
    )
    client.sign_in(connector)
    page = client.page("/caseload/referrals")
    assert "All open 2" in page.text
    assert over.reference not in page.text
    assert names_on(client.page("/caseload/referrals?status=waiting")) == ["Edith Zzyzx: Tea on Tuesdays"]


def test_somebody_is_found_by_name_phone_and_reference_and_nothing_typed_is_in_an_address(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    write_marks(edith)
    session.flush()
    client.sign_in(connector)
    for words in ("zzyzx", "01632960417", edith.reference.lower()):
        answer = client.submit("/caseload/people", {"words": words})
        assert answer.status_code == 200
        assert answer.request.full_path.rstrip("?") == "/caseload/people"
        assert names_on(Page(answer.get_data(as_text=True))) == ["Edith Zzyzx"], words


def test_finding_asks_for_words(client: CheckedClient, connector: User) -> None:
    client.sign_in(connector)
    answer = client.submit("/caseload/people", {"words": ""})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Enter a reference, a name or a phone number"]


def test_another_team_finds_nobody(
    client: CheckedClient, session: Session, other_connector: User, edith: Person, volunteer: User
) -> None:
    write_marks(edith)
    session.flush()
    for outsider in (other_connector, volunteer):
        client.sign_in(outsider)
        answer = client.submit("/caseload/people", {"words": "zzyzx"})
        assert "Nobody you may see matches." in Page(answer.get_data(as_text=True)).text
        assert "Edith" not in answer.get_data(as_text=True)


def test_only_those_who_help_people_have_these_pages(
    client: CheckedClient, steward: User, commissioner: User, administrator: User, provider: User, referrer: User
) -> None:
    for address in PAGES:
        assert client.get(address).status_code == 303, address
    for user in (steward, commissioner, administrator, provider, referrer):
        client.sign_in(user)
        for address in PAGES:
            assert client.get(address).status_code == 403, (user.name, address)


def test_no_browser_keeps_these_pages(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    for address in PAGES:
        assert client.get(address).headers["Cache-Control"] == "no-store", address


def test_a_long_caseload_has_pages(client: CheckedClient, session: Session, connector: User, plan: Plan) -> None:
    for number in range(30):
        plan(people.helped_person(session, connector, f"Somebody {number}"), number - 3)
    client.sign_in(connector)
    page = client.page("/caseload")
    assert len(names_on(page)) == 25
    assert page.links["Next"] == "?show=all&page=2"
    assert len(names_on(client.page("/caseload?page=2"))) == 5


def test_what_keeps_a_colleagues_person_safe_is_read_in_their_record_and_in_no_list(
    client: CheckedClient, session: Session, connector: User, colleague: User, edith: Person, plan: Plan
) -> None:
    edith.safety = {"times": "weekday mornings", "code_word": "Bramble"}
    write_marks(edith)
    task = plan(edith, 0)
    task.navigator_id = colleague.id  # a colleague's own work, about somebody who is not on their caseload
    client.sign_in(colleague)
    found = Page(client.submit("/caseload/people", {"words": "01632 960417"}).text)
    assert names_on(found) == ["Edith Zzyzx"]
    for page in (found, client.page("/caseload/today")):
        assert "Safety facts: open the record" in page.text
        for kept in ("Bramble", "weekday mornings", "3 Demonstration Row"):
            assert kept not in page.html
    client.sign_in(connector)
    assert "Code word: Bramble" in Page(client.submit("/caseload/people", {"words": "zzyzx"}).text).text
    assert "Code word: Bramble" in client.page("/caseload").text

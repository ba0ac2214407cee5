"""The team: its queue, taking somebody on, how much each has, and handing people over with all that is open."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import Team, User
from directory.audit.models import AuditEvent
from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.referrals.caseload.operations import hand_over, take_on
from directory.referrals.codes.referral import ReferralStatus, Source
from directory.referrals.models import Person
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page
from tests.referrals.caseload.conftest import Plan

SOMEBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def waiting(session: Session, team: Team) -> Person:
    return people.helped_person(session, None, "Winnie Zzyzx", team_id=team.id)


def test_the_queue_shows_references_only_and_one_takes_somebody_on(
    client: CheckedClient, session: Session, connector: User, waiting: Person
) -> None:
    waiting.safety = {"code_word": "Bramble"}
    client.sign_in(connector)
    page = client.page("/caseload/queue")
    assert waiting.reference in page.text
    assert "Safety facts: open the record" in page.text
    assert "Bramble" not in page.html
    assert "Winnie" not in page.html
    answer = client.submit("/caseload/queue")
    assert (answer.status_code, answer.location) == (303, f"/people/{waiting.id}")
    assert people.person_of(session, waiting.id).navigator_id == connector.id
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.taken_on")).one()
    assert event.subject == waiting.actor
    assert "Nobody waits." in client.page("/caseload/queue").text


def test_what_is_open_comes_along_and_what_a_partner_sent_stays_with_them(
    session: Session, connector: User, referrer: User, waiting: Person, service: Service, plan: Plan
) -> None:
    task = plan(waiting, 2)
    own = people.referral(session, None, waiting, service, clock.now(), source=Source.SELF)
    sent = people.referral(session, referrer, waiting, service, clock.now(), source=Source.PARTNER)
    take_on(session, waiting, by=connector, at=clock.now())
    assert (task.navigator_id, own.navigator_id, sent.navigator_id) == (connector.id, connector.id, referrer.id)


def test_the_second_to_take_somebody_on_is_told_and_changes_nothing(
    session: Session, connector: User, colleague: User, waiting: Person
) -> None:
    take_on(session, waiting, by=colleague, at=clock.now())
    with pytest.raises(Conflict, match="A colleague has just taken this person on"):
        take_on(session, waiting, by=connector, at=clock.now())
    assert waiting.navigator_id == colleague.id


def test_a_page_that_stood_open_answers_409(
    client: CheckedClient, session: Session, connector: User, colleague: User, waiting: Person
) -> None:
    client.sign_in(connector)
    form = client.page("/caseload/queue").forms[0]
    take_on(session, waiting, by=colleague, at=clock.now())
    assert client.post(form.action, data=form.values).status_code == 409


def test_a_volunteer_and_another_team_do_not_take_anybody_on(
    client: CheckedClient, session: Session, volunteer: User, other_connector: User, waiting: Person
) -> None:
    for user in (volunteer, other_connector):
        client.sign_in(user)
        assert waiting.reference not in client.page("/caseload/queue").text
        assert client.post(f"/caseload/queue/{waiting.id}/connector").status_code == 404
        assert client.post(f"/caseload/queue/{SOMEBODY}/connector").status_code == 404
    assert people.person_of(session, waiting.id).navigator_id is None


def test_the_team_shows_who_has_how_much(
    client: CheckedClient, session: Session, supervisor: User, connector: User, volunteer: User, edith: Person,
    service: Service, waiting: Person, plan: Plan,
) -> None:  # fmt: skip
    plan(edith, -4)
    people.referral(session, connector, edith, service, clock.now())
    client.sign_in(supervisor)
    page = client.page("/caseload/team")
    assert "1 person waits in the queue" in page.text
    assert "Connie Connector overdue since 1 January 2026 1 1 1" in page.text
    assert "Vera Volunteer volunteer 0 0 0" in page.text


def test_a_colleague_who_is_ill_is_relieved_with_all_that_is_open(
    client: CheckedClient, session: Session, supervisor: User, connector: User, colleague: User, edith: Person,
    service: Service, plan: Plan,
) -> None:  # fmt: skip
    task = plan(edith, 1)
    referral = people.referral(session, connector, edith, service, clock.now())
    over = people.referral(
        session, connector, edith, service, clock.now(), status=ReferralStatus.CLOSED, closure_reason="goal_met"
    )
    kept = people.helped_person(session, connector, "Kept Example")
    client.sign_in(supervisor)
    answer = client.submit(f"/caseload/team/{connector.id}", {"people": [str(edith.id)], "to": str(colleague.id)})
    assert (answer.status_code, answer.location) == (303, "/caseload/team")
    session.expire_all()
    assert {edith.navigator_id, task.navigator_id, referral.navigator_id} == {colleague.id}
    assert {kept.navigator_id, over.navigator_id} == {connector.id}
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.handed_over")).one()
    assert (event.subject, event.detail) == (edith.actor, {"to": str(colleague.id)})


def test_people_go_back_to_the_queue(
    client: CheckedClient, session: Session, supervisor: User, connector: User, edith: Person
) -> None:
    client.sign_in(supervisor)
    client.submit(f"/caseload/team/{connector.id}", {"people": [str(edith.id)], "to": "queue"})
    found = people.person_of(session, edith.id)
    assert (found.navigator_id, found.team_id) == (None, supervisor.team_id)


def test_handing_over_asks_who_and_to_whom(
    client: CheckedClient, session: Session, supervisor: User, connector: User, other_connector: User, edith: Person
) -> None:
    client.sign_in(supervisor)
    address = f"/caseload/team/{connector.id}"
    for values, sentence in (
        ({"people": [str(edith.id)], "to": ""}, "Select to whom"),
        ({"people": [], "to": "queue"}, "Choose at least one person"),
        ({"people": [SOMEBODY], "to": "queue"}, "Choose at least one person"),
        ({"people": [str(edith.id)], "to": str(other_connector.id)}, "Choose somebody of your team, or the queue"),
    ):
        answer = client.submit(address, values)
        assert answer.status_code == 422
        assert Page(answer.get_data(as_text=True)).errors == [sentence]
    assert people.person_of(session, edith.id).navigator_id == connector.id


def test_nobody_is_given_to_another_team(
    session: Session, supervisor: User, other_connector: User, edith: Person
) -> None:
    with pytest.raises(RuleBroken, match="somebody of your team"):
        hand_over(session, [edith], other_connector, by=supervisor, at=clock.now())


def test_the_team_pages_are_for_its_supervisor(
    client: CheckedClient, connector: User, other_supervisor: User, supervisor: User
) -> None:
    addresses = ("/caseload/team", f"/caseload/team/{connector.id}")
    for address in addresses:
        assert client.get(address).status_code == 303
    client.sign_in(connector)
    for address in addresses:
        assert client.get(address).status_code == 403
    client.sign_in(other_supervisor)
    assert "Connie" not in client.page("/caseload/team").text
    client.page(addresses[1], status=404)
    client.sign_in(supervisor)
    client.page(f"/caseload/team/{SOMEBODY}", status=404)

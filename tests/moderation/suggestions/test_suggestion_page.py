"""Tell us about something local."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.listings.models import Service
from directory.moderation.proposals.codes import ProposalSource, ProposalState
from directory.moderation.proposals.deciding import decide
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.proposing import propose_change
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.conftest import Send
from tests.page import Page

ADDRESS = "/suggestions/new"
KNITTERS: dict[str, Any] = {
    "name": "The Tuesday Knitters",
    "description": "Wool, tea and talk",
    "where": "Library, Leeming Street",
    "town": "Mansfield",
    "contact": "Just turn up",
    "connection": "user",
}


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ChangeProposal)) or 0


def test_a_suggestion_waits_for_a_steward_and_lists_nothing(
    send: Send, session: Session, client: CheckedClient
) -> None:
    answer = send(ADDRESS, KNITTERS)
    proposal = session.scalars(select(ChangeProposal)).one()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/suggestions/{proposal.reference}")
    assert (proposal.state, proposal.target_table, proposal.target_id) == (ProposalState.SUBMITTED, "service", None)
    assert proposal.changes["name"] == {"before": None, "after": "The Tuesday Knitters"}
    assert session.scalar(select(func.count()).select_from(Service)) == 0
    assert proposal.reference in client.page(answer.headers["Location"]).text


def test_whoever_is_signed_in_need_leave_no_address_and_sees_what_became_of_it(
    send: Send, session: Session, client: CheckedClient, contributor: User
) -> None:
    client.sign_in(contributor)
    send(ADDRESS, KNITTERS)
    proposal = session.scalars(select(ChangeProposal)).one()
    assert (proposal.user_id, proposal.proposer) == (contributor.id, contributor.actor)
    page = client.page(ADDRESS)
    assert page.links["The Tuesday Knitters"] == f"/suggestions/{proposal.reference}"
    assert "email" not in page.forms[-1].names


def test_whoever_runs_it_is_led_to_keeping_it_once_it_is_listed(
    client: CheckedClient, session: Session, steward: User, at: datetime
) -> None:
    sent = propose_change(
        session,
        service=None,
        content={"name": "Knitters"},
        source=ProposalSource.PROVIDER,
        email="a@example.org",
        at=at,
    )
    assert "asks you if anything is unclear" in client.page(f"/suggestions/{sent.reference}").text
    made = decide(session, sent, accepted={"name"}, state=ProposalState.APPROVED, by=steward, at=at)
    assert made is not None
    page = client.page(f"/suggestions/{sent.reference}")
    assert page.links["Keep it yourself from now on"] == f"/listings/{made.id}/claims/new"


@pytest.mark.requirement("A028")
def test_another_department_suggests_what_it_knows_and_the_source_is_kept(send: Send, session: Session) -> None:
    send(ADDRESS, KNITTERS | {"connection": "council", "department": "Leisure"})
    proposal = session.scalars(select(ChangeProposal)).one()
    assert (proposal.source, proposal.department) == (ProposalSource.CONNECTOR, "Leisure")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("name", "Enter what it is called"),
        ("description", "Enter what happens there"),
        ("where", "Enter where it is, or “online” or “by phone”"),
        ("contact", "Enter how people get in touch, or “just turn up”"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_kept(
    send: Send, session: Session, missing: str, sentence: str
) -> None:
    answer = send(ADDRESS, KNITTERS | {missing: " "})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.errors) == (422, [sentence])
    kept = {key: value.strip() for key, value in page.forms[0].values.items()}
    assert {key: kept[key] for key in KNITTERS if key != missing} == {
        key: value for key, value in KNITTERS.items() if key != missing
    }
    assert stored(session) == 0


def test_a_namesake_in_the_same_town_is_shown_before_anything_is_stored(send: Send, session: Session) -> None:
    listed = factory.service(session, "Tuesday knitters")
    factory.held_at(session, listed, factory.location(session, 53.1, -1.2, city="Mansfield"))
    answer = send(ADDRESS, KNITTERS)
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.links["Tuesday knitters, Mansfield"] == f"/listings/{listed.id}"
    assert page.forms[0].values["description"].strip() == "Wool, tea and talk"
    assert (page.errors, stored(session)) == ([], 0)


def test_it_is_something_else_sends_it_with_the_likeness_noted(send: Send, session: Session) -> None:
    listed = factory.service(session, "Tuesday knitters")
    factory.held_at(session, listed, factory.location(session, 53.1, -1.2, city="Mansfield"))
    assert send(ADDRESS, KNITTERS | {"not_listed": "yes"}).status_code == 303
    assert session.scalars(select(ChangeProposal)).one().alike == [str(listed.id)]


def test_a_different_name_or_a_namesake_far_away_is_not_in_the_way(send: Send, session: Session) -> None:
    chess = factory.service(session, "Tuesday chess")
    far = factory.service(session, "Tuesday night knitting and crochet")
    factory.held_at(session, chess, factory.location(session, 53.1, -1.2, city="Mansfield"))
    factory.held_at(session, far, factory.location(session, 51.1, 1.2, city="Margate"))
    assert send(ADDRESS, KNITTERS).status_code == 303


def test_nothing_private_leaves_the_row(send: Send, session: Session) -> None:
    send(ADDRESS, KNITTERS | {"email": "ann@example.org"})
    (message,) = session.scalars(select(OutboxMessage))
    (event,) = session.scalars(select(AuditEvent))
    assert (message.topic, event.action) == ("stewards.listing_suggested", "proposal.submitted")
    assert "ann@example.org" not in f"{message.payload}{event.actor}{event.subject}{event.detail}"


def test_a_program_is_refused(send: Send, session: Session) -> None:
    assert send(ADDRESS, KNITTERS | {"homepage": "x"}).status_code == 422
    assert send(ADDRESS, KNITTERS, after=0.1).status_code == 422
    assert stored(session) == 0


def test_concerns_and_suggestions_share_one_limit_an_hour(send: Send) -> None:
    statuses = [send(ADDRESS, KNITTERS | {"name": f"Group {number} of many"}).status_code for number in range(11)]
    assert statuses == [303] * 10 + [429]


def test_an_unknown_reference_is_404(client: CheckedClient) -> None:
    assert client.get("/suggestions/SG-2222-2222").status_code == 404


def test_from_another_site_nothing_is_stored(client: CheckedClient, session: Session) -> None:
    assert client.post(ADDRESS, data=KNITTERS, from_elsewhere=True).status_code == 403
    assert stored(session) == 0

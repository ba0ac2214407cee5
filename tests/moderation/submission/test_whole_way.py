"""From the first page to the stewards: everything that was said is in the proposal, in one way of writing it."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.listings.models import Service
from directory.moderation.proposals import ChangeProposal, ProposalSource, ProposalState
from directory.moderation.submission.models import ListingDraft
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.moderation.submission.conftest import Walker
from tests.page import Page


def proposed(session: Session) -> dict[str, Any]:
    proposal = session.scalars(select(ChangeProposal)).one()
    return {key: change["after"] for key, change in proposal.changes.items()}


@pytest.mark.requirement("A026")
@pytest.mark.requirement("A048")
def test_a_class_in_two_halls_reaches_the_stewards_whole(walker: Walker, session: Session) -> None:
    walker.fill()
    answer = walker.send(email="ann@example.org")
    proposal = session.scalars(select(ChangeProposal)).one()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/suggestions/{proposal.reference}")
    assert (proposal.source, proposal.state, proposal.connection) == (
        ProposalSource.PROVIDER, ProposalState.SUBMITTED, "runs_it",
    )  # fmt: skip
    said = proposed(session)
    assert (said["name"], said["summary"]) == ("Chair yoga", "Gentle chair yoga for older people, then tea.")
    first, second = said["venues"]
    assert (first["name"], first["times"][0]["interval"], first["times"][0]["byday"]) == ("St Mark’s Hall", 2, "FR")
    assert (second["times"][0]["byday"], second["access"]) == ("2TH,4TH", {"step_free": "no"})
    assert said["organization"]["identifiers"] == [{"scheme": "GB-CHC", "identifier": "1234567"}]
    assert said["cohorts"] == [{"code": "older_65", "how": "welcomed"}]
    assert said["phones"] == [{"number": "01623 496 012", "description": "Jan, weekday mornings", "kind": "voice"}]
    assert (said["someone_will_meet_you"], said["minimum_age"], said["needs"]) == ("yes", 50, ["health.active"])
    assert said["delivery_modes"] == ["venue"]


@pytest.mark.requirement("A073")
@pytest.mark.requirement("A084")
def test_a_membership_by_the_year_and_a_lift_there_are_kept_apart(walker: Walker, session: Session) -> None:
    price = {"kinds": ["membership"], "amount_membership": "£10", "words_membership": "a year"}
    walker.write(session, cost=price, access={"transport_provided": "yes"})
    walker.send()
    said = proposed(session)
    assert said["costs"] == [{"cost_type": "membership", "amount": "10.00", "amount_description": "a year"}]
    assert said["transport_provided"] == "yes"


def test_an_informal_network_needs_a_name_what_happens_and_how_to_join(walker: Walker, session: Session) -> None:
    walker.begin("informal_network")
    walker.answer("name", {"name": "Elm Row", "about": "We look in on neighbours and fetch shopping."})
    answer = walker.answer("join", {"how": "Knock at number 12"})
    assert answer.headers["Location"] == walker.path("check")
    assert walker.send(connection="neighbour").status_code == 303
    said = proposed(session)
    assert (said["application_process"], said["needs"]) == ("Knock at number 12", ["home.tasks"])


def test_sent_is_forgotten_but_for_its_reference(walker: Walker, session: Session) -> None:
    walker.write(session)
    walker.send()
    draft = session.scalars(select(ListingDraft)).one()
    proposal = session.scalars(select(ChangeProposal)).one()
    assert (draft.answers, draft.sent_as) == ({}, proposal.reference)
    where = walker.client.get(f"/drafts/{walker.code}").headers["Location"]
    assert where == f"/suggestions/{proposal.reference}"


def test_stewards_and_sender_hear_and_nothing_private_leaves_the_row(walker: Walker, session: Session) -> None:
    walker.write(session)
    walker.send(email="ann@example.org")
    messages = session.scalars(select(OutboxMessage)).all()
    assert {"stewards.listing_suggested", "proposer.listing_received"} <= {message.topic for message in messages}
    told = (
        f"{[message.payload for message in messages]}{[event.detail for event in session.scalars(select(AuditEvent))]}"
    )
    assert "ann@example.org" not in told
    assert "01623" not in told


def test_without_an_address_no_letter_is_asked_for(walker: Walker, session: Session) -> None:
    walker.write(session)
    walker.send()
    assert [m.topic for m in session.scalars(select(OutboxMessage))] == ["stewards.listing_suggested"]


def test_nothing_is_listed_by_it(walker: Walker, session: Session) -> None:
    walker.write(session)
    walker.send()
    assert session.scalars(select(Service)).all() == []


def test_a_double_click_sends_it_once(walker: Walker, session: Session) -> None:
    walker.write(session)
    form = next(form for form in walker.page("check").forms if form.action == walker.path("check"))
    first = walker.send(once=form.values["once"])
    again = walker.client.post(form.action, data={**form.values, "connection": "runs_it"}, token=False)
    assert (first.status_code, again.status_code) == (303, 303)
    assert len(session.scalars(select(ChangeProposal)).all()) == 1


def test_what_is_missing_is_named_at_the_end_and_nothing_is_sent(walker: Walker, session: Session) -> None:
    walker.begin()
    walker.answer("name", {"name": "Chair yoga", "about": "Yoga on chairs."})
    answer = walker.send()
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Answer “Who runs it?”" in page.errors
    assert session.scalars(select(ChangeProposal)).all() == []


def test_a_program_is_refused(walker: Walker, session: Session) -> None:
    walker.write(session)
    assert walker.send(homepage="x").status_code == 422
    assert session.scalars(select(ChangeProposal)).all() == []


def test_from_another_site_nothing_is_sent(walker: Walker, client: CheckedClient, session: Session) -> None:
    walker.write(session)
    answer = client.post(walker.path("check"), data={"connection": "runs_it"}, from_elsewhere=True)
    assert answer.status_code == 403
    assert session.scalars(select(ChangeProposal)).all() == []


def test_somebody_signed_in_is_known_and_asked_for_no_address(
    walker: Walker, client: CheckedClient, session: Session, provider: Any
) -> None:
    client.sign_in(provider)
    walker.write(session)
    assert "Your email address" not in walker.page("check").text
    walker.send()
    proposal = session.scalars(select(ChangeProposal)).one()
    assert (proposal.user_id, proposal.proposer_email) == (provider.id, provider.email)


def test_nothing_sets_a_cookie(walker: Walker, client: CheckedClient, session: Session) -> None:
    walker.write(session)
    assert "Set-Cookie" not in walker.send().headers
    assert client.get_cookie("session") is None


@pytest.mark.requirement("A050")
def test_a_hall_tells_how_many_it_holds_how_to_get_in_and_what_hire_costs(walker: Walker, session: Session) -> None:
    hall = {"name": "The Old Hall", "about": "A warm hall with a kitchen. Holds 40 people."}
    hire = {"kinds": ["private"], "amount_private": "12", "words_private": "an hour, kitchen included"}
    walker.write(session, "venue", name=hall, cost=hire, place_1={"elsewhere": "no"})
    walker.send()
    said = proposed(session)
    assert (said["asset_type"], "Holds 40 people" in said["summary"]) == ("venue", True)
    assert said["venues"][0]["access"] == {"step_free": "yes"}
    assert said["costs"][0]["amount_description"] == "an hour, kitchen included"

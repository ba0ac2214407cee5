"""A proposal keeps what differs; the live copy stays, but for a trusted provider's everyday fields."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.editing import Risk, read_content, versions_of, write_content
from directory.listings.models import Service
from directory.moderation.proposals import (
    EditedMeanwhile,
    ProposalSource,
    ProposalState,
    propose_change,
    resubmit,
    return_with_question,
    withdraw,
)
from directory.notifications.models import OutboxMessage
from tests.factories.accounts import trust
from tests.moderation.proposals.conftest import Propose

PHONES = [{"number": "0115 496 0123", "kind": "voice"}]


def test_only_what_differs_is_kept_with_its_before(propose: Propose, lunch: Service, session: Session) -> None:
    proposal = propose(name="Lunch and chat", summary="Soup.")
    assert proposal.changes == {"name": {"before": "Lunch club", "after": "Lunch and chat"}}
    assert (proposal.state, proposal.risk, proposal.base_version) == (ProposalState.SUBMITTED, Risk.HIGH, lunch.version)
    assert proposal.reference.startswith("CH-")
    assert read_content(session, lunch.id)["name"] == "Lunch club"


def test_a_change_of_nothing_is_refused(propose: Propose) -> None:
    with pytest.raises(RuleBroken, match="Change something first"):
        propose(name="Lunch club")


def test_a_new_listing_waits_with_its_areas_and_tells_the_stewards(session: Session, at: datetime) -> None:
    content = {"name": "Knitters", "summary": "Wool and talk."}
    proposal = propose_change(
        session, service=None, content=content, source=ProposalSource.RESIDENT, email="ann@example.org", at=at
    )
    assert (proposal.target_id, proposal.is_new, proposal.risk) == (None, True, Risk.USUAL)
    assert proposal.reference.startswith("SG-")
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.topic, message.payload) == ("stewards.listing_suggested", {"reference": proposal.reference})


def test_a_trusted_providers_everyday_fields_are_live_at_once(
    propose: Propose, provider: User, lunch: Service, session: Session
) -> None:
    trust(provider)
    proposal = propose(name="Lunch and chat", phones=PHONES)
    assert read_content(session, lunch.id)["phones"] == PHONES
    assert read_content(session, lunch.id)["name"] == "Lunch club"
    assert (proposal.state, proposal.decisions) == (ProposalState.SUBMITTED, {"phones": "live"})
    alone = propose(alert="Back door today")
    assert (alone.state, alone.risk) == (ProposalState.LIVE, Risk.LOW)
    assert versions_of(session, lunch.id)[0].by == provider.actor


def test_trust_ends_at_ones_own_organisation(
    propose: Propose, other_provider: User, lunch: Service, session: Session
) -> None:
    trust(other_provider)
    assert propose(phones=PHONES, user=other_provider).state is ProposalState.SUBMITTED
    assert read_content(session, lunch.id)["phones"] == []


def test_the_same_field_changed_meanwhile_is_refused_with_both_versions(
    propose: Propose, lunch: Service, session: Session, at: datetime
) -> None:
    seen = lunch.version
    write_content(session, lunch, {"summary": "Stew."}, by="user:8", at=at)
    with pytest.raises(EditedMeanwhile) as refusal:
        propose(summary="Pie.", base_version=seen)
    (clash,) = refusal.value.clashes
    assert (clash.key, clash.before, clash.now, clash.wanted) == ("summary", "Soup.", "Stew.", "Pie.")


def test_what_one_did_not_touch_is_not_put_back(
    propose: Propose, lunch: Service, session: Session, at: datetime
) -> None:
    seen = lunch.version
    write_content(session, lunch, {"summary": "Stew."}, by="user:8", at=at)
    assert set(propose(name="Lunch", summary="Soup.", base_version=seen).changes) == {"name"}


def test_what_an_import_wrote_meanwhile_is_not_put_back(propose: Propose, lunch: Service, session: Session) -> None:
    seen = lunch.version
    lunch.summary = "As the feed says now."  # past the ways that keep versions, as imports write
    session.flush()
    with pytest.raises(EditedMeanwhile) as refusal:
        propose(name="Lunch and chat", summary="Soup.", base_version=seen)
    assert {clash.key for clash in refusal.value.clashes} == {"name", "summary"}


@pytest.mark.requirement("A160")
def test_a_commissioned_listing_that_would_charge_for_reablement_is_held(
    propose: Propose, lunch: Service, session: Session, at: datetime
) -> None:
    write_content(session, lunch, {"commissioning_status": "council_direct"}, by="user:8", at=at)
    content = {"name": "Back on your feet", "commissioning_status": "council_direct", "needs": ["recover.reablement"],
               "costs": [{"cost_type": "fixed", "amount": "20", "option": "A week, for four weeks"}]}  # fmt: skip
    proposal = propose_change(session, service=None, content=content, source=ProposalSource.STEWARD, at=at)
    assert (proposal.held_for, proposal.risk) == (["reablement_6_weeks"], Risk.HIGH)


def test_a_question_is_answered_by_sending_again(
    propose: Propose, steward: User, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat")
    return_with_question(session, proposal, question="Is that the whole name?", by=steward, at=at)
    assert (proposal.state, proposal.reason) == (ProposalState.RETURNED, "Is that the whole name?")
    resubmit(session, proposal, content={"name": "Lunch, chat and song"}, by=proposal.proposer, at=at)
    assert proposal.state is ProposalState.SUBMITTED
    assert proposal.changes["name"]["after"] == "Lunch, chat and song"


def test_a_proposal_is_taken_back_once(propose: Propose, provider: User, session: Session, at: datetime) -> None:
    proposal = propose(name="Lunch and chat")
    withdraw(session, proposal, by=provider.actor, at=at)
    assert proposal.state is ProposalState.WITHDRAWN
    with pytest.raises(Conflict):
        withdraw(session, proposal, by=provider.actor, at=at)

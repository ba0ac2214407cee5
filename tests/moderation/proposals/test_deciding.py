"""A steward decides: all, some, none; never their own, only where they answer for, never over a newer edit."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import Conflict, NotAllowed, NotVisible, RuleBroken
from directory.listings.codes import ListingStatus
from directory.listings.editing import read_content, versions_of, write_content
from directory.listings.models import Organization, Service
from directory.moderation.proposals import (
    EditedMeanwhile,
    ProposalSource,
    ProposalState,
    Seen,
    decide,
    propose_change,
    review_after,
)
from directory.moderation.proposals.deciding import decide_proposal
from directory.notifications.models import OutboxMessage
from tests.factories import accounts as people
from tests.factories import listings as make
from tests.factories.accounts import trust
from tests.moderation.proposals.conftest import Propose
from tests.moderation.proposals.test_proposing import PHONES

YES = ProposalState.APPROVED


def test_all_is_added_and_the_proposer_hears(
    propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat", phones=PHONES)
    decide(session, proposal, accepted={"name", "phones"}, state=YES, by=steward, at=at)
    read = read_content(session, lunch.id)
    assert (read["name"], read["phones"]) == ("Lunch and chat", PHONES)
    assert (proposal.state, proposal.decided_by) == (YES, steward.actor)
    newest = versions_of(session, lunch.id)[0]
    assert (newest.by, newest.why) == (steward.actor, f"Proposal {proposal.reference}")
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.topic.startswith("reporter."))).one()
    assert message.payload == {"reference": proposal.reference}


def test_some_is_added_and_the_rest_stays_with_a_reason(
    propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat", phones=PHONES)
    with pytest.raises(RuleBroken):
        decide(session, proposal, accepted={"phones"}, state=YES, by=steward, at=at)
    decide(session, proposal, accepted={"phones"}, state=YES, reason="The sign has the old name", by=steward, at=at)
    assert (proposal.state, proposal.decisions) == (
        ProposalState.PARTLY_APPROVED,
        {"name": "refused", "phones": "accepted"},
    )
    assert read_content(session, lunch.id)["name"] == "Lunch club"


def test_nothing_is_added_by_a_rejection(
    propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat")
    decide(session, proposal, accepted={"name"}, state=ProposalState.REJECTED, reason="No", by=steward, at=at)
    assert read_content(session, lunch.id)["name"] == "Lunch club"
    with pytest.raises(Conflict, match="already decided"):
        decide(session, proposal, accepted={"name"}, state=YES, by=steward, at=at)


def test_nobody_decides_their_own(propose: Propose, steward: User, session: Session, at: datetime) -> None:
    proposal = propose(name="Lunch and chat", user=steward, source=ProposalSource.STEWARD)
    with pytest.raises(NotAllowed):
        decide(session, proposal, accepted={"name"}, state=YES, by=steward, at=at)


@pytest.mark.requirement("A032")
def test_an_area_steward_decides_in_their_area_only(
    propose: Propose, area_steward: User, organization: Organization, session: Session, at: datetime
) -> None:
    elsewhere = make.service(session, "Far away", organization_id=organization.id)
    make.held_at(session, elsewhere, make.location(session, 53.3, -1.1, district_code="E07000171"))
    far = propose(elsewhere, name="Further")
    with pytest.raises(NotVisible):
        decide(session, far, accepted={"name"}, state=YES, by=area_steward, at=at)
    near = propose(name="Nearer")
    decide(session, near, accepted={"name"}, state=YES, by=area_steward, at=at)
    assert near.state is YES


def test_a_provider_decides_nothing(propose: Propose, other_provider: User, session: Session, at: datetime) -> None:
    with pytest.raises(NotVisible):
        decide(session, propose(name="x"), accepted={"name"}, state=YES, by=other_provider, at=at)


def test_a_field_that_moved_on_is_refused_until_the_steward_has_seen_it(
    propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat", summary="Pie.")
    write_content(session, lunch, {"name": "Luncheon"}, by="user:8", at=at)
    with pytest.raises(EditedMeanwhile) as refusal:
        decide(session, proposal, accepted={"name", "summary"}, state=YES, by=steward, at=at)
    assert [(clash.before, clash.now, clash.wanted) for clash in refusal.value.clashes] == [
        ("Lunch club", "Luncheon", "Lunch and chat")
    ]
    stale = Seen(version=lunch.version - 1)
    with pytest.raises(EditedMeanwhile):
        decide(session, proposal, accepted={"summary"}, state=YES, reason="x", by=steward, at=at, seen=stale)
    now = Seen(version=lunch.version)
    decide(session, proposal, accepted={"name", "summary"}, state=YES, by=steward, at=at, seen=now)
    assert read_content(session, lunch.id)["name"] == "Lunch and chat"


def test_a_change_of_another_field_meanwhile_is_no_conflict_and_stays(
    propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat")
    write_content(session, lunch, {"summary": "Stew."}, by="user:8", at=at)
    decide(session, proposal, accepted={"name"}, state=YES, by=steward, at=at)
    assert read_content(session, lunch.id)["summary"] == "Stew."


def test_a_new_listing_is_published_with_its_first_version(steward: User, session: Session, at: datetime) -> None:
    content = {"name": "Knitters", "summary": "Wool."}
    proposal = propose_change(session, service=None, content=content, source=ProposalSource.RESIDENT, at=at)
    made = decide(session, proposal, accepted=set(proposal.changes), state=YES, by=steward, at=at)
    assert made is not None
    assert (made.listing_status, proposal.target_id) == (ListingStatus.PUBLISHED, made.id)
    assert len(versions_of(session, made.id)) == 1
    assert proposal.is_new


def test_a_new_listing_counts_as_confirmed_by_those_who_run_it_only_if_they_are_known(
    steward: User, provider: User, other_provider: User, organization: Organization, session: Session, at: datetime
) -> None:
    content = {"name": "Knitters", "organization": {"id": str(organization.id), "name": organization.name}}
    for source, user, method in (
        (ProposalSource.PROVIDER, provider, "provider_confirmed"),
        (ProposalSource.PROVIDER, other_provider, "user_report"),
        (ProposalSource.PROVIDER, None, "user_report"),
        (ProposalSource.RESIDENT, None, None),
    ):
        proposal = propose_change(session, service=None, content=content, source=source, user=user, at=at)
        made = decide(session, proposal, accepted=set(content), state=YES, by=steward, at=at)
        assert made is not None
        assert made.verification_method == method


def test_a_charge_that_breaks_the_law_is_held_until_it_was_looked_into(
    steward: User, session: Session, at: datetime
) -> None:
    make.term(session, "needs", "recover.reablement", "Reablement")
    content = {"name": "Back on your feet", "commissioning_status": "council_direct", "needs": ["recover.reablement"],
               "costs": [{"cost_type": "fixed", "amount": "20"}]}  # fmt: skip
    proposal = propose_change(session, service=None, content=content, source=ProposalSource.PROVIDER, at=at)
    fields = set(proposal.changes)
    with pytest.raises(RuleBroken, match="free for up to 6 weeks"):
        decide(session, proposal, accepted=fields, state=YES, by=steward, at=at)
    looked = Seen(charges_checked=True)
    assert decide(session, proposal, accepted=fields, state=YES, by=steward, at=at, seen=looked) is not None


def test_what_went_live_at_once_is_put_back_afterwards(
    propose: Propose, provider: User, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    trust(provider)
    proposal = propose(alert="Send money", phones=PHONES)
    review_after(session, proposal, taken_back={"alert"}, reason="Alerts are about the listing", by=steward, at=at)
    read = read_content(session, lunch.id)
    assert (read["alert"], read["phones"]) == (None, PHONES)
    assert (proposal.state, proposal.decisions) == (
        ProposalState.PARTLY_APPROVED,
        {"alert": "taken_back", "phones": "accepted"},
    )


def test_a_terminal_cannot_add_what_it_does_not_show(propose: Propose, session: Session, at: datetime) -> None:
    with pytest.raises(RuleBroken, match="Open it in the queue"):
        decide_proposal(session, propose(name="x"), state=YES, reason="Fine", by="terminal:ann", at=at)


def test_a_steward_who_keeps_the_listing_too_still_cannot_decide_their_own(
    propose: Propose, steward: User, organization: Organization, session: Session, at: datetime
) -> None:
    people.member(session, steward, organization.id)
    with pytest.raises(NotAllowed):
        decide(session, propose(name="x", user=steward), accepted={"name"}, state=YES, by=steward, at=at)

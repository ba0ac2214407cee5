"""A steward reads a change field by field and decides; words survive whatever goes wrong."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.accounts.models import User
from directory.listings.editing import read_content, write_content
from directory.listings.models import Location, Service
from directory.moderation.proposals import (
    ChangeProposal,
    ProposalSource,
    ProposalState,
    decide,
    propose_change,
    return_with_question,
)
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories.accounts import trust
from tests.moderation.proposals.conftest import Propose
from tests.moderation.proposals.test_proposing import PHONES
from tests.page import Page, SentForm


def at_page(proposal: ChangeProposal) -> str:
    return f"/staff/proposals/{proposal.id}"


def the_form(page: Page) -> SentForm:
    """The form about the proposal, whatever else the page can send."""
    return next(form for form in page.forms if form.action.startswith("/staff/proposals/"))


def send(client: CheckedClient, address: str, values: dict[str, Any] | None = None) -> TestResponse:
    """Open a proposal and send its form."""
    form = the_form(client.page(address))
    assert set(values or {}) <= form.names
    return client.post(form.action, data=form.values | (values or {}), token=False)


def test_before_and_after_are_read_in_words(client: CheckedClient, propose: Propose, steward: User) -> None:
    proposal = propose(name="Lunch and chat", phones=PHONES)
    client.sign_in(steward)
    page = client.page(at_page(proposal))
    assert page.h1 == "Lunch club"
    for words in ("Lunch club", "Lunch and chat", "0115 496 0123", "Nothing said", "The people who run it"):
        assert words in page.text
    assert "{" not in page.text


def test_what_is_ticked_is_added_and_the_rest_is_not(
    client: CheckedClient, propose: Propose, steward: User, lunch: Service, session: Session
) -> None:
    proposal = propose(name="Lunch and chat", phones=PHONES)
    client.sign_in(steward)
    answer = send(client, at_page(proposal), {"accepted": ["phones"], "reason": "The sign says Lunch club"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/queue?done=partly_approved")
    read = read_content(session, lunch.id)
    assert (read["name"], read["phones"]) == ("Lunch club", PHONES)
    assert "Added in part" in client.page("/staff/queue?done=partly_approved").text


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("rejected", ProposalState.REJECTED), ("returned", ProposalState.RETURNED)],
)
def test_rejected_or_sent_back_with_a_reason(
    client: CheckedClient, propose: Propose, steward: User, session: Session, outcome: str, state: ProposalState
) -> None:
    proposal = propose(name="Lunch and chat")
    client.sign_in(steward)
    refused = send(client, at_page(proposal), {"outcome": outcome})
    assert refused.status_code == 422
    assert Page(refused.text).errors[0].startswith("Enter")
    assert send(client, at_page(proposal), {"outcome": outcome, "reason": "Which name?"}).status_code == 303
    session.refresh(proposal)
    assert (proposal.state, proposal.reason) == (state, "Which name?")
    assert "Which name?" in client.page(f"/changes/{proposal.reference}").text


def test_a_change_made_meanwhile_is_shown_and_the_words_are_kept(
    client: CheckedClient, propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat", phones=PHONES)
    client.sign_in(steward)
    page = client.page(at_page(proposal))
    write_content(session, lunch, {"name": "Luncheon"}, by="user:8", at=at)
    sent = the_form(page).values | {"accepted": ["name"], "reason": "Half of it"}
    late = client.post(the_form(page).action, data=sent, token=False)
    assert late.status_code == 409
    shown = Page(late.text)
    for words in ("Lunch club", "Luncheon", "Lunch and chat", "This has changed since you opened it"):
        assert words in shown.text
    assert the_form(shown).values["reason"].strip() == "Half of it"
    assert read_content(session, lunch.id)["name"] == "Luncheon"
    again = client.post(the_form(shown).action, data=the_form(shown).values | {"accepted": ["name"]}, token=False)
    assert again.status_code == 303
    session.expire_all()
    assert read_content(session, lunch.id)["name"] == "Lunch and chat"


def test_a_field_that_moved_on_is_not_ticked_by_itself(
    client: CheckedClient, propose: Propose, steward: User, lunch: Service, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat")
    write_content(session, lunch, {"name": "Luncheon"}, by="user:8", at=at)
    client.sign_in(steward)
    page = client.page(at_page(proposal))
    assert "Changed meanwhile" in page.text
    assert "accepted" not in the_form(page).values


def test_what_a_colleague_decided_first_stays_and_the_words_are_shown(
    client: CheckedClient, propose: Propose, steward: User, session: Session
) -> None:
    proposal = propose(name="Lunch and chat")
    client.sign_in(steward)
    form = the_form(client.page(at_page(proposal)))
    proposal.state = ProposalState.REJECTED
    late = client.post(form.action, data=form.values | {"reason": "My words"}, token=False)
    assert late.status_code == 409
    assert "You had written: “My words”" in Page(late.text).text


def test_ones_own_proposal_is_read_but_not_decided(
    client: CheckedClient, propose: Propose, steward: User, session: Session
) -> None:
    proposal = propose(name="Lunch and chat", user=steward, source=ProposalSource.STEWARD)
    client.sign_in(steward)
    page = client.page(at_page(proposal))
    assert "Another steward decides about it" in page.text
    assert [form for form in page.forms if form.method == "post" and "decision" in form.action] == []
    assert client.post(f"{at_page(proposal)}/decision", data={"outcome": "approved"}).status_code == 403
    session.refresh(proposal)
    assert proposal.state is ProposalState.SUBMITTED


def test_a_new_listing_warns_of_namesakes_and_is_added(
    client: CheckedClient, lunch: Service, steward: User, session: Session, at: datetime
) -> None:
    place = {"name": "The Hall", "address_1": "1 High Street", "city": "Mansfield", "postal_code": "NG18 1AA",
             "latitude": 53.14, "longitude": -1.2}  # fmt: skip
    content = {"name": "The Lunch Club", "summary": "Soup.", "venues": [place]}
    proposal = propose_change(session, service=None, content=content, source=ProposalSource.RESIDENT, at=at)
    client.sign_in(steward)
    page = client.page(at_page(proposal))
    assert "Is it one of these?" in page.text
    assert send(client, at_page(proposal), {"accepted": sorted(proposal.changes)}).status_code == 303
    session.refresh(proposal)
    assert client.get(f"/listings/{proposal.target_id}").status_code == 200


def test_a_charge_that_breaks_the_law_is_ticked_before_it_is_added(
    client: CheckedClient, propose: Propose, lunch: Service, steward: User, session: Session, at: datetime
) -> None:
    make.term(session, "needs", "recover.reablement", "Reablement")
    proposal = propose(costs=[{"cost_type": "fixed", "amount": "20"}])
    told = {"commissioning_status": "council_direct", "needs": ["recover.reablement"]}
    write_content(session, lunch, told, by="user:8", at=at)
    client.sign_in(steward)
    refused = send(client, at_page(proposal), {"accepted": ["costs"]})
    assert refused.status_code == 422
    assert "free for up to 6 weeks" in Page(refused.text).errors[0]
    form = the_form(Page(refused.text))
    assert client.post(form.action, data=form.values | {"charges_checked": "y"}, token=False).status_code == 303


def test_what_went_live_at_once_is_looked_at(
    client: CheckedClient, propose: Propose, provider: User, steward: User, lunch: Service, session: Session
) -> None:
    trust(provider)
    proposal = propose(alert="Send money")
    client.sign_in(steward)
    assert "Live at once" in client.page("/staff/queue").text
    answer = send(client, at_page(proposal), {"taken_back": ["alert"], "reason": "Not for alerts"})
    assert answer.status_code == 303
    session.expire_all()
    assert read_content(session, lunch.id)["alert"] is None


@pytest.mark.parametrize(("tick", "theirs"), [({}, "1 High Street"), ({"changes_place": "y"}, "9 New Road")])
def test_a_place_that_others_share_changes_for_them_only_when_the_steward_says_so(
    client: CheckedClient, propose: Propose, lunch: Service, steward: User, session: Session, tick: dict[str, str],
    theirs: str,
) -> None:  # fmt: skip
    (venue,) = read_content(session, lunch.id)["venues"]
    other = make.service(session, "Bowls")
    make.held_at(session, other, session.get_one(Location, UUID(venue["location_id"])))
    proposal = propose(venues=[venue | {"address_1": "9 New Road"}])
    client.sign_in(steward)
    assert "1 other listing is at this place" in client.page(at_page(proposal)).text
    assert send(client, at_page(proposal), {"accepted": ["venues"], **tick}).status_code == 303
    session.expire_all()
    assert read_content(session, lunch.id)["venues"][0]["address_1"] == "9 New Road"
    assert read_content(session, other.id)["venues"][0]["address_1"] == theirs


def test_a_picture_is_seen_before_it_is_added(client: CheckedClient, propose: Propose, steward: User) -> None:
    name = "0" * 32 + ".jpg"
    proposal = propose(picture={"file": name, "alt": "A table with cups"})
    client.sign_in(steward)
    page = client.page(at_page(proposal))
    assert f"/pictures/{name}" in page.html
    assert "A table with cups" in page.text


def test_strangers_find_nothing_and_providers_may_not(
    client: CheckedClient, propose: Propose, provider: User, area_steward: User, steward: User, session: Session
) -> None:
    proposal = propose(name="Lunch and chat")
    assert client.get(at_page(proposal)).status_code == 303
    client.sign_in(provider)
    assert client.get(at_page(proposal)).status_code == 403
    client.sign_in(steward)
    assert client.get(f"/staff/proposals/{uuid4()}").status_code == 404
    client.sign_in(area_steward)
    assert client.get(at_page(proposal)).status_code == 200
    area_steward.grants[0].area_code = "E07000171"
    assert client.get(at_page(proposal)).status_code == 404


def test_whoever_suggested_something_new_reads_a_question_and_then_that_it_is_there(
    client: CheckedClient, steward: User, session: Session, at: datetime
) -> None:
    content = {"name": "Knitters", "summary": "Wool."}
    proposal = propose_change(session, service=None, content=content, source=ProposalSource.RESIDENT, at=at)
    return_with_question(session, proposal, question="Which days?", by=steward, at=at)
    assert "Which days?" in client.page(f"/suggestions/{proposal.reference}").text
    decide(session, proposal, accepted=set(proposal.changes), state=ProposalState.APPROVED, by=steward, at=at)
    page = client.page(f"/suggestions/{proposal.reference}")
    assert "It is in the directory now" in page.text
    assert "See Knitters" in page.text


def test_the_answer_for_the_sender_names_fields_and_no_values(client: CheckedClient, propose: Propose) -> None:
    proposal = propose(name="Lunch and chat")
    page = client.page(f"/changes/{proposal.reference}")
    assert "Name" in page.text
    assert "Lunch and chat" not in page.text
    assert client.get("/changes/CH-2222-2222").status_code == 404

"""A steward asks back; whoever sent it answers on the page of their reference, without an account."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.jobs.registry import HANDLERS
from directory.moderation.proposals import (
    ChangeProposal,
    ProposalSource,
    ProposalState,
    propose_change,
    return_with_question,
)
from directory.notifications.outbox import deliver
from tests.client import CheckedClient
from tests.moderation.conftest import Send
from tests.moderation.proposals.conftest import Propose
from tests.page import Page


@pytest.fixture
def asked(session: Session, steward: User, at: datetime) -> ChangeProposal:
    """A new listing about which a steward asks something."""
    content = {"name": "Knitters", "summary": "Wool."}
    proposal = propose_change(session, service=None, content=content, source=ProposalSource.RESIDENT, at=at)
    return_with_question(session, proposal, question="Which days?", by=steward, at=at)
    return proposal


def test_the_answer_goes_back_into_the_queue_and_the_steward_reads_it(
    send: Send, asked: ChangeProposal, client: CheckedClient, steward: User, session: Session
) -> None:
    answer = send(f"/suggestions/{asked.reference}", {"words": "Mondays"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/suggestions/{asked.reference}")
    session.refresh(asked)
    assert asked.state is ProposalState.SUBMITTED
    client.sign_in(steward)
    page = client.page(f"/staff/proposals/{asked.id}")
    assert "A steward asked: Which days?" in page.text
    assert "They answered: Mondays" in page.text


def test_an_empty_answer_is_422_and_a_second_one_comes_too_late(
    send: Send, asked: ChangeProposal, client: CheckedClient, session: Session, at: datetime
) -> None:
    empty = send(f"/suggestions/{asked.reference}", {"words": ""})
    assert empty.status_code == 422
    assert Page(empty.text).errors == ["Enter your answer"]
    asked.state = ProposalState.SUBMITTED
    session.commit()
    form = next(form for form in Page(empty.text).forms if form.action.endswith("/answers"))
    with clock.stopped_at(at + timedelta(minutes=1)):
        late = client.post(form.action, data=form.values | {"words": "Mondays"}, token=False)
    assert late.status_code == 409


def test_a_change_is_answered_in_the_same_way(
    send: Send, propose: Propose, steward: User, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat")
    return_with_question(session, proposal, question="Is that the whole name?", by=steward, at=at)
    assert send(f"/changes/{proposal.reference}", {"words": "Yes"}).headers["Location"].startswith("/changes/CH-")


def test_the_letter_says_that_there_is_a_question_and_where_but_not_what(
    app: Flask, propose: Propose, provider: User, steward: User, session: Session, at: datetime
) -> None:
    proposal = propose(name="Lunch and chat")
    return_with_question(session, proposal, question="Is that the whole name?", by=steward, at=at)
    session.commit()
    deliver(session, HANDLERS, at=at)
    (letter,) = app.extensions["mailman"].outbox
    assert letter.to == [provider.email]
    assert letter.subject == f"A question about what you sent: {proposal.reference}"
    assert f"https://waypost.test/changes/{proposal.reference}" in letter.body
    assert not [words for words in ("Lunch", "whole name") if words in letter.body]


def test_nobody_answers_without_the_reference(client: CheckedClient) -> None:
    assert client.post("/changes/SG-2222-2222/answers", data={"words": "x"}).status_code == 404

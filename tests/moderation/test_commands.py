"""A steward reads and answers from a terminal, and the reporter hears back."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.jobs.registry import HANDLERS
from directory.listings.models import Service
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.models import Concern
from directory.moderation.concerns.operations import raise_concern
from directory.moderation.messages import HANDLERS as OURS
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.suggestions.codes import Connection
from directory.moderation.suggestions.operations import Suggestion, suggest_listing
from directory.notifications.outbox import deliver
from tests.client import CheckedClient


def run(app: Flask, *args: str) -> tuple[int, str]:
    """The exit code and everything that was written."""
    result = app.test_cli_runner().invoke(args=["inbox", *args])
    return result.exit_code, result.output


@pytest.fixture
def concern(session: Session, tea: Service, at: datetime) -> Concern:
    made = raise_concern(
        session, service=tea, kind=ConcernKind.CLOSED, text="Shut for good", email="ann@example.org", at=at
    )
    session.commit()
    return made


@pytest.fixture
def suggestion(session: Session, at: datetime) -> ChangeProposal:
    made = suggest_listing(
        session,
        suggestion=Suggestion("Knitters", "Wool", "Library", "Turn up"),
        connection=Connection.USER,
        email="bob@example.org",
        at=at,
    )
    session.commit()
    return made


def test_the_list_shows_what_waits(app: Flask, concern: Concern, suggestion: ChangeProposal) -> None:
    code, said = run(app, "list")
    assert code == 0
    assert concern.reference in said
    assert suggestion.reference in said


def test_an_empty_inbox_says_so(app: Flask, session: Session) -> None:
    assert "Nothing waits." in run(app, "list")[1]


def test_an_address_is_shown_only_when_asked_for(app: Flask, concern: Concern) -> None:
    said = run(app, "show", concern.reference.lower().replace("-", " "))[1]
    assert "Shut for good" in said
    assert "ann@example.org" not in said
    assert "ann@example.org" in run(app, "show", concern.reference, "--show-email")[1]


def test_the_reporter_hears_that_there_is_an_answer_and_where_but_not_what(
    app: Flask, session: Session, client: CheckedClient, concern: Concern, at: datetime
) -> None:
    reference = concern.reference
    assert run(app, "close", reference, "--outcome", "Moved to Thursday; the listing is put right")[0] == 0
    deliver(session, HANDLERS, at=at)
    letters = app.extensions["mailman"].outbox
    (answer,) = [letter for letter in letters if letter.to == ["ann@example.org"]]
    assert reference in answer.subject
    assert f"https://waypost.test/concerns/{reference}" in answer.body
    assert not [secret for secret in ("Tea on Tuesdays", "Shut", "Thursday", "ann") if secret in answer.body]
    page = client.page(f"/concerns/{reference}")
    assert page.h1 == "What we found"
    assert "Moved to Thursday" in page.text


def test_the_letter_to_stewards_holds_a_reference_and_a_kind_only(
    app: Flask, session: Session, concern: Concern, at: datetime
) -> None:
    deliver(session, HANDLERS, at=at)
    (letter,) = app.extensions["mailman"].outbox
    assert letter.to == [app.extensions["waypost_settings"].council_email]
    assert concern.reference in letter.body
    assert not [secret for secret in ("ann@example.org", "Shut", "Tea on Tuesdays") if secret in letter.body]


def test_every_topic_of_this_feature_has_a_handler_at_work() -> None:
    assert OURS.items() <= HANDLERS.items()


def test_a_suggestion_is_decided_and_its_sender_hears(
    app: Flask, session: Session, client: CheckedClient, suggestion: ChangeProposal, at: datetime
) -> None:
    reference = suggestion.reference
    assert run(app, "close", reference, "--outcome", "Already there", "--state", "superseded")[0] == 0
    session.expire_all()
    assert session.scalars(select(ChangeProposal)).one().state is ProposalState.SUPERSEDED
    deliver(session, HANDLERS, at=at)
    (answer,) = [letter for letter in app.extensions["mailman"].outbox if letter.to == ["bob@example.org"]]
    assert f"https://waypost.test/suggestions/{reference}" in answer.body
    assert "Already there" in client.page(f"/suggestions/{reference}").text


def test_a_suggestion_needs_a_decision(app: Flask, suggestion: ChangeProposal) -> None:
    code, said = run(app, "close", suggestion.reference, "--outcome", "Fine")
    assert code == 1
    assert "--state" in said


def test_what_was_answered_cannot_be_answered_again(app: Flask, concern: Concern) -> None:
    reference = concern.reference
    run(app, "close", reference, "--outcome", "Done")
    code, said = run(app, "close", reference, "--outcome", "Done again")
    assert code == 1
    assert "was already answered" in said


@pytest.mark.parametrize(
    ("typed", "sentence"), [("nonsense", "Write the reference as"), ("CN-2222-2222", "Nothing has")]
)
def test_a_wrong_reference_is_told_in_words(app: Flask, session: Session, typed: str, sentence: str) -> None:
    code, said = run(app, "show", typed)
    assert code == 1
    assert sentence in said


def test_an_empty_outcome_is_refused(app: Flask, concern: Concern) -> None:
    code, said = run(app, "close", concern.reference, "--outcome", "  ")
    assert code == 1
    assert "Enter what was found" in said

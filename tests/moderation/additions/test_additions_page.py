"""The report of new listings by who told of them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.moderation.additions.queries import by_source
from directory.moderation.proposals import ProposalSource, ProposalState, decide, propose_change
from tests.client import CheckedClient


@pytest.fixture
def sent(session: Session, steward: User, at: datetime) -> None:
    """Two from connectors, of which one was added; one from a resident a year and a half ago."""
    first = propose_change(
        session, service=None, content={"name": "Knitters"}, source=ProposalSource.CONNECTOR, connection="council",
        department="Leisure", at=at,
    )  # fmt: skip
    decide(session, first, accepted=set(first.changes), state=ProposalState.APPROVED, by=steward, at=at)
    propose_change(session, service=None, content={"name": "Readers"}, source=ProposalSource.CONNECTOR, at=at)
    long_ago = at - timedelta(days=500)
    propose_change(session, service=None, content={"name": "Old"}, source=ProposalSource.RESIDENT, at=long_ago)


@pytest.mark.requirement("A029")
def test_new_listings_are_counted_by_source(
    client: CheckedClient, sent: None, steward: User, session: Session, at: datetime
) -> None:
    (count,) = by_source(session, at - timedelta(days=90))
    assert (count.source, count.sent, count.added, count.waiting, count.others) == (
        ProposalSource.CONNECTOR, 2, 1, 1, 0,
    )  # fmt: skip
    client.sign_in(steward)
    page = client.page("/staff/additions")
    for words in ("A connector or link worker", "Knitters", "I work for the council, in another team, Leisure"):
        assert words in page.text


def test_nothing_new_is_said_in_words_and_others_are_kept_out(
    client: CheckedClient, steward: User, provider: User
) -> None:
    assert client.get("/staff/additions").status_code == 303
    client.sign_in(provider)
    assert client.get("/staff/additions").status_code == 403
    client.sign_in(steward)
    assert "Nobody told of anything new in 30 days" in client.page("/staff/additions?days=30").text

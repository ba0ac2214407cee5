"""What somebody here has edited is not written over: the feed's change waits for a steward."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.editing import read_content, write_content
from directory.listings.models import Service
from directory.moderation.proposals import ChangeProposal, ProposalSource, ProposalState, decide
from tests.openreferral.builders import bring_in, lines, service


def the_listing(session: Session) -> Service:
    return session.scalars(select(Service).where(Service.external_id == "service-1")).one()


def test_an_edited_listing_is_left_and_the_change_waits(
    words: Session, steward: User, at: datetime, tmp_path: Path
) -> None:
    bring_in(words, lines(tmp_path / "one.ndjson", [service(1), service(2)]), at)
    listing = the_listing(words)
    write_content(words, listing, {"name": "As the sign says"}, by="user:7", at=at)
    seen = listing.version
    newer = service(1) | {"name": "Renamed by the feed", "description": "Other words"}
    outcome = bring_in(words, lines(tmp_path / "two.ndjson", [newer, service(2)]), at + timedelta(days=1))
    assert (outcome.counts["held"], outcome.counts["changed"], outcome.counts["unchanged"]) == (1, 0, 1)
    read = read_content(words, listing.id)
    assert (read["name"], the_listing(words).version) == ("As the sign says", seen)
    proposal = words.scalars(select(ChangeProposal)).one()
    assert (proposal.source, proposal.proposer) == (ProposalSource.IMPORT, "import:feed")
    assert proposal.changes["name"] == {"before": "As the sign says", "after": "Renamed by the feed"}
    assert proposal.changes["description"]["after"] == "Other words"
    decide(
        words, proposal, accepted={"description"}, state=ProposalState.APPROVED, reason="Name as it is", by=steward,
        at=at,
    )  # fmt: skip
    read = read_content(words, listing.id)
    assert (read["name"], read["description"]) == ("As the sign says", "Other words")


def test_what_only_we_changed_is_not_proposed_back(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "one.ndjson", [service(1)]), at)
    write_content(words, the_listing(words), {"name": "As the sign says"}, by="user:7", at=at)
    newer = service(1) | {"description": "Other words"}
    bring_in(words, lines(tmp_path / "two.ndjson", [newer]), at + timedelta(days=1))
    assert set(words.scalars(select(ChangeProposal)).one().changes) == {"description", "summary"}


def test_the_same_list_again_proposes_nothing_and_a_newer_one_replaces_what_waits(
    words: Session, at: datetime, tmp_path: Path
) -> None:
    bring_in(words, lines(tmp_path / "one.ndjson", [service(1)]), at)
    write_content(words, the_listing(words), {"name": "As the sign says"}, by="user:7", at=at)
    for day, told in enumerate(("Second", "Second", "Third"), start=1):
        newer = service(1) | {"description": told}
        bring_in(words, lines(tmp_path / f"{day}.ndjson", [newer]), at + timedelta(days=day))
    query = select(ChangeProposal).order_by(ChangeProposal.created_at)
    assert [(row.state, row.changes["description"]["after"]) for row in words.scalars(query)] == [
        (ProposalState.SUPERSEDED, "Second"),
        (ProposalState.SUBMITTED, "Third"),
    ]


def test_a_listing_nobody_edited_is_written_as_before(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "one.ndjson", [service(1)]), at)
    outcome = bring_in(words, lines(tmp_path / "two.ndjson", [service(1) | {"name": "Renamed"}]), at)
    assert (outcome.counts["held"], the_listing(words).name) == (0, "Renamed")

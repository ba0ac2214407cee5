"""Pictures that belong to nothing go; those that anything can still lead to stay."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from directory.listings.editing import write_content
from directory.listings.editing.pictures import FOLDER
from directory.moderation.proposals import ChangeProposal, ProposalSource, ProposalState, propose_change
from directory.moderation.submission.forgetting import forget_pictures
from directory.moderation.submission.operations import save_step, start_draft
from directory.settings import Settings
from tests.factories import listings as factory

NAME = f"{7:032x}.jpg"
PICTURE = {"picture": {"file": NAME, "alt": "Six people having tea"}}
Hold = Callable[[Session, datetime], object]


@pytest.fixture
def picture(settings: Settings, at: datetime) -> Path:
    """A picture that was written three days ago."""
    path = Path(settings.data_dir) / FOLDER / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"a picture")
    written = (at - timedelta(days=3)).timestamp()
    os.utime(path, (written, written))
    return path


def in_draft(session: Session, at: datetime) -> None:
    draft = start_draft(session, asset_type="group", user=None, at=at)
    save_step(session, draft, "picture", {"file": NAME, "alt": "Tea"}, seen=0, is_done=True, at=at)


def in_proposal(session: Session, at: datetime) -> ChangeProposal:
    content = {"name": "Tea", **PICTURE}
    return propose_change(session, service=None, content=content, source=ProposalSource.RESIDENT, at=at)


def in_listing(session: Session, at: datetime) -> None:
    factory.service(session, "Tea").picture = NAME


def in_history(session: Session, at: datetime) -> None:
    listing = factory.service(session, "Tea")
    write_content(session, listing, PICTURE, by="resident", at=at, why="")
    write_content(session, listing, {"picture": None}, by="resident", at=at, why="")


@pytest.mark.parametrize("hold", [in_draft, in_proposal, in_listing, in_history])
def test_what_something_leads_to_stays(session: Session, at: datetime, picture: Path, hold: Hold) -> None:
    hold(session, at)
    session.commit()
    assert forget_pictures(session, at) == "0 pictures forgotten"
    assert picture.exists()


def test_what_was_not_added_goes(session: Session, at: datetime, picture: Path) -> None:
    in_proposal(session, at).state = ProposalState.REJECTED
    session.commit()
    assert forget_pictures(session, at) == "1 pictures forgotten"
    assert not picture.exists()
    assert forget_pictures(session, at) == "0 pictures forgotten"


def test_what_was_just_written_is_left_alone(session: Session, at: datetime, picture: Path) -> None:
    assert forget_pictures(session, at - timedelta(days=2)) == "0 pictures forgotten"
    assert picture.exists()

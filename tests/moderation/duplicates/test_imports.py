"""A list that comes again brings neither a second listing nor a joined one back."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.duplicates.models import DuplicatePair
from tests.moderation.duplicates.conftest import Joining, look
from tests.openreferral.builders import bring_in, lines, service
from tests.openreferral.conftest import words as words


@pytest.mark.requirement("A030")
def test_the_same_list_twice_makes_no_duplicates(words: Session, at: datetime, tmp_path: Path) -> None:
    path = lines(tmp_path / "list.ndjson", [service(number) for number in range(1, 4)])
    bring_in(words, path, at)
    look(words, at)
    before = words.scalar(select(func.count()).select_from(DuplicatePair))
    bring_in(words, path, at + timedelta(hours=1))
    look(words, at + timedelta(days=7))
    assert words.scalar(select(func.count()).select_from(Service)) == 3
    assert words.scalar(select(func.count()).select_from(DuplicatePair)) == before


@pytest.mark.requirement("A041")
def test_a_joined_listing_stays_joined_when_its_list_comes_again(
    words: Session, join: Joining, shed: Service, at: datetime, tmp_path: Path
) -> None:
    bring_in(words, lines(tmp_path / "a.ndjson", [service(1)]), at)
    brought = words.scalars(select(Service).where(Service.external_id == "service-1")).one()
    join(shed, brought)
    words.commit()
    bring_in(words, lines(tmp_path / "b.ndjson", [service(1, name="Another name")]), at + timedelta(days=1))
    words.refresh(brought)
    assert brought.listing_status is ListingStatus.ARCHIVED

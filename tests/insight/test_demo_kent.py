"""Kent in the demonstration: a year of calls that tells a story, and of nobody."""

from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.insight import demo_kent
from directory.insight.demo_kent import GAP, NEEDS, RUNG, SWALE, fill_kent
from directory.needs.models import UnmetNeed
from directory.referrals.models import Conversation
from directory.taxonomy.models import TaxonomyTerm
from tests.factories import listings as make
from tests.insight import land

#: Two districts of Kent from which nobody has rung.
SILENT = ("E07000111", "E07000116")
pytestmark = pytest.mark.usefixtures("listed")


@pytest.fixture
def listed(session: Session, at: datetime) -> None:
    for number, need in enumerate(NEEDS):
        make.term(session, "needs", need, need, position=number)
    for number, district in enumerate((*RUNG, *SILENT)):
        land.small_area(session, f"E0100{number:04d}", f"E0500{number:04d}", 1_500, district_code=district)
    session.flush()


def test_the_gap_stands_out_and_some_districts_are_silent(session: Session, at: datetime) -> None:
    fill_kent(session, at=at)
    session.flush()
    missed = Counter((flag.district_code, flag.need) for flag in session.query(UnmetNeed))
    assert missed.most_common(1)[0][0] == (SWALE, GAP)
    assert missed[SWALE, GAP] >= 15
    rang = {talk.district_code for talk in session.query(Conversation)}
    assert rang == set(RUNG)


def test_it_names_nobody_and_nothing_is_to_come(session: Session, at: datetime) -> None:
    fill_kent(session, at=at)
    for talk in session.query(Conversation):
        assert (talk.person_id, talk.navigator_id, talk.team_id, talk.note) == (None,) * 4
        assert talk.at <= at
    assert all(flag.words is None and flag.lsoa_code for flag in session.query(UnmetNeed))


def test_it_is_written_once(session: Session, at: datetime) -> None:
    fill_kent(session, at=at)
    fill_kent(session, at=at)
    assert session.query(Conversation).count() == demo_kent.CALLS


def test_without_the_need_there_is_no_story_to_tell(session: Session, at: datetime) -> None:
    session.execute(update(TaxonomyTerm).where(TaxonomyTerm.code == GAP).values(code="other.need"))
    fill_kent(session, at=at)
    assert session.query(Conversation).count() == 0

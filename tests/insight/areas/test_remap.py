"""Councils that are reorganised: what was counted goes along, and nothing is lost."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area, AreaSuccession, AreaType
from directory.insight.areas.remap import rehearse, remap
from directory.insight.facts.counting import recount
from directory.insight.models import InsightFact, SmallArea
from directory.needs.models import UnmetNeed
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight import land

NEW = "E06000099"


@pytest.fixture(autouse=True)
def _reorganised(session: Session, at: datetime) -> None:
    """Mansfield and Bassetlaw become one council on New Year's Day; flags and searches were counted before."""
    land.county(session)
    land.missing(session, at, land.LADYBROOK, 5)
    land.missing(session, at, land.WORKSOP, 3)
    land.missing(session, at, land.WORKSOP, 2, ward_code=None)
    recount(session, at=at)
    square = [[-2.0, 52.0], [-0.5, 52.0], [-0.5, 54.0], [-2.0, 54.0], [-2.0, 52.0]]
    new = make.area(session, NEW, "North Nottinghamshire", AreaType.UNITARY)
    new.geometry, new.valid_from = {"type": "Polygon", "coordinates": [square]}, date(2026, 1, 1)
    for code in (land.MANSFIELD, land.BASSETLAW):
        old = session.scalars(select(Area).where(Area.code == code)).one()
        old.valid_to = date(2026, 1, 1)
        session.add(AreaSuccession(predecessor_id=old.id, successor_id=new.id, on_date=date(2026, 1, 1)))
    session.flush()


def councils(session: Session) -> set[str | None]:
    return {
        *session.scalars(select(SmallArea.district_code)),
        *session.scalars(select(UnmetNeed.district_code)),
        *session.scalars(select(InsightFact.district_code)),
    }


def test_a_preview_says_what_moves_and_changes_nothing(session: Session, at: datetime) -> None:
    before = councils(session)
    told = rehearse(session, at=at)
    assert {(each.before, each.after, each.small_areas, each.flags) for each in told.moved} == {
        (land.MANSFIELD, NEW, 2, 1),
        (land.BASSETLAW, NEW, 1, 2),
    }
    assert councils(session) == before


@pytest.mark.requirement("A134")
def test_totals_by_old_and_by_new_councils_are_the_same(session: Session, at: datetime) -> None:
    planned = rehearse(session, at=at)
    done = remap(session, by="user:test", at=at)
    assert done == planned
    assert (done.flags, done.people) == (10, 40_000)
    assert councils(session) == {NEW, land.RUSHCLIFFE}
    facts = session.scalars(select(InsightFact)).all()
    assert sum(fact.amount for fact in facts) == done.counted


def test_counting_anew_keeps_what_was_moved(session: Session, at: datetime) -> None:
    remap(session, by="user:test", at=at)
    before = sum(session.scalars(select(InsightFact.amount)))
    recount(session, at=at)
    assert sum(session.scalars(select(InsightFact.amount))) == before
    assert councils(session) == {NEW, land.RUSHCLIFFE}


def test_once_moved_there_is_nothing_left_to_move(session: Session, at: datetime) -> None:
    remap(session, by="user:test", at=at)
    assert remap(session, by="user:test", at=at).moved == ()


def test_the_address_of_a_council_that_ended_leads_to_what_it_became(
    client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    remap(session, by="user:test", at=at)
    client.sign_in(commissioner)
    answer = client.get(f"/insight?area={land.MANSFIELD}")
    assert answer.status_code == 301
    assert f"area={NEW}" in answer.location
    assert "North Nottinghamshire" in client.page(answer.location).text

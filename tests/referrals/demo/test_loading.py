"""The demonstration's year in a database: written once, with inboxes, and the code of a self-referral said aloud."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.demo import SOUTH, TEAMS, load_people
from directory.accounts.models import Team, User
from directory.listings.codes import ReferralRoute
from directory.referrals.demo import year
from directory.referrals.demo.loading import SILENT, fill_year
from directory.referrals.demo.neighbourhoods import MANSFIELD
from directory.referrals.models import Person, Referral, ReferralInbox
from directory.referrals.people.marks import find_people
from directory.referrals.referring.receipt_codes import code_of, referral_by_code
from tests.factories import listings as make

KEY = "k" * 40


@pytest.fixture
def listed(session: Session) -> None:
    """Two things in Mansfield that take referrals: the provider's, and one that never answers."""
    hall = make.location(session, 53.14, -1.2, district_code=MANSFIELD)
    need = make.term(session, "needs", "connect.befriending", "Company")
    for key in ("red-card", SILENT):
        by = make.organization(session, key)
        listing = make.service(
            session, key, organization=by, external_id=key, source="demo", referral_route=ReferralRoute.WAYPOST
        )
        make.held_at(session, listing, hall)
        make.tag(session, listing, need)
        if key == "red-card":
            load_people(session, key=KEY, organization_id=by.id, at=listing.created_at)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small crowd is drawn by the same rules."""
    for name, number in (("PEOPLE", 40), ("NOBODY", 10), ("BY_PARTNER", 5), ("BY_THEMSELVES", 5)):
        monkeypatch.setattr(year, name, number)


def test_a_year_is_written_once_and_its_code_leads_to_the_referral(
    app: Flask, session: Session, listed: None, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_year(session, at=at)
    number = session.scalar(select(func.count()).select_from(Person))
    referral = session.scalars(select(Referral).where(Referral.reference == year.SELF_REFERENCE)).one()
    assert code_of(referral) in capsys.readouterr().out
    assert referral_by_code(session, code_of(referral), year.SELF_PHONE[-4:]) is referral
    fill_year(session, at=at)
    assert session.scalar(select(func.count()).select_from(Person)) == number
    assert code_of(referral) in capsys.readouterr().out


def test_people_are_found_by_name_and_whoever_takes_referrals_has_an_inbox(
    app: Flask, session: Session, listed: None, at: datetime
) -> None:
    fill_year(session, at=at)
    connie = next(user for user in session.scalars(select(User)) if user.name == "Connie Connector")
    somebody = session.scalars(select(Person).where(Person.navigator_id == connie.id).limit(1)).one()
    assert somebody in find_people(session, connie, somebody.name)
    assert session.scalar(select(func.count()).select_from(ReferralInbox)) == 1  # the other has an account


def test_the_teams_are_there_with_everybody_in_them(session: Session, listed: None) -> None:
    assert {team.name for team in session.scalars(select(Team))} == set(TEAMS)
    names = {user.name for user in session.scalars(select(User)) if user.team_member}
    assert {"Connie Connector", "Vera Volunteer", "Sue Supervisor", "Nora Connector"} <= names
    sol = next(user for user in session.scalars(select(User)) if user.name == "Sol Connector")
    assert sol.team_member is not None
    assert sol.team_member.team.name == SOUTH


def test_a_directory_without_listings_gets_nobody(app: Flask, session: Session, at: datetime) -> None:
    load_people(session, key=KEY, organization_id=None, at=at)
    fill_year(session, at=at)
    assert session.scalar(select(func.count()).select_from(Person)) == 0

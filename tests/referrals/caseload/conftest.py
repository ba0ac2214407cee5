"""A connector with somebody to help, and things to do for them by days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import FollowUp, Person
from tests.factories import listings as make
from tests.factories import referrals as people

Plan = Callable[..., FollowUp]


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    return make.service(session, "Tea on Tuesdays", organization=organization)


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(
        session, connector, "Edith Zzyzx", phone="01632 960417", safety={"leave_message": "no"},
        communication={"large_print": "18 point"}, address="3 Demonstration Row\nMansfield",
    )  # fmt: skip


@pytest.fixture
def plan(session: Session) -> Plan:
    """Put something on the list of somebody's connector, due so many days from today."""

    def planned(person: Person, days: int, kind: TaskKind = TaskKind.RING_BACK) -> FollowUp:
        due_on: date = clock.today() + timedelta(days=days)
        task = FollowUp(kind=kind, person_id=person.id, due_on=due_on, first_due_on=due_on)
        task.navigator_id, task.team_id = person.navigator_id, person.team_id
        session.add(task)
        session.flush()
        return task

    return planned

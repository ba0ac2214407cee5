"""Somebody with a mobile phone who asked to be reminded of the club on Tuesdays."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.referrals.codes.contact import Channel, ContactWay
from directory.referrals.codes.reminders import Every, PartOfDay
from directory.referrals.models import Person, PersonalReminder
from directory.referrals.reminding.operations import Wished, set_reminder
from tests.factories import referrals as people


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(session, connector, phone="07700 900222", safety={"times": "Weekday mornings"})


@pytest.fixture
def wished(at: datetime) -> Wished:
    """Every week from tomorrow on, a Tuesday, in the morning."""
    return Wished("Club at ten", ContactWay.MOBILE_TEXT, Every.WEEK, PartOfDay.MORNING, at.date() + timedelta(days=1))


@pytest.fixture
def reminder(session: Session, connector: User, edith: Person, wished: Wished, at: datetime) -> PersonalReminder:
    return set_reminder(session, edith, wished, channel=Channel.HOME_VISIT, by=connector, at=at)

"""When a listing opens, whoever waited for it is queued: by a task where they are known, else by a promise."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import Area
from directory.listings.codes import CapacityStatus, LinkType, ListingStatus
from directory.listings.models import Service, ServiceCapacity
from directory.needs.codes import FlagSource, FlagStatus, PromiseCause, PromiseState
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import ListingOpening, Promise, UnmetNeed
from directory.needs.promises.looking import look, look_again, settle
from directory.needs.promises.operations import erase_contacts, promise
from directory.referrals.agreement.ledger import Said, take_agreement
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind, TaskKind, ToldAnswer, UnmetReason
from directory.referrals.conversations.operations import add_action
from directory.referrals.following.operations import tell_of_help
from directory.referrals.models import FollowUp, Person
from directory.signals import service_changed
from directory.taxonomy.models import TaxonomyTerm
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.needs.conftest import DISTRICT, ELSEWHERE, WARD


@pytest.fixture
def waiting(session: Session, town: Area, at: datetime) -> Promise:
    """Somebody in Ladybrook left a number."""
    flag = raise_flag(
        session,
        Flag("connect.lunch", UnmetReason.NO_SERVICE, FlagSource.RESIDENT, ward=WARD, district=DISTRICT),
        by="public",
        at=at,
    )
    return promise(session, flag, "07700 900123", "Edith", by="public", at=at)


def term(session: Session, code: str) -> TaxonomyTerm:
    return session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == code)).one()


def lunch(session: Session, *, district: str = DISTRICT, **values: Any) -> Service:
    """A lunch club in a district, and word of it."""
    made = make.service(session, "Friday lunch", **values)
    make.tag(session, made, term(session, "connect.lunch"))
    make.held_at(session, made, make.location(session, 53.14, -1.19, district_code=district))
    changed(session, made)
    return made


def changed(session: Session, service: Service) -> None:
    session.flush()
    service_changed.send(session, service_ids=[service.id])


def state_of(session: Session, waiting: Promise, at: datetime) -> PromiseState:
    look(session, at)
    session.flush()
    return waiting.state


def test_a_new_listing_queues_whoever_waits_there(session: Session, waiting: Promise, at: datetime) -> None:
    made = lunch(session)
    assert state_of(session, waiting, at) is PromiseState.MATCHED
    assert (waiting.service_id, waiting.cause, waiting.matched_at) == (made.id, PromiseCause.PUBLISHED, at)
    assert look(session, at) == "nothing changed"


@pytest.mark.parametrize(
    "values",
    [
        {"district": ELSEWHERE},
        {"listing_status": ListingStatus.DRAFT},
        {"listing_status": ListingStatus.PUBLISHED_PAUSED},
        {"closing_on": datetime(2026, 2, 1).date()},  # noqa: DTZ001 -- a day
        {"closed_from": datetime(2026, 1, 1).date(), "closed_to": datetime(2026, 1, 9).date()},  # noqa: DTZ001 -- days
    ],
)
def test_nobody_is_rung_for_what_does_not_help_them(
    session: Session, waiting: Promise, at: datetime, values: dict[str, Any]
) -> None:
    lunch(session, **values)
    assert state_of(session, waiting, at) is PromiseState.WAITING


def test_another_need_is_no_news(session: Session, waiting: Promise, at: datetime) -> None:
    made = make.service(session, "Chess")
    make.tag(session, made, term(session, "connect.groups"))
    make.held_at(session, made, make.location(session, 53.14, -1.19, district_code=DISTRICT))
    changed(session, made)
    assert state_of(session, waiting, at) is PromiseState.WAITING


def test_what_was_there_before_is_no_news_when_it_is_first_looked_at(
    session: Session, waiting: Promise, at: datetime
) -> None:
    lunch(session, created_at=at - timedelta(days=9))
    assert state_of(session, waiting, at) is PromiseState.WAITING


def test_a_draft_begun_before_is_news_once_it_is_published(session: Session, waiting: Promise, at: datetime) -> None:
    made = lunch(session, created_at=at - timedelta(days=9), listing_status=ListingStatus.DRAFT)
    assert state_of(session, waiting, at) is PromiseState.WAITING
    made.listing_status = ListingStatus.PUBLISHED
    changed(session, made)
    assert state_of(session, waiting, at) is PromiseState.MATCHED
    assert waiting.cause is PromiseCause.PUBLISHED


def test_one_that_takes_people_again_is_news(session: Session, waiting: Promise, at: datetime) -> None:
    made = lunch(session, created_at=at - timedelta(days=9))
    look(session, at)
    made.listing_status = ListingStatus.PUBLISHED_PAUSED
    changed(session, made)
    look(session, at)
    made.listing_status = ListingStatus.PUBLISHED
    changed(session, made)
    assert state_of(session, waiting, at) is PromiseState.MATCHED
    assert waiting.cause is PromiseCause.REOPENED


def test_places_are_news(session: Session, waiting: Promise, at: datetime) -> None:
    made = lunch(session)
    room = ServiceCapacity(service_id=made.id, status=CapacityStatus.FULL)
    session.add(room)
    session.flush()
    assert state_of(session, waiting, at) is PromiseState.WAITING
    room.status = CapacityStatus.LIMITED
    changed(session, made)
    assert state_of(session, waiting, at) is PromiseState.MATCHED
    assert waiting.cause is PromiseCause.PLACES


def test_a_wider_area_is_news(session: Session, waiting: Promise, at: datetime) -> None:
    made = lunch(session, district=ELSEWHERE)
    look(session, at)
    make.covers(session, made, "Nottinghamshire")
    changed(session, made)
    assert state_of(session, waiting, at) is PromiseState.MATCHED
    assert waiting.cause is PromiseCause.WIDER


def test_what_opens_by_the_calendar_is_found_in_the_night(session: Session, waiting: Promise, at: datetime) -> None:
    until = clock.today() + timedelta(days=3)
    lunch(session, closed_from=clock.today(), closed_to=until)
    assert state_of(session, waiting, at) is PromiseState.WAITING
    later = at + timedelta(days=5)
    look_again(session, later)
    assert state_of(session, waiting, later) is PromiseState.MATCHED


@pytest.mark.parametrize(
    ("link", "told"),
    [(LinkType.EXCLUSION, False), (LinkType.COHORT_REQUIRED, True), (LinkType.COHORT_WELCOMED, True)],
)
def test_it_has_to_be_for_them(session: Session, waiting: Promise, at: datetime, link: LinkType, *, told: bool) -> None:
    session.get_one(UnmetNeed, waiting.unmet_need_id).cohorts = ["men"]
    made = make.service(session, "Men at table")
    make.tag(session, made, term(session, "connect.lunch"))
    make.tag(session, made, term(session, "men"), link)
    make.held_at(session, made, make.location(session, 53.14, -1.19, district_code=DISTRICT))
    changed(session, made)
    assert (state_of(session, waiting, at) is PromiseState.MATCHED) is told


def unmet(session: Session, connector: User, person: Person, at: datetime) -> UnmetNeed:
    action = add_action(
        session, None, ActionKind.UNMET, by=connector, at=at, need="connect.lunch", person=person,
        unmet_reason=UnmetReason.FULL,
    )  # fmt: skip
    return session.scalars(select(UnmetNeed).where(UnmetNeed.action_id == action.id)).one()


def telling(session: Session) -> list[FollowUp]:
    return list(session.scalars(select(FollowUp).where(FollowUp.kind == TaskKind.HELP_APPEARED)))


def test_somebody_on_record_is_told_by_whoever_helps_them(
    session: Session, connector: User, town: Area, at: datetime
) -> None:
    edith = people.helped_person(session, connector, ward_code=WARD, district_code=DISTRICT)
    flag = unmet(session, connector, edith, at)
    made = lunch(session)
    look(session, at)
    (task,) = telling(session)
    assert (task.person_id, task.navigator_id, task.service_id) == (edith.id, connector.id, made.id)
    held = session.scalars(select(Promise)).one()
    assert (held.state, held.person_id, held.contact) == (PromiseState.MATCHED, edith.id, None)
    changed(session, lunch(session))
    look(session, at)
    assert len(telling(session)) == 1
    tell_of_help(session, task, ToldAnswer.WANTS_IT, by=connector, at=at)
    assert (held.state, flag.status) == (PromiseState.TOLD, FlagStatus.MET_LATER)


def test_what_does_not_suit_them_is_not_offered_twice(
    session: Session, connector: User, town: Area, at: datetime
) -> None:
    unmet(session, connector, people.helped_person(session, connector, district_code=DISTRICT), at)
    made = lunch(session)
    look(session, at)
    tell_of_help(session, telling(session)[0], ToldAnswer.DOES_NOT_SUIT, by=connector, at=at)
    assert session.scalars(select(Promise)).one().state is PromiseState.WAITING
    for status in (ListingStatus.PUBLISHED_PAUSED, ListingStatus.PUBLISHED):
        made.listing_status = status
        changed(session, made)
        look(session, at)
    assert len(telling(session)) == 1
    lunch(session)
    look(session, at)
    assert len(telling(session)) == 2


@pytest.mark.parametrize("why", ["closed", "no contact", "refused", "long ago"])
def test_somebody_who_may_not_be_rung_is_not(
    session: Session, connector: User, town: Area, at: datetime, why: str
) -> None:
    edith = people.helped_person(session, connector, district_code=DISTRICT)
    flag = unmet(session, connector, edith, at)
    if why == "closed":
        edith.closed_on = clock.today()
    elif why == "no contact":
        edith.contact_ways = ["no_contact"]
    elif why == "long ago":
        flag.at = at - timedelta(days=400)
    else:
        said = [Said(Purpose.FOLLOW_UP_CONTACT, AgreementValue.NOT_AGREED)]
        take_agreement(session, edith, said, channel=Channel.PHONE, by="user:test", at=at)
    lunch(session)
    look(session, at)
    assert telling(session) == []


def test_a_number_is_erased_after_a_year_and_the_flag_stays(session: Session, waiting: Promise, at: datetime) -> None:
    assert erase_contacts(session, at + timedelta(days=364)) == "0 promises ended"
    assert erase_contacts(session, at + timedelta(days=366)) == "1 promises ended"
    assert (waiting.state, waiting.contact, waiting.called) == (PromiseState.ENDED, None, None)
    flag = session.get_one(UnmetNeed, waiting.unmet_need_id)
    assert (flag.status, flag.need, flag.ward_code) == (FlagStatus.OPEN, "connect.lunch", WARD)


def test_settling_takes_everything_for_known(session: Session, waiting: Promise, at: datetime) -> None:
    lunch(session)
    settle(session, at)
    assert state_of(session, waiting, at) is PromiseState.WAITING
    assert session.scalars(select(ListingOpening)).one().was_open

"""Making, changing and closing a record."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Team, User
from directory.audit.models import AuditEvent
from directory.errors import Conflict, RuleBroken
from directory.referrals.models import Person
from directory.referrals.people import operations
from directory.referrals.people.operations import PersonFacts, change_person, facts_of, make_person
from tests.cast import DISTRICT
from tests.referrals.people.conftest import LSOA, WARD


def test_a_name_is_enough_and_the_record_is_on_the_connectors_caseload(
    session: Session, connector: User, at: datetime
) -> None:
    person = make_person(session, PersonFacts(name="Bob"), by=connector.actor, at=at, navigator=connector)
    assert (person.navigator_id, person.team_id) == (connector.id, connector.team_id)
    assert person.reference.startswith("PE-")
    assert person.phone is None
    assert person.communication_checked_on is None


def test_the_postcode_tells_ward_small_area_and_district(edith: Person) -> None:
    assert (edith.ward_code, edith.lsoa_code, edith.district_code) == (WARD, LSOA, DISTRICT)


def test_somebody_without_a_connector_waits_with_the_team_of_their_area(
    session: Session, team: Team, other_team: Team, postcode: str, at: datetime
) -> None:
    person = make_person(session, PersonFacts(name="Nell", postcode=postcode), by="receipt:1", at=at)
    assert (person.navigator_id, person.team_id) == (None, team.id)


def test_the_team_of_the_ward_comes_before_that_of_the_district(
    session: Session, team: Team, other_team: Team, postcode: str, at: datetime
) -> None:
    other_team.area_codes = [WARD]
    person = make_person(session, PersonFacts(name="Nell", postcode=postcode), by="receipt:1", at=at)
    assert person.team_id == other_team.id


def test_somebody_whom_no_team_covers_waits_for_any_supervisor(session: Session, team: Team, at: datetime) -> None:
    person = make_person(session, PersonFacts(name="Nell", postcode="ZE1 0AA"), by="receipt:1", at=at)
    assert person.team_id is None
    assert person.postcode == "ZE1 0AA"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"postcode": "NG18"}, "postcode"),
        ({"born": "next year"}, "born"),
        ({"born": "1880"}, "born"),
        ({"born": "2031"}, "born"),
        ({"phone": "1" * 41}, "phone"),
        ({"contact_ways": ("no_contact", "phone")}, "contact_ways"),
        ({"contact_ways": ("pigeon",)}, "contact_ways"),
        ({"communication": {"semaphore": ""}}, "communication"),
        ({"safety": {"address": "x"}}, "safety"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    session: Session, connector: User, at: datetime, wrong: dict[str, object], field: str
) -> None:
    facts = replace(PersonFacts(name="Bob"), **wrong)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken) as broken:
        make_person(session, facts, by=connector.actor, at=at, navigator=connector)
    assert broken.value.field == field


def test_a_change_names_the_fields_and_never_what_they_say(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    facts = replace(facts_of(edith), name="Edith Sample", phone="")
    changed = change_person(session, edith, facts, seen=edith.version, by=connector.actor, at=at)
    assert changed == ("name", "phone")
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence.desc())).first()
    assert event is not None
    assert (event.action, event.detail) == ("person.changed", {"fields": ["name", "phone"]})


def test_a_change_of_an_older_version_is_refused_and_nothing_is_written(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    with pytest.raises(Conflict, match="Nothing was saved"):
        change_person(session, edith, PersonFacts(name="X"), seen=edith.version - 1, by=connector.actor, at=at)
    assert edith.name == "Edith Example"


def test_saving_what_is_there_already_changes_nothing(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    version = edith.version
    assert change_person(session, edith, facts_of(edith), seen=version, by=connector.actor, at=at) == ()
    session.flush()
    assert edith.version == version


def test_what_somebody_needs_counts_as_checked_on_the_day_it_is_written_down(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    later = at + timedelta(days=400)
    operations.confirm_communication(session, edith, by=connector.actor, at=later)
    assert edith.communication_checked_on == later.date()


def test_a_record_is_closed_once(session: Session, connector: User, edith: Person, at: datetime) -> None:
    operations.close_person(session, edith, by=connector.actor, at=at)
    assert edith.closed_on == at.date()
    with pytest.raises(Conflict):
        operations.close_person(session, edith, by=connector.actor, at=at)


def test_whoever_is_back_has_an_open_record_again(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    with pytest.raises(Conflict):
        operations.reopen_person(session, edith, by=connector.actor, at=at)
    edith.closed_on = at.date()
    later = at + timedelta(days=3)
    operations.reopen_person(session, edith, by=connector.actor, at=later)
    session.flush()
    closed, contact = session.execute(select(Person.closed_on, Person.last_contact_at)).one()
    assert (closed, contact) == (None, later)

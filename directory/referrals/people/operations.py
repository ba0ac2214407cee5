"""Making, changing and closing somebody's record. Takes the least that works; the audit record names fields only."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.db import new_id
from directory.errors import Conflict
from directory.referrals.models import Person
from directory.referrals.people.facts import PersonFacts as PersonFacts  # what others make a record from
from directory.referrals.people.facts import check
from directory.referrals.people.marks import PREFIX, write_marks
from directory.referrals.people.places import Place, place_of, tidy_postcode
from directory.referrals.people.teams import team_covering
from directory.web.references import new_reference

CHANGED_MEANWHILE = "Somebody changed this record while the page was open. Nothing was saved: look at it again first."


def make_person(
    session: Session,
    facts: PersonFacts,
    *,
    by: str,
    at: datetime,
    navigator: User | None = None,
    person_id: UUID | None = None,
) -> Person:
    """Make a record: on the caseload of a connector, or in the queue of the team that covers their area.

    `by` is an actor; `person_id` is for somebody who comes from elsewhere with an id of theirs. Raises `RuleBroken`
    with the field that cannot be kept.
    """
    check(facts, clock.local(at).date())
    place = place_of(session, facts.postcode)
    team = None if navigator else team_covering(session, place)
    person = Person(
        id=person_id or new_id(),
        reference=new_reference(PREFIX),
        navigator_id=navigator.id if navigator else None,
        team_id=navigator.team_id if navigator else (team.id if team else None),
        last_contact_at=at,
        **_columns(facts, place),
    )
    if facts.communication:
        person.communication_checked_on = clock.local(at).date()
    session.add(person)
    write_marks(person)
    session.flush()
    record(session, actor=by, action="person.made", subject=person.actor, detail={}, at=at)
    return person


def facts_of(person: Person) -> PersonFacts:
    """The record as it is now."""
    return PersonFacts(
        name=person.name,
        phone=person.phone or "",
        email=person.email or "",
        address=person.address or "",
        postcode=person.postcode or "",
        born=person.born or "",
        best_time=person.best_time or "",
        case_number=person.case_number or "",
        contact_ways=tuple(person.contact_ways),
        safety=dict(person.safety),
        communication=dict(person.communication),
        cohorts=tuple(person.cohorts),
    )


def change_person(
    session: Session, person: Person, facts: PersonFacts, *, seen: int, by: str, at: datetime
) -> tuple[str, ...]:
    """Write other facts on a record, and give the names of those that differ.

    Raises `Conflict` when the record is not the version that was `seen`, `RuleBroken` for what cannot be kept.
    """
    if seen != person.version:
        raise Conflict(CHANGED_MEANWHILE)
    check(facts, clock.local(at).date())
    before = facts_of(person)
    changed = tuple(
        each.name for each in fields(PersonFacts) if getattr(before, each.name) != getattr(facts, each.name)
    )
    if not changed:
        return ()
    for column, value in _columns(facts, _place_after(session, person, facts)).items():
        setattr(person, column, value)
    if "communication" in changed:
        person.communication_checked_on = clock.local(at).date()
    write_marks(person)
    session.flush()
    record(session, actor=by, action="person.changed", subject=person.actor, detail={"fields": list(changed)}, at=at)
    return changed


def confirm_communication(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """They were asked again, and what is recorded is still right."""
    person.communication_checked_on = clock.local(at).date()
    record(session, actor=by, action="person.communication_checked", subject=person.actor, detail={}, at=at)


def close_person(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """They are not being helped any more. Retention counts from the last contact, which this is not."""
    if person.closed_on is not None:
        raise Conflict("This record is closed already.")
    person.closed_on = clock.local(at).date()
    record(session, actor=by, action="person.closed", subject=person.actor, detail={}, at=at)


def reopen_person(session: Session, person: Person, *, by: str, at: datetime) -> None:
    """They are back."""
    if person.closed_on is None:
        raise Conflict("This record is open already.")
    person.closed_on = None
    note_contact(person, at)
    record(session, actor=by, action="person.reopened", subject=person.actor, detail={}, at=at)


def note_contact(person: Person, at: datetime) -> None:
    """There was contact: the time from which retention counts moves on. For whoever records a conversation."""
    person.last_contact_at = max(person.last_contact_at, at)


def _place_after(session: Session, person: Person, facts: PersonFacts) -> Place:
    """The place stays while the postcode does: boundaries that move later are not a change of this record."""
    if tidy_postcode(facts.postcode) == (person.postcode or ""):
        return Place(person.ward_code, person.lsoa_code, person.district_code)
    return place_of(session, facts.postcode)


def _columns(facts: PersonFacts, place: Place) -> dict[str, Any]:
    words = ("phone", "email", "address", "born", "best_time", "case_number")
    return {
        "name": facts.name,
        **{name: getattr(facts, name) or None for name in words},
        "postcode": tidy_postcode(facts.postcode) or None,
        "contact_ways": list(facts.contact_ways),
        "safety": dict(facts.safety),
        "communication": dict(facts.communication),
        "cohorts": list(facts.cohorts),
        "ward_code": place.ward,
        "lsoa_code": place.lsoa,
        "district_code": place.district,
    }

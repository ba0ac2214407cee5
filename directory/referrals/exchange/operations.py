"""Writing a case file of somebody, and bringing one in. Nothing that is known here is overwritten. Never commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import NotAllowed, RuleBroken
from directory.geo.folding import fold
from directory.listings.models import Service
from directory.referrals.exchange.case_file import FACTS, Case, Contact, Done, FaultyFile
from directory.referrals.models import ContactAction, Conversation, Person, Referral
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.marks import marked_as
from directory.referrals.people.opening import needs_reason
from directory.referrals.people.operations import change_person, facts_of, make_person, note_contact
from directory.referrals.policy import visible_conversations, visible_people, visible_referrals
from directory.web.references import as_written

NOT_YOURS = "Files go to and from those who keep records at work, not volunteers."
ELSEWHERE = "their record cannot be opened from here: ask your supervisor"
LABELS = {"case_number": "number", "born": "date of birth"}


@dataclass
class Outcome:
    """What a file brought."""

    made: list[Person] = field(default_factory=list)
    known: list[Person] = field(default_factory=list)
    contacts: int = 0
    left: list[tuple[Person, tuple[str, ...]]] = field(default_factory=list)  # facts that differ and were left


def refuse_volunteers(user: User) -> None:
    """Raises `NotAllowed` for whoever sees less of a record than a file tells."""
    if user.is_volunteer:
        raise NotAllowed(NOT_YOURS)


def case_of(session: Session, person: Person, *, by: User, at: datetime) -> Case:
    """Somebody's case, as far as the reader may see it. Taking it is on the record."""
    refuse_volunteers(by)
    facts = facts_of(person)
    talks = session.scalars(
        visible_conversations(by).where(Conversation.person_id == person.id).order_by(Conversation.at, Conversation.id)
    ).all()
    record(session, actor=by.actor, action="person.exported", subject=person.actor, detail={}, at=at)
    return Case(
        id=person.id,
        reference=person.reference,
        facts={fact: getattr(facts, fact) for fact in FACTS},
        contacts=tuple(_contact(talk) for talk in talks),
        referrals=tuple(_referrals(session, person, by)),
    )


def _contact(talk: Conversation) -> Contact:
    done = tuple(Done(action.id, action.kind, action.need or "") for action in talk.actions)
    return Contact(talk.id, talk.at, talk.channel, tuple(talk.needs), done)


def _referrals(session: Session, person: Person, by: User) -> list[dict[str, str]]:
    mine = visible_referrals(by).where(Referral.person_id == person.id).order_by(Referral.id)
    found = session.scalars(mine).all()
    names = {row.id: row.name for row in session.execute(select(Service.id, Service.name))} if found else {}
    return [
        {
            "id": str(each.id),
            "reference": each.reference,
            "need": each.need,
            "service_id": str(each.service_id),
            "service": names.get(each.service_id, ""),
            "status": each.status.value,
            "outcome": each.closure_reason.value if each.closure_reason else "",
        }
        for each in found
    ]


def bring_in(session: Session, cases: Sequence[Case], *, by: User, at: datetime) -> Outcome:
    """Everybody of a file or nobody. Known people gain what is empty; ids that are here already are not doubled.

    Raises `FaultyFile`.
    """
    refuse_volunteers(by)
    outcome, faults = Outcome(), []
    for number, case in enumerate(cases, 1):
        try:
            _bring(session, case, outcome, by=by, at=at)
        except RuleBroken as broken:
            faults.append(f"Person {number}: {broken.message}")
    if faults:
        raise FaultyFile(faults)
    detail = {"made": len(outcome.made), "known": len(outcome.known), "contacts": outcome.contacts}
    record(session, actor=by.actor, action="case_file.brought_in", subject=by.actor, detail=detail, at=at)
    return outcome


def _bring(session: Session, case: Case, outcome: Outcome, *, by: User, at: datetime) -> None:
    person = _known(session, case, by, at)
    if person is None:
        facts = _with(PersonFacts(name=""), case.facts)
        person = make_person(session, facts, by=by.actor, at=at, navigator=by, person_id=case.id)
        _keep_reference(session, person, case.reference)
        outcome.made.append(person)
    else:
        _fill(session, person, case, outcome, by=by, at=at)
        outcome.known.append(person)
    for contact in case.contacts:
        outcome.contacts += _add_contact(session, person, contact, by=by, at=at)


def _known(session: Session, case: Case, by: User, at: datetime) -> Person | None:
    """By id, else by the number of the case system among those one may know of."""
    person = session.get(Person, case.id) if case.id else None
    number = case.facts["case_number"]
    if person is None and number:
        person = session.scalars(visible_people(by).where(marked_as("case", fold(number))).limit(1)).first()
    if person is None:
        return None
    seen = session.scalar(visible_people(by).where(Person.id == person.id)) is not None
    if not seen or needs_reason(session, by, person, at):
        raise RuleBroken("file", ELSEWHERE)
    return person


def _keep_reference(session: Session, person: Person, reference: str) -> None:
    """The reference that people have in letters, unless somebody here bears it."""
    wanted = as_written(reference)
    if wanted and session.scalar(select(Person.id).where(Person.reference == wanted)) is None:
        person.reference = wanted
        session.flush()


def _fill(session: Session, person: Person, case: Case, outcome: Outcome, *, by: User, at: datetime) -> None:
    before = facts_of(person)
    empty = {fact: said for fact, said in case.facts.items() if said and not getattr(before, fact)}
    if empty:
        change_person(session, person, _with(before, empty), seen=person.version, by=by.actor, at=at)
    after = facts_of(person)
    differs = tuple(
        LABELS.get(fact, fact)
        for fact, said in case.facts.items()
        if said and fold(said).replace(" ", "") != fold(getattr(after, fact)).replace(" ", "")
    )
    if differs:
        outcome.left.append((person, differs))


def _with(facts: PersonFacts, said: Mapping[str, str]) -> PersonFacts:
    """The same with what a file says."""
    changes: dict[str, Any] = dict(said)
    return replace(facts, **changes)


def _add_contact(session: Session, person: Person, contact: Contact, *, by: User, at: datetime) -> bool:
    """One contact that took place elsewhere, once. Nothing is planned by it: it is over."""
    if contact.id and session.get(Conversation, contact.id) is not None:
        return False
    if contact.at > at:
        raise RuleBroken("file", "a contact lies ahead")
    place = {
        "ward_code": person.ward_code,
        "lsoa_code": person.lsoa_code,
        "district_code": person.district_code,
        "month": clock.month_of(contact.at),
    }
    whose = {"person_id": person.id, "navigator_id": by.id, "team_id": by.team_id, "at": contact.at}
    talk = Conversation(channel=contact.channel, needs=list(contact.needs), **whose, **place)
    if contact.id:
        talk.id = contact.id
    session.add(talk)
    session.flush()
    for one in contact.done:
        if one.id and session.get(ContactAction, one.id) is not None:
            continue
        action = ContactAction(conversation_id=talk.id, kind=one.kind, need=one.need or None, **whose, **place)
        if one.id:
            action.id = one.id
        session.add(action)
    session.flush()
    note_contact(person, contact.at)
    return True

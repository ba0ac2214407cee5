"""Making the copy: every section in order. Complete, in words, and without the names of others."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from directory.referrals.models import Person
from directory.referrals.people.queries import needs
from directory.referrals.privacy.copies.copy import Book, Copy, Section
from directory.referrals.privacy.copies.course import (
    actions,
    conversations,
    follow_ups,
    goals,
    referrals,
    reminders,
    scores,
)
from directory.referrals.privacy.copies.others import redactor_for
from directory.referrals.privacy.copies.record import agreements, caring, letters, named_in, readings, record, samples

#: Gives what a feature above this one keeps of somebody.
Writer = Callable[[Session, Person], Section]
_more: list[Writer] = []


def also_tell(write: Writer) -> Writer:
    """Have a section added to every copy. For modules that are imported at start."""
    _more.append(write)
    return write


def copy_of(session: Session, person: Person, at: datetime) -> Copy:
    """Make the copy of everything that is kept about somebody."""
    book = Book(session, person, redactor_for(session, person), needs(session))
    sections = (
        Section("record", "Your record", (record(book),)),
        Section("caring", "Who looks after whom", tuple(caring(book))),
        Section("conversations", "Conversations", tuple(conversations(book))),
        Section("actions", "What was done", tuple(actions(book))),
        Section("referrals", "Referrals", tuple(referrals(book))),
        Section("named_in", "Where you are named in a referral for somebody else", tuple(named_in(book))),
        Section("agreement", "What you agreed to", tuple(agreements(book))),
        Section("letters", "Letters to others", tuple(letters(book))),
        Section("follow_ups", "Follow-up", tuple(follow_ups(book))),
        Section("measures", "Measures", tuple(scores(book))),
        Section("goals", "Goals", tuple(goals(book))),
        Section("reminders", "Reminders", tuple(reminders(book))),
        Section("readings", "Who opened your record", tuple(readings(book))),
        Section("samples", "Looked at for quality", tuple(samples(book))),
    )
    more = tuple(write(session, person) for write in _more)
    return Copy(person.reference, at, tuple(section for section in (*sections, *more) if section.items))

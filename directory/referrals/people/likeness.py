"""Whether somebody is here already: the same number or address, or the same name with the same year or postcode."""

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Session

from directory.geo.folding import fold
from directory.geo.postcode_words import read_postcode
from directory.referrals.models import Person
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.marks import dialled, marked_as
from directory.referrals.policy import Worker, visible_people

MOST = 5


def alike(session: Session, user: Worker, facts: PersonFacts) -> list[Person]:
    """Those this reader may know of who are probably the same person."""
    found = visible_people(user).where(or_(*_signs(facts))).order_by(Person.last_contact_at.desc(), Person.id)
    return list(session.scalars(found.limit(MOST)))


def _signs(facts: PersonFacts) -> list[ColumnElement[bool]]:
    name = marked_as("name", fold(facts.name))
    signs: list[ColumnElement[bool]] = []
    if facts.phone:
        signs.append(name & marked_as("phone", dialled(facts.phone)))
    if facts.email:
        signs.append(name & marked_as("email", facts.email.casefold()))
    if facts.born:
        signs.append(name & marked_as("born", facts.born))
    postcode = read_postcode(facts.postcode) if facts.postcode else None
    if postcode:
        signs.append(name & marked_as("postcode", postcode.key))
    return signs or [name]

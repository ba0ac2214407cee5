"""Who a conversation was with: somebody known already, or somebody new, made of what was typed. Nobody twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.referrals.models import Person
from directory.referrals.people.marks import find_people
from directory.referrals.people.operations import PersonFacts, make_person

NEW = "new"
MOST_ALIKE = 6
ASK_WHO = "Choose one of them, or say that it is somebody new"


@dataclass(frozen=True)
class Said:
    """What was typed of somebody."""

    name: str = ""
    phone: str = ""
    postcode: str = ""
    choice: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is named."""
        return not self.name.strip()


class Alike(Exception):
    """Somebody like this is known: whoever typed it has to say which."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        super().__init__(ASK_WHO)
        self.people = people


def find_or_make(session: Session, said: Said, *, by: User, at: datetime) -> Person | None:
    """The person meant. Nobody when no name was given.

    Raises `Alike` when people like this are known and none was chosen, `RuleBroken` for what cannot be kept.
    """
    if said.is_nobody:
        if said.phone.strip():
            raise RuleBroken("name", "Enter a name; a first name or initials will do")
        return None
    if said.choice != NEW and (known := alike(session, said, by)):
        picked = next((person for person in known if str(person.id) == said.choice), None)
        if picked is None:
            raise Alike(known)
        return picked
    facts = PersonFacts(name=said.name, phone=said.phone, postcode=said.postcode)
    return make_person(session, facts, by=by.actor, at=at, navigator=by)


def alike(session: Session, said: Said, user: User) -> tuple[Person, ...]:
    """Those the reader may know of who have this name or this number."""
    found = {
        person.id: person for words in (said.phone, said.name) if words for person in find_people(session, user, words)
    }
    return tuple(found.values())[:MOST_ALIKE]

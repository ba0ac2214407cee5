"""Other people's names, numbers and addresses, taken out of what is given to somebody about themselves.

Knows those whom the records tie to the person: carers and cared for, everybody named in a referral, family who help,
and the accounts that worked on it. A name that only ever stands in a sentence is not known here: whoever gives the
copy reads it first.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.referrals.models import (
    Caring,
    ContactAction,
    Conversation,
    FollowUp,
    Person,
    Referral,
    ReferralParticipant,
)

Redactor = Callable[[str], str]

SOMEBODY = "[somebody else]"
_SHORTEST = 3  # shorter words of a name are too often something else


def redactor_for(session: Session, person: Person) -> Redactor:
    """A function that takes the others out of a text."""
    names, numbers = set(_names(session, person)), set(_numbers(session, person))
    own = {word.casefold() for word in person.name.split()}
    whole = [re.escape(name) for name in names if name.casefold() != person.name.casefold()]
    words = {word for name in names for word in name.split() if len(word) >= _SHORTEST and word[:1].isupper()}
    parts = [re.escape(word) for word in words if word.casefold() not in own]
    exact = _any(parts)
    loose = _any([*whole, *(re.escape(number) for number in numbers)], re.IGNORECASE)

    def clean(text: str) -> str:
        for pattern in (loose, exact):
            text = pattern.sub(SOMEBODY, text) if pattern else text
        return re.sub(rf"{re.escape(SOMEBODY)}(?:\s+{re.escape(SOMEBODY)})+", SOMEBODY, text)

    return clean


def _any(parts: Iterable[str], flags: int = 0) -> "re.Pattern[str] | None":
    """Any of these, as whole words, the longest first."""
    longest_first = sorted(set(parts), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", flags) if longest_first else None


def _names(session: Session, person: Person) -> Iterator[str]:
    for other in _tied(session, person):
        yield other.name
    for named in _participants(session, person):
        yield named.name
    for talk in session.scalars(select(Conversation).where(Conversation.person_id == person.id)):
        who = (talk.family_help or {}).get("who")
        if isinstance(who, str) and who[:1].isupper():
            yield who
    yield from (user.name for user in _staff(session, person) if user.name)


def _numbers(session: Session, person: Person) -> Iterator[str]:
    own = {person.phone, person.email, person.address}
    for other in _tied(session, person):
        yield from (fact for fact in (other.phone, other.email, other.address) if fact and fact not in own)
    for named in _participants(session, person):
        if named.contact and named.contact not in own:
            yield named.contact


def _tied(session: Session, person: Person) -> list[Person]:
    ties = session.scalars(
        select(Caring).where(or_(Caring.carer_id == person.id, Caring.cared_for_id == person.id))
    ).all()
    others = {tie.carer_id for tie in ties} | {tie.cared_for_id for tie in ties}
    return list(session.scalars(select(Person).where(Person.id.in_(others - {person.id})).order_by(Person.id)))


def _participants(session: Session, person: Person) -> list[ReferralParticipant]:
    of = select(ReferralParticipant).join(Referral, Referral.id == ReferralParticipant.referral_id)
    found = session.scalars(of.where(Referral.person_id == person.id).order_by(ReferralParticipant.id))
    return [named for named in found if named.person_id != person.id]


def _staff(session: Session, person: Person) -> list[User]:
    ids = {person.navigator_id}
    for model in (Conversation, ContactAction, Referral, FollowUp):
        ids |= set(session.scalars(select(model.navigator_id).where(model.person_id == person.id)))
    return list(session.scalars(select(User).where(User.id.in_(ids - {None})).order_by(User.id)))

"""Finding people by what is encrypted: keyed marks of names, numbers and addresses. Only among those one may see."""

from collections.abc import Iterator

import phonenumbers
from sqlalchemy import ColumnElement, Select, exists, false
from sqlalchemy.orm import Session

from directory.encryption import fingerprint, fingerprints
from directory.geo.folding import fold
from directory.geo.postcode_words import read_postcode
from directory.referrals.models import Person, PersonMark
from directory.referrals.policy import Worker, visible_people
from directory.web.references import as_written

#: The prefix of a person's reference.
PREFIX = "PE"
MOST_FOUND = 25
_FEWEST_DIGITS = 6


def dialled(number: str) -> str:
    """A phone number as it is dialled, so that "01623 555 012" and "+441623555012" are one; digits where it is none."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return _digits(number)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def write_marks(person: Person) -> None:
    """Mark somebody anew by what their record says now. Marks that still hold stay as they are."""
    wanted = dict.fromkeys(_marked(person))
    kept = {(mark.kind, mark.text): mark for mark in person.marks}
    person.marks[:] = [
        kept.get((kind, text)) or PersonMark(kind=kind, text=text, mark=fingerprint(text)) for kind, text in wanted
    ]


def find_people(session: Session, user: Worker, words: str) -> list[Person]:
    """Those somebody may know of who match a reference, a name, a phone number or an address of mail."""
    return list(session.scalars(matching(visible_people(user), words).limit(MOST_FOUND)))


def matching(people: Select[Person], words: str) -> Select[Person]:
    """The people of a select who match; nobody for words that say nothing."""
    return people.where(_condition(words)).order_by(
        Person.closed_on.is_not(None), Person.last_contact_at.desc(), Person.id
    )


def marked_as(kind: str, text: str) -> ColumnElement[bool]:
    """A condition on `Person`: marked with this text, under whichever key."""
    return exists().where(
        PersonMark.person_id == Person.id, PersonMark.kind == kind, PersonMark.mark.in_(fingerprints(text))
    )


def _condition(words: str) -> ColumnElement[bool]:
    if reference := as_written(words):
        return Person.reference == reference
    if "@" in words:
        return marked_as("email", words.strip().casefold())
    if len(_digits(words)) >= _FEWEST_DIGITS and not any(letter.isalpha() for letter in words):
        return marked_as("phone", dialled(words))
    return _by_name(words)


def _by_name(words: str) -> ColumnElement[bool]:
    """Every word of it is a word of the name; one of two words may be the year of birth."""
    parts = fold(words).split()
    if not parts:
        return false()
    found = marked_as("word", parts[0]) if not parts[0].isdigit() else marked_as("born", parts[0])
    for part in parts[1:]:
        found = found & marked_as("born" if part.isdigit() else "word", part)
    return found


def _marked(person: Person) -> Iterator[tuple[str, str]]:
    name = fold(person.name)
    yield "name", name
    for word in name.split():
        yield "word", word
    if person.phone:
        yield "phone", dialled(person.phone)
    if person.email:
        yield "email", person.email.casefold()
    if person.born:
        yield "born", person.born
        yield "born", person.born[:4]
    if person.case_number:
        yield "case", fold(person.case_number)
    if person.postcode:
        read = read_postcode(person.postcode)
        yield "postcode", read.key if read else fold(person.postcode)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())

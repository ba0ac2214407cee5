"""Finding people by what is encrypted, among those one may see."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.models import User
from directory.referrals.models import Person
from directory.referrals.people.marks import find_people
from directory.referrals.people.operations import PersonFacts, change_person, make_person


@pytest.mark.parametrize(
    "words",
    ["edith", "Example, EDITH", "+44 1623 555012", "01623555012", "edith@EXAMPLE.org", "Edith 1948"],
)
def test_somebody_is_found_by_name_number_or_address(
    session: Session, connector: User, edith: Person, words: str
) -> None:
    assert find_people(session, connector, words) == [edith]


def test_somebody_is_found_by_reference_however_it_is_typed(session: Session, connector: User, edith: Person) -> None:
    assert find_people(session, connector, edith.reference.lower().replace("-", " ")) == [edith]


@pytest.mark.parametrize("words", ["", "  ", "Edit", "Edith Other", "Edith 1949", "01623 555013", "!", "PE-2222-2222"])
def test_words_that_fit_nobody_find_nobody(session: Session, connector: User, edith: Person, words: str) -> None:
    assert find_people(session, connector, words) == []


def test_a_colleague_finds_her_and_an_outsider_does_not(
    session: Session,
    colleague: User,
    volunteer: User,
    other_connector: User,
    steward: User,
    administrator: User,
    edith: Person,
) -> None:
    assert find_people(session, colleague, "edith") == [edith]
    for outsider in (volunteer, other_connector, steward, administrator):
        assert find_people(session, outsider, edith.reference) == []


def test_no_mark_tells_what_was_marked(session: Session, edith: Person) -> None:
    raw = session.connection().exec_driver_sql("SELECT text, mark FROM person_mark").all()
    assert raw
    assert not any("edith" in f"{row[0]}{row[1]}".casefold() for row in raw)


def test_a_new_name_is_found_and_the_old_one_is_not(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    change_person(session, edith, PersonFacts(name="Edith Sample"), seen=edith.version, by=connector.actor, at=at)
    assert find_people(session, connector, "example") == []
    assert find_people(session, connector, "sample") == [edith]
    assert find_people(session, connector, "01623 555012") == []


def test_somebody_is_found_while_keys_are_changed(session: Session, connector: User, at: datetime) -> None:
    old, new = encryption.new_key(), encryption.new_key()
    encryption.use_keys(old, "")
    facts = PersonFacts(name="Olive Older", phone="01623 555099")
    olive = make_person(session, facts, by=connector.actor, at=at, navigator=connector)
    encryption.use_keys(f"{new},{old}", "")
    assert find_people(session, connector, "olive older") == [olive]
    assert find_people(session, connector, "01623 555099") == [olive]


def test_those_helped_last_come_first_and_the_closed_last(session: Session, connector: User, at: datetime) -> None:
    first, second, third = (
        make_person(session, PersonFacts(name="Sam Same"), by=connector.actor, at=at, navigator=connector)
        for _ in range(3)
    )
    third.last_contact_at = at.replace(year=at.year + 1)
    first.closed_on, first.last_contact_at = at.date(), at.replace(year=at.year + 2)
    session.flush()
    assert find_people(session, connector, "same") == [third, second, first]

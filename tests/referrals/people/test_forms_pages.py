"""Making and changing a record on its pages."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.referrals.models import Caring, Person
from directory.referrals.people.operations import PersonFacts, make_person
from tests.client import CheckedClient
from tests.page import Page


def test_a_name_and_a_press_make_a_record(client: CheckedClient, session: Session, connector: User) -> None:
    client.sign_in(connector)
    answer = client.submit("/people/new", {"name": "Bob Brief"})
    assert answer.status_code == 303
    person = session.scalars(select(Person)).one()
    assert answer.location == f"/people/{person.id}?done=made"
    assert (person.name, person.navigator_id) == ("Bob Brief", connector.id)
    assert "The record is made." in client.page(answer.location).text


def test_everything_is_written_down_on_one_page(client: CheckedClient, session: Session, connector: User) -> None:
    client.sign_in(connector)
    answer = client.submit(
        "/people/new",
        {
            "name": "Fay Full",
            "phone": "01623 555013",
            "postcode": "ng18 1aa",
            "born": "2/3/1950",
            "email": "fay@example.org",
            "address": "1 High Street\nMansfield",
            "contact_ways": ["post", "phone"],
            "leave_message": "no",
            "code_word": "Fern",
            "need_large_print": "y",
            "detail_large_print": "24 point",
            "then": "conversation",
        },
    )
    person = session.scalars(select(Person)).one()
    assert answer.location == f"/conversations/new?person={person.id}"
    assert (person.postcode, person.born) == ("NG18 1AA", "1950-03-02")
    assert person.communication == {"large_print": "24 point"}
    assert person.safety == {"leave_message": "no", "code_word": "Fern"}
    assert person.contact_ways == ["post", "phone"]


def test_a_double_click_makes_one_record(client: CheckedClient, session: Session, connector: User) -> None:
    client.sign_in(connector)
    sent = client.page("/people/new").forms[0]
    values = {**sent.values, "name": "Bob Brief"}
    first, second = (client.post("/people/new", data=values, token=False) for _ in range(2))
    assert first.location == second.location
    assert len(session.scalars(select(Person)).all()) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": ""}, "Enter a name; a first name or initials will do"),
        ({"name": "B", "postcode": "NG18"}, "Enter a full postcode, like NG18 1AA, or leave it empty"),
        ({"name": "B", "born": "soon"}, "Enter a year, like 1948, or a whole date of birth"),
        ({"name": "B", "email": "b@"}, "Enter an email address in the correct format, like name@example.org"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_words_stay(
    client: CheckedClient, session: Session, connector: User, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(connector)
    answer = client.submit("/people/new", {"address": "1 High Street", **values})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.errors == [sentence]
    assert page.forms[0].values["address"].strip() == "1 High Street"
    assert session.scalars(select(Person)).all() == []


def test_an_answer_behind_a_fold_that_is_wrong_lies_open(client: CheckedClient, connector: User) -> None:
    client.sign_in(connector)
    for wrong in ({"email": "b@"}, {"code_word": "x" * 41}, {"need_braille": "y", "detail_braille": "x" * 121}):
        page = Page(client.submit("/people/new", {"name": "B", **wrong}).text)
        folds = [fold for fold in page.all(".//main//details") if "open" in fold.attrib]
        assert len(folds) == 1, wrong
        assert next(iter(wrong)) in {each.get("name") for each in folds[0].iter()}


def test_somebody_who_seems_to_be_here_already_is_shown_first(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    values = {"name": "edith EXAMPLE", "phone": "01623555012"}
    answer = client.submit("/people/new", values)
    assert answer.status_code == 422
    assert f"Edith Example, {edith.reference}" in Page(answer.text).links
    assert client.submit("/people/new", values | {"born": "1948-03-02"}).status_code == 422
    sent = Page(answer.text).forms[0]
    again = client.post("/people/new", data={**sent.values, "another": "yes"}, token=False)
    assert again.status_code == 303
    assert len(session.scalars(select(Person)).all()) == 2


def test_nobody_is_shown_whom_the_reader_may_not_see(
    client: CheckedClient, session: Session, other_connector: User, edith: Person
) -> None:
    client.sign_in(other_connector)
    assert client.submit("/people/new", {"name": "Edith Example", "phone": "01623555012"}).status_code == 303


def test_each_part_is_changed_on_its_page_and_leaves_the_rest(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    before = (edith.email, edith.born, edith.cohorts)
    assert client.submit(f"/people/{edith.id}/details", {"phone": "01623 555777"}).status_code == 303
    assert client.submit(f"/people/{edith.id}/safety", {"times": "mornings"}).status_code == 303
    values = {"need_braille": "y", "detail_lipreads": "left side"}
    assert client.submit(f"/people/{edith.id}/communication", values).status_code == 303
    session.expire_all()
    assert edith.phone == "01623 555777"
    assert (edith.email, edith.born) == before[:2]
    assert edith.safety == {"leave_message": "no", "code_word": "Bramble", "times": "mornings"}
    assert edith.communication == {"lipreads": "left side", "large_print": "18 point", "braille": ""}


def test_what_a_volunteer_does_not_see_survives_their_change(
    client: CheckedClient, session: Session, volunteer: User, edith: Person
) -> None:
    edith.navigator_id = volunteer.id
    client.sign_in(volunteer)
    client.submit(f"/people/{edith.id}/communication", {"need_braille": "y"})
    client.submit(f"/people/{edith.id}/details", {"phone": "01623 555777"})
    session.expire_all()
    assert edith.communication["lipreads"] == "after a stroke"
    assert edith.cohorts == ["older_people"]
    assert edith.phone == "01623 555777"


def test_a_page_that_was_open_too_long_overwrites_nothing(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    sent = client.page(f"/people/{edith.id}/details").forms[0]
    client.submit(f"/people/{edith.id}/details", {"phone": "01623 555777"})
    late = client.post(sent.action, data={**sent.values, "name": "Somebody"}, token=False)
    assert late.status_code == 409
    session.expire_all()
    assert edith.name == "Edith Example"


def test_the_yearly_question_is_answered_with_one_press(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    edith.communication_checked_on = edith.communication_checked_on.replace(year=2024)  # type: ignore[union-attr]
    client.sign_in(connector)
    assert "Ask again whether this is right" in client.page(f"/people/{edith.id}").text
    assert client.post(f"/people/{edith.id}/communication/checks").status_code == 303
    assert "Ask again whether this is right" not in client.page(f"/people/{edith.id}").text


def test_a_carer_gets_a_record_of_their_own_and_both_pages_say_so(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    values = {"which": "cared_for", "name": "Dora Daughter", "relation": "daughter"}
    assert client.submit(f"/people/{edith.id}/carers/new", values).status_code == 303
    caring = session.scalars(select(Caring)).one()
    dora = session.get_one(Person, caring.carer_id)
    assert "Is looked after by Dora Daughter" in client.page(f"/people/{edith.id}").text
    assert "Looks after Edith Example" in client.page(f"/people/{dora.id}").text
    again = client.submit(f"/people/{edith.id}/carers/new", {"which": "cared_for", "reference": dora.reference})
    assert again.status_code == 422
    removal = f"/people/{edith.id}/carers/{caring.id}/removal"
    assert client.post(removal).status_code == 303
    assert "Dora" not in client.page(f"/people/{edith.id}").text
    assert client.post(removal).status_code == 404


def test_a_carer_whom_the_reader_may_not_see_is_not_found(
    client: CheckedClient, session: Session, connector: User, other_connector: User, edith: Person, at: datetime
) -> None:
    facts = PersonFacts(name="Hidden Henry")
    henry = make_person(session, facts, by=other_connector.actor, at=at, navigator=other_connector)
    client.sign_in(connector)
    values = {"which": "carer", "reference": henry.reference}
    answer = client.submit(f"/people/{edith.id}/carers/new", values)
    assert "Check the reference" in Page(answer.text).errors[0]
    assert client.submit(f"/people/{edith.id}/carers/new", {"which": "carer"}).status_code == 422
    values = {"which": "carer", "reference": edith.reference}
    assert "nobody is their own carer" in Page(client.submit(f"/people/{edith.id}/carers/new", values).text).errors[0]


def test_a_tie_to_a_colleagues_person_takes_the_reason_that_opening_their_record_takes(
    client: CheckedClient, session: Session, connector: User, colleague: User, edith: Person, at: datetime
) -> None:
    facts = PersonFacts(name="Colleague Carol")
    carol = make_person(session, facts, by=colleague.actor, at=at, navigator=colleague)
    client.sign_in(connector)
    address, values = f"/people/{edith.id}/carers/new", {"which": "carer", "reference": carol.reference}
    page = Page(client.submit(address, values).text)
    assert page.errors == ["This record is not on your caseload. Say why you open it, then come back"]
    assert not session.scalars(select(Caring)).all()
    why = page.links[f"Say why you open {carol.reference}"]
    assert client.submit(why, {"reason": "together"}).location == address
    assert client.submit(address, values).status_code == 303
    assert session.scalars(select(Caring)).one().cared_for_id == carol.id

"""Whoever only tells us what is there, such as a student mapping a street, opens nobody's record."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from tests.client import CheckedClient
from tests.factories.referrals import helped_person


@pytest.mark.requirement("A031")
@pytest.mark.parametrize("page", ["", "/details", "/prevention", "/copy", "/measures", "/privacy", "/reason"])
def test_a_contributor_opens_no_record_and_learns_not_whether_it_is_there(
    client: CheckedClient, session: Session, contributor: User, connector: User, page: str
) -> None:
    person = helped_person(session, connector)
    session.commit()
    client.sign_in(contributor)
    answers = {client.get(f"/people/{who}{page}").status_code for who in (person.id, uuid4())}
    assert answers == {403}


@pytest.mark.requirement("A031")
def test_a_contributor_finds_no_people_either(client: CheckedClient, contributor: User) -> None:
    client.sign_in(contributor)
    assert client.get("/caseload/people?q=Edith").status_code == 403
    assert client.get("/people/new").status_code == 403
    assert client.get("/suggestions/new").status_code == 200

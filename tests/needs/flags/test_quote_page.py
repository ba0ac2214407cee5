"""/flags/<id>/quote: a person takes the names out before anybody else reads."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area
from directory.needs.codes import FlagSource
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason
from tests.client import CheckedClient
from tests.page import Page

SAID = "Mrs Ogden has nobody to eat with. Ring 07700 900123."


@pytest.fixture
def flag(session: Session, at: datetime, town: Area) -> UnmetNeed:
    flag = Flag("connect.lunch", UnmetReason.NO_SERVICE, FlagSource.PARTNER, words=SAID)
    return raise_flag(session, flag, by="user:x", at=at)


@pytest.mark.requirement("A122")
def test_it_begins_with_the_names_taken_out_and_keeps_what_was_read(
    client: CheckedClient, session: Session, steward: User, flag: UnmetNeed
) -> None:
    client.sign_in(steward)
    form = client.page(f"/flags/{flag.id}/quote").forms[0]
    assert form.values["quote"] == "[name] has nobody to eat with. Ring [number]."
    answer = client.submit(f"/flags/{flag.id}/quote", {"quote": "Nobody to eat with", "is_read": "y"})
    assert answer.status_code == 303
    session.refresh(flag)
    assert (flag.quote, flag.words) == ("Nobody to eat with", SAID)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"quote": "Nobody to eat with"}, "Read it once more, then confirm that nobody can be recognised"),
        ({"quote": "Ask Mrs Ogden", "is_read": "y"}, "Take out “Mrs Ogden”: it leads to a person"),
        ({"quote": "x" * 501, "is_read": "y"}, "Shorten the quote to 500 characters or fewer"),
    ],
)
def test_what_may_name_somebody_is_not_kept(
    client: CheckedClient, session: Session, steward: User, flag: UnmetNeed, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(steward)
    answer = client.submit(f"/flags/{flag.id}/quote", values)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])
    session.refresh(flag)
    assert flag.quote is None


@pytest.mark.parametrize(
    ("who", "status"), [("commissioner", 404), ("supervisor", 404), ("connector", 404), ("provider", 403)]
)
def test_others_do_not_read_them(
    client: CheckedClient, request: pytest.FixtureRequest, flag: UnmetNeed, who: str, status: int
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"/flags/{flag.id}/quote").status_code == status
    assert client.post(f"/flags/{flag.id}/quote", data={"quote": "x", "is_read": "y"}).status_code == status

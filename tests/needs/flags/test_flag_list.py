"""GET /flags and a flag's page: who sees what, and that commissioners read no word that may name somebody."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area
from directory.needs.codes import UNSORTED, FlagSource, FlagStatus
from directory.needs.flags.operations import Flag, keep_quote, raise_flag
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.conversations.operations import add_action
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.needs.conftest import DISTRICT, ELSEWHERE, WARD

SECRET = "Edith next door has nobody to eat with on Sundays"


def flagged(session: Session, at: datetime, by: User | None = None, **values: Any) -> UnmetNeed:
    facts = {
        "need": "connect.lunch",
        "reason": UnmetReason.NO_SERVICE,
        "source": FlagSource.NAVIGATOR,
        "ward": WARD,
        "district": DISTRICT,
        "words": SECRET,
        "flagged_by": by.id if by else None,
    }
    return raise_flag(session, Flag(**(facts | values)), by="user:x", at=at)


def of_a_record(session: Session, connector: User, at: datetime) -> UnmetNeed:
    """A flag that came of a conversation with somebody."""
    edith = people.helped_person(session, connector, ward_code=WARD, district_code=DISTRICT)
    action = add_action(
        session, None, ActionKind.UNMET, by=connector, at=at, need="connect.lunch", person=edith,
        unmet_reason=UnmetReason.FULL, note=SECRET,
    )  # fmt: skip
    return next(flag for flag in session.query(UnmetNeed) if flag.action_id == action.id)


def test_those_who_close_gaps_see_all_and_narrow_it_down(
    client: CheckedClient, session: Session, commissioner: User, connector: User, town: Area, at: datetime
) -> None:
    flagged(session, at, connector)
    flagged(session, at, reason=UnmetReason.COST, need="connect.groups", ward=None, district=ELSEWHERE)
    client.sign_in(commissioner)
    page = client.page("/flags")
    assert page.h1 == "Unmet needs"
    assert "Ladybrook, Mansfield: No such service exists here" in page.text
    assert "Bassetlaw: Costs too much" in page.text
    for narrowed in (f"area={ELSEWHERE}", "reason=cost", "need=connect.groups"):
        text = client.page(f"/flags?{narrowed}").text
        assert "Bassetlaw: Costs too much" in text
        assert "Ladybrook, Mansfield:" not in text
    assert "No flags match." in client.page("/flags?status=met_later").text


def test_a_connector_sees_their_own(
    client: CheckedClient, session: Session, connector: User, colleague: User, town: Area, at: datetime
) -> None:
    flagged(session, at, connector)
    theirs = flagged(session, at, colleague, words="")
    client.sign_in(connector)
    page = client.page("/flags")
    assert (page.h1, "1 to 1 of 1" in page.text) == ("Flags I raised", True)
    assert client.get(f"/flags/{theirs.id}").status_code == 404


@pytest.mark.parametrize(
    ("who", "is_read", "record_is_read"),
    [
        ("commissioner", False, False),
        ("steward", True, False),
        ("supervisor", True, True),
        ("other_supervisor", True, False),
        ("connector", True, True),
    ],
)
def test_who_reads_the_words(
    client: CheckedClient,
    session: Session,
    request: pytest.FixtureRequest,
    connector: User,
    town: Area,
    at: datetime,
    who: str,
    *,
    is_read: bool,
    record_is_read: bool,
) -> None:
    plain, of_record = flagged(session, at, connector), of_a_record(session, connector, at)
    client.sign_in(request.getfixturevalue(who))
    assert (SECRET in client.page(f"/flags/{plain.id}").text) is is_read
    assert (SECRET in client.page(f"/flags/{of_record.id}").text) is record_is_read
    assert SECRET not in client.page("/flags").text


def test_a_commissioner_who_raised_a_flag_reads_no_words_either(
    client: CheckedClient, session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    own = flagged(session, at, commissioner)
    client.sign_in(commissioner)
    assert SECRET not in client.page(f"/flags/{own.id}").text


def test_a_quote_is_for_everybody_who_sees_the_flag(
    client: CheckedClient, session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at)
    keep_quote(session, flag, "Nobody to eat with on Sundays", is_read=True, by="user:x", at=at)
    client.sign_in(commissioner)
    for address in ("/flags", f"/flags/{flag.id}"):
        page = client.page(address)
        assert "Nobody to eat with on Sundays" in page.text
        assert "Edith" not in page.html


def test_of_a_sensitive_need_the_district_is_told_and_never_the_ward(
    client: CheckedClient, session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at, need="safe.domestic")
    client.sign_in(commissioner)
    for address in ("/flags", f"/flags/{flag.id}"):
        text = client.page(address).text
        assert ("Mansfield" in text, "Ladybrook" in text) == (True, False)
    assert "No flags match." in client.page(f"/flags?area={WARD}").text


def test_a_page_tells_the_month_and_not_the_day_or_the_groups(
    client: CheckedClient, session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at, cohorts=("men",))
    client.sign_in(commissioner)
    text = client.page(f"/flags/{flag.id}").text
    assert "January 2026" in text
    assert "5 January" not in text
    assert "Men" not in text.replace("Unmet", "")


def test_how_far_it_is_is_set_by_those_who_close_gaps(
    client: CheckedClient, session: Session, commissioner: User, supervisor: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at)
    client.sign_in(commissioner)
    assert client.submit(f"/flags/{flag.id}", {"status": "no_action_possible"}).status_code == 303
    session.refresh(flag)
    assert flag.status is FlagStatus.NO_ACTION_POSSIBLE
    assert client.post(f"/flags/{flag.id}/status", data={"status": "grouped"}).status_code == 422
    client.sign_in(supervisor)
    assert client.post(f"/flags/{flag.id}/status", data={"status": "open"}).status_code == 403


def test_a_double_says_so_and_is_set_apart(
    client: CheckedClient, session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    first, second = flagged(session, at), flagged(session, at)
    client.sign_in(commissioner)
    assert "1 to 1 of 1" in client.page("/flags").text
    assert "1 later flag repeats it" in client.page(f"/flags/{first.id}").text
    assert "It repeats an earlier flag" in client.page(f"/flags/{second.id}").text
    assert client.post(f"/flags/{second.id}/separation").status_code == 303
    assert client.post(f"/flags/{second.id}/separation").status_code == 409
    assert "1 to 2 of 2" in client.page("/flags").text


def test_what_was_not_understood_is_sorted_by_somebody_who_looks(
    client: CheckedClient, session: Session, steward: User, connector: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at, need=UNSORTED)
    client.sign_in(steward)
    assert client.page(f"/flags/{flag.id}").h1 == "Not sorted yet"
    assert client.submit(f"/flags/{flag.id}", {"need": ""}).status_code == 422
    assert client.submit(f"/flags/{flag.id}", {"need": "connect.lunch"}).status_code == 303
    assert client.page(f"/flags/{flag.id}").h1 == "Eating together"
    client.sign_in(connector)
    assert client.post(f"/flags/{flag.id}/need", data={"need": "connect.lunch"}).status_code == 404


def test_words_waiting_to_be_read_are_a_list_of_their_own(
    client: CheckedClient,
    session: Session,
    steward: User,
    commissioner: User,
    connector: User,
    town: Area,
    at: datetime,
) -> None:
    flagged(session, at, connector)
    flagged(session, at, words="")
    of_a_record(session, connector, at)
    client.sign_in(steward)
    assert "1 to 1 of 1" in client.page("/flags?unread=1").text
    client.sign_in(commissioner)
    assert "1 to 3 of 3" in client.page("/flags?unread=1").text


@pytest.mark.parametrize("rest", ["", "/quote"])
def test_an_unknown_flag_is_nothing(client: CheckedClient, steward: User, town: Area, rest: str) -> None:
    client.sign_in(steward)
    assert client.get(f"/flags/{uuid4()}{rest}").status_code == 404


def test_a_page_beyond_the_last_is_nothing(client: CheckedClient, commissioner: User, town: Area) -> None:
    client.sign_in(commissioner)
    assert client.get("/flags?page=9").status_code == 404


@pytest.mark.parametrize("who", ["provider", "contributor", "administrator"])
def test_others_may_not(client: CheckedClient, request: pytest.FixtureRequest, town: Area, who: str) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/flags").status_code == 403

"""GET /flags and a flag's page: single flags are for whoever raised them, and for those who sort and read them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.geo.models import Area
from directory.needs.codes import UNSORTED, FlagSource, FlagStatus
from directory.needs.flags.operations import Flag, keep_quote, raise_flag
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.conversations.operations import add_action
from tests.client import CheckedClient
from tests.factories import accounts
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


def test_a_steward_sees_what_is_of_no_record_and_narrows_it_down(
    client: CheckedClient, session: Session, steward: User, connector: User, town: Area, at: datetime
) -> None:
    flagged(session, at, connector)
    flagged(session, at, reason=UnmetReason.COST, need="connect.groups", ward=None, district=ELSEWHERE)
    of_record = of_a_record(session, connector, at)
    client.sign_in(steward)
    page = client.page("/flags")
    assert page.h1 == "Unmet needs"
    assert "Ladybrook, Mansfield: No such service exists here" in page.text
    assert "1 to 2 of 2" in page.text
    assert client.get(f"/flags/{of_record.id}").status_code == 404
    assert "Bassetlaw: Costs too much" in page.text
    for narrowed in (f"area={ELSEWHERE}", "reason=cost", "need=connect.groups"):
        text = client.page(f"/flags?{narrowed}").text
        assert "Bassetlaw: Costs too much" in text
        assert "Ladybrook, Mansfield:" not in text
    assert "No flags match." in client.page("/flags?status=met_later").text


def test_a_steward_of_one_district_sees_the_flags_of_that_district(
    client: CheckedClient, session: Session, area_steward: User, town: Area, at: datetime
) -> None:
    here, there = flagged(session, at), flagged(session, at, ward=None, district=ELSEWHERE)
    nowhere = flagged(session, at, ward=None, district=None)
    client.sign_in(area_steward)
    assert "1 to 1 of 1" in client.page("/flags").text
    assert [client.get(f"/flags/{each.id}").status_code for each in (here, there, nowhere)] == [200, 404, 404]
    assert client.post(f"/flags/{there.id}/status", data={"status": "met_later"}).status_code == 404


def test_a_steward_of_the_county_sees_the_flags_of_its_districts(
    client: CheckedClient, session: Session, town: Area, at: datetime
) -> None:
    flagged(session, at)
    client.sign_in(accounts.person(session, "Cora Steward", Role.STEWARD, areas=("E10000024",)))
    assert "Ladybrook, Mansfield" in client.page("/flags").text


def test_those_who_close_gaps_see_no_single_flag_of_others(
    client: CheckedClient, session: Session, commissioner: User, connector: User, town: Area, at: datetime
) -> None:
    theirs = flagged(session, at, connector)
    own = flagged(session, at, commissioner, need="connect.groups", words="")
    client.sign_in(commissioner)
    page = client.page("/flags")
    assert (page.h1, "1 to 1 of 1" in page.text) == ("Flags I raised", True)
    assert "Eating together" not in page.text.replace("Choose", "").split("Show", 1)[-1]
    assert "counted on the gap map and in gaps" in page.text
    assert client.get(f"/flags/{own.id}").status_code == 200
    for address in ("", "/quote"):
        assert client.get(f"/flags/{theirs.id}{address}").status_code == 404
    for verb in ("need", "status", "separation", "removal", "quote"):
        assert client.post(f"/flags/{theirs.id}/{verb}", data={"need": "connect.lunch"}).status_code in (403, 404)


@pytest.mark.parametrize(("who", "flags"), [("supervisor", 2), ("other_supervisor", 0)])
def test_a_supervisor_sees_what_their_team_noted(
    client: CheckedClient, session: Session, request: pytest.FixtureRequest, connector: User, town: Area, at: datetime,
    who: str, flags: int,
) -> None:  # fmt: skip
    flagged(session, at, connector)
    of_a_record(session, connector, at)
    flagged(session, at, people=9, batch_id=uuid4())
    client.sign_in(request.getfixturevalue(who))
    text = client.page("/flags").text
    assert (f"1 to {flags} of {flags}" if flags else "Nothing has been flagged yet.") in text


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
        ("other_supervisor", False, False),
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
    for flag, may_read in ((plain, is_read), (of_record, record_is_read)):
        answer = client.get(f"/flags/{flag.id}")
        assert (answer.status_code, SECRET in answer.get_data(as_text=True)) == (
            (200, True) if may_read else (404, False)
        )
    assert SECRET not in client.page("/flags").text


def test_a_commissioner_who_raised_a_flag_reads_no_words_either(
    client: CheckedClient, session: Session, commissioner: User, town: Area, at: datetime
) -> None:
    own = flagged(session, at, commissioner)
    client.sign_in(commissioner)
    assert SECRET not in client.page(f"/flags/{own.id}").text


def test_a_quote_is_for_everybody_who_sees_the_flag(
    client: CheckedClient, session: Session, steward: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at)
    keep_quote(session, flag, "Nobody to eat with on Sundays", is_read=True, by="user:x", at=at)
    client.sign_in(steward)
    page = client.page("/flags")
    assert "Nobody to eat with on Sundays" in page.text
    assert "Edith" not in page.html
    assert "Nobody to eat with on Sundays" in client.page(f"/flags/{flag.id}").text


def test_of_a_sensitive_need_the_district_is_told_and_never_the_ward(
    client: CheckedClient, session: Session, steward: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at, need="safe.domestic")
    client.sign_in(steward)
    for address in ("/flags", f"/flags/{flag.id}"):
        text = client.page(address).text
        assert ("Mansfield" in text, "Ladybrook" in text) == (True, False)
    assert "No flags match." in client.page(f"/flags?area={WARD}").text


def test_a_page_tells_the_month_and_not_the_day(
    client: CheckedClient, session: Session, steward: User, town: Area, at: datetime
) -> None:
    flag = flagged(session, at)
    client.sign_in(steward)
    text = client.page(f"/flags/{flag.id}").text
    assert "January 2026" in text
    assert "5 January" not in text


def test_how_far_it_is_is_set_by_a_steward(
    client: CheckedClient, session: Session, commissioner: User, steward: User, supervisor: User, connector: User,
    town: Area, at: datetime,
) -> None:  # fmt: skip
    flag = flagged(session, at, connector)
    client.sign_in(steward)
    assert client.submit(f"/flags/{flag.id}", {"status": "no_action_possible"}).status_code == 303
    session.refresh(flag)
    assert flag.status is FlagStatus.NO_ACTION_POSSIBLE
    assert client.post(f"/flags/{flag.id}/status", data={"status": "grouped"}).status_code == 422
    for other in (supervisor, commissioner):
        client.sign_in(other)
        assert client.post(f"/flags/{flag.id}/status", data={"status": "open"}).status_code == 403


def test_of_a_double_nobody_is_told_who_does_not_see_the_first(
    client: CheckedClient, session: Session, connector: User, colleague: User, town: Area, at: datetime
) -> None:
    first, second = flagged(session, at, colleague), flagged(session, at, connector)
    client.sign_in(connector)
    page = client.page(f"/flags/{second.id}")
    assert "It repeats an earlier flag" in page.text
    assert str(first.id) not in page.html
    client.sign_in(colleague)
    assert "later flag" not in client.page(f"/flags/{first.id}").text


def test_a_double_says_so_and_is_set_apart(
    client: CheckedClient, session: Session, steward: User, town: Area, at: datetime
) -> None:
    first, second = flagged(session, at), flagged(session, at)
    client.sign_in(steward)
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
    assert "You have not flagged anything yet." in client.page("/flags?unread=1").text


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

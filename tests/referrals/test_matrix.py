"""Who reaches what: every address about people, asked by everybody whose work is people, about one person.

Each endpoint under those paths stands in the table of tests/referrals/matrix.py; one that is missing there turns this
red. Gates by permission are held by tests/contracts/test_role_matrix.py; here the person, the conversation, the
referral or the task itself is asked.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from directory.accounts.models import User
from directory.accounts.roles import GRANTS, Permission, Role
from directory.listings.models import Organization
from directory.referrals.codes.referral import Source
from directory.referrals.people.opening import ReadingReason, give_reason
from directory.web.access import Audience, audience_of
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as help_by
from tests.referrals.edith import Edith, make_edith
from tests.referrals.matrix import OPENS_AT_ONCE, PATHS, TABLE, About

#: Addresses that end something are asked last, and in this order.
ENDS = ("/completion", "/ending", "/closure", "/erasure", "/removal")


class Gets(Enum):
    """What becomes of a request."""

    IN = "in"
    ASKED_WHY = "asked why first"
    NOTHING = "404, as if it were not there"
    REFUSED = "403"
    TO_SIGN_IN = "to sign in"


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms are sent empty here, to pages that may not offer them: their own tests check the pages."""
    monkeypatch.setattr("tests.client.faults", lambda *_page: [])


@pytest.fixture
def edith(session: Session, connector: User, organization: Organization, at: datetime) -> Edith:
    return make_edith(session, connector, organization, at)


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every rule under `PATHS` with each method it takes; what ends something comes last."""
    found = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(PATHS)]
    for rule in sorted(found, key=_by_what_ends):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method


def _by_what_ends(rule: Rule) -> tuple[int, str]:
    return next((place for place, end in enumerate(ENDS, 1) if rule.rule.endswith(end)), 0), rule.rule


def about_somebody(app: Flask) -> list[tuple[Rule, str]]:
    """Those about one person."""
    return [(rule, method) for rule, method in rules(app) if TABLE.get(rule.endpoint) is About.SOMEBODY]


def unlisted(endpoints: set[str], table: Mapping[str, About]) -> set[str]:
    """Endpoints that the table lacks, and lines of it that lead nowhere."""
    return endpoints ^ set(table)


def test_every_address_about_people_stands_in_the_table(app: Flask) -> None:
    assert unlisted({rule.endpoint for rule, _method in rules(app)}, TABLE) == set()


def test_an_address_that_is_missing_is_found() -> None:
    assert unlisted({"people.person", "people.new_page"}, {"people.person": About.WORK, "people.old": About.WORK}) == {
        "people.new_page",
        "people.old",
    }


@pytest.mark.parametrize(
    "outsider", ["volunteer", "other_connector", "other_supervisor", "referrer", "provider", "steward", "administrator"]
)
def test_an_outsider_finds_nothing_of_her(
    app: Flask, client: CheckedClient, edith: Edith, outsider: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(outsider)
    client.sign_in(user)
    wrong = {}
    for rule, method in about_somebody(app):
        expected = Gets.NOTHING if _may(app, user, rule.endpoint) else Gets.REFUSED
        got = _knock(client, edith, rule, method)
        if got is not expected:
            wrong[f"{method} {rule.rule}"] = got.value
    assert wrong == {}


@pytest.mark.parametrize("who", ["colleague", "supervisor"])
def test_the_team_is_asked_why_first(
    app: Flask, client: CheckedClient, edith: Edith, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    client.sign_in(user)
    wrong = {}
    for rule, method in about_somebody(app):
        if rule.endpoint in OPENS_AT_ONCE:
            continue
        expected = Gets.ASKED_WHY if _may(app, user, rule.endpoint) else Gets.REFUSED
        got = _knock(client, edith, rule, method)
        if got is not expected:
            wrong[f"{method} {rule.rule}"] = got.value
    assert wrong == {}


@pytest.mark.parametrize("who", ["connector", "supervisor"])
def test_her_connector_and_whoever_said_why_get_in(
    app: Flask,
    client: CheckedClient,
    session: Session,
    edith: Edith,
    who: str,
    at: datetime,
    request: pytest.FixtureRequest,
) -> None:
    user: User = request.getfixturevalue(who)
    if who == "supervisor":
        give_reason(session, edith.person, ReadingReason.REQUEST, by=user, at=at)
    client.sign_in(user)
    wrong = {}
    for rule, method in about_somebody(app):
        expected = Gets.IN if _may(app, user, rule.endpoint) else Gets.REFUSED
        got = _knock(client, edith, rule, method)
        if got is not expected:
            wrong[f"{method} {rule.rule}"] = got.value
    assert wrong == {}


@pytest.mark.parametrize("who", ["volunteer", "other_connector", "other_supervisor"])
def test_lists_and_forms_show_an_outsider_nothing_of_her(
    app: Flask, client: CheckedClient, edith: Edith, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    client.sign_in(user)
    for rule, method in rules(app):
        if TABLE[rule.endpoint] is About.WORK and method == "GET":
            answer = client.get(f"{edith.address(rule)}?person={edith.person.id}")
            for words in ("Edith", edith.person.reference, "the garden"):
                assert words not in answer.get_data(as_text=True), rule.rule


def test_nobody_gets_anywhere_without_signing_in(app: Flask, client: CheckedClient, edith: Edith) -> None:
    wrong = {
        f"{method} {rule.rule}"
        for rule, method in rules(app)
        if _knock(client, edith, rule, method) is not Gets.TO_SIGN_IN
    }
    assert wrong == set()


def test_only_those_who_help_people_are_let_in_at_all(app: Flask) -> None:
    """Roles whose gate is shut at every address under these paths, but for how one's own referral goes."""
    for role in (Role.RESIDENT, Role.CONTRIBUTOR, Role.STEWARD, Role.COMMISSIONER, Role.ADMINISTRATOR):
        open_to = {rule.endpoint for rule, _method in rules(app) if _asks(app, rule.endpoint) in GRANTS[role]}
        assert open_to == set(), role


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("colleague", Gets.ASKED_WHY),
        ("supervisor", Gets.ASKED_WHY),
        ("volunteer", Gets.NOTHING),
        ("other_connector", Gets.NOTHING),
        ("other_supervisor", Gets.NOTHING),
    ],
)
def test_whoever_waits_is_seen_by_the_team_of_their_area(
    client: CheckedClient,
    session: Session,
    team: object,
    who: str,
    expected: Gets,
    at: datetime,
    request: pytest.FixtureRequest,
) -> None:
    user: User = request.getfixturevalue(who)
    waiting = help_by.helped_person(session, None, team_id=team.id)  # type: ignore[attr-defined]
    client.sign_in(user)
    assert _outcome(client.get(f"/people/{waiting.id}")) is expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [("supervisor", Gets.ASKED_WHY), ("other_supervisor", Gets.ASKED_WHY), ("connector", Gets.NOTHING)],
)
def test_whoever_no_team_covers_is_seen_by_every_supervisor(
    client: CheckedClient, session: Session, who: str, expected: Gets, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    waiting = help_by.helped_person(session, None)
    client.sign_in(user)
    assert _outcome(client.get(f"/people/{waiting.id}")) is expected


def test_a_partner_sees_how_their_own_referral_goes_and_no_other(
    client: CheckedClient,
    session: Session,
    edith: Edith,
    referrer: User,
    organization: Organization,
    at: datetime,
) -> None:
    service = make.service(session, "Chat over chips", organization=organization)
    theirs = help_by.referral(session, referrer, edith.person, service, at, source=Source.PARTNER)
    client.sign_in(referrer)
    page = client.page(f"/referrals/{theirs.id}")
    assert "Edith" not in page.html
    assert client.get(f"/referrals/{edith.values['referral']}").status_code == 404


def _may(app: Flask, user: User, endpoint: str) -> bool:
    asks = _asks(app, endpoint)
    return asks == Audience.SIGNED_IN or user.may(Permission(str(asks)))


def _asks(app: Flask, endpoint: str) -> object:
    return audience_of(app.view_functions[endpoint])


def _knock(client: CheckedClient, edith: Edith, rule: Rule, method: str) -> Gets:
    return _outcome(client.open(edith.address(rule), method=method))


def _outcome(answer: TestResponse) -> Gets:
    if answer.status_code in (303, 302) and "/reason" in (answer.location or ""):
        return Gets.ASKED_WHY
    if answer.status_code in (303, 302) and (answer.location or "").startswith("/sign-in"):
        return Gets.TO_SIGN_IN
    found = {404: Gets.NOTHING, 403: Gets.REFUSED}
    return found.get(answer.status_code, Gets.IN)

"""Every role at every endpoint: the gate does what docs/roles.md says, and the page says what the code declares."""

import re
from contextvars import Context

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import EVERYWHERE_ONLY, GRANTS, Permission, Role
from directory.errors import NotAllowed
from directory.web.access import Audience, access
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.roles_report import TARGET, report

HEADERS = {"Sec-Fetch-Site": "same-origin", "Host": "waypost.test"}
#: Who is asked, and the role that says what becomes of them. A steward of one district is asked beside the others.
CAST = {
    "somebody": Role.RESIDENT,
    "provider": Role.PROVIDER_EDITOR,
    "referrer": Role.PARTNER_REFERRER,
    "contributor": Role.CONTRIBUTOR,
    "reviewer": Role.REVIEWER,
    "connector": Role.CONNECTOR,
    "supervisor": Role.SUPERVISOR,
    "steward": Role.STEWARD,
    "area_steward": Role.STEWARD,
    "commissioner": Role.COMMISSIONER,
    "administrator": Role.ADMINISTRATOR,
}
IN, TO_SIGN_IN, REFUSED = "in", "to sign in", "refused"


def promised(text: str) -> dict[str, str]:
    """What docs/roles.md says each endpoint asks for; those it does not list are for everyone."""
    return dict(re.findall(r"^\| `[^`]+` \| [^|]+ \| `([\w.]+)` (\w+) \|$", text, re.MULTILINE))


def expected(asks: str | None, role: Role | None, *, everywhere: bool = True) -> str:
    """What must become of somebody with a role, or of nobody, at an endpoint that asks for this."""
    if asks is None:
        return IN
    if role is None:
        return TO_SIGN_IN
    may = GRANTS[role] if everywhere else GRANTS[role] - EVERYWHERE_ONLY
    return IN if asks == Audience.SIGNED_IN or Permission(asks) in may else REFUSED


def found(app: Flask, cookie: str) -> dict[str, str]:
    """What the gate does at every endpoint for whoever holds this cookie. No view is called."""
    results: dict[str, str] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in results:
            results[rule.endpoint] = Context().run(_knock, app, rule.endpoint, rule.methods or set(), cookie)
    return results


def _knock(app: Flask, endpoint: str, methods: set[str], cookie: str) -> str:
    rule = next(app.url_map.iter_rules(endpoint))
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda part: _example(part[1]), rule.rule)
    method = "GET" if "GET" in methods else "POST"
    with app.test_request_context(path, method=method, headers={**HEADERS, "Cookie": cookie}):
        try:
            answer = app.preprocess_request()
        except NotAllowed:
            return REFUSED
        to_sign_in = answer is not None and getattr(answer, "location", "").startswith("/sign-in")
        return TO_SIGN_IN if to_sign_in else IN


def _example(kind: str | None) -> str:
    return {"uuid": "00000000-0000-7000-8000-000000000000", "int": "1", "path": "x"}.get(kind or "", "x")


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application without form tokens, which would be asked for before the gate is reached."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def somebody(session: Session) -> User:
    """A resident with an account and nothing else."""
    return people.person(session, "Sam Somebody")


def test_the_page_of_roles_is_as_the_code_declares(app: Flask) -> None:
    assert TARGET.read_text(encoding="utf-8") == report(app), "run python -m tests.roles_report"


def test_nobody_gets_further_than_the_page_of_roles_says(app: Flask, session: Session) -> None:
    asks = promised(TARGET.read_text(encoding="utf-8"))
    wrong = {name: what for name, what in found(app, "").items() if what != expected(asks.get(name), None)}
    assert wrong == {}


@pytest.mark.parametrize("who", CAST)
def test_each_role_gets_as_far_as_the_page_of_roles_says(
    app: Flask, client: CheckedClient, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    client.sign_in(user)
    name = app.config["SESSION_COOKIE_NAME"]
    held = client.get_cookie(name, domain="waypost.test")
    assert held
    asks = promised(TARGET.read_text(encoding="utf-8"))
    got = found(app, f"{name}={held.value}")
    everywhere = who != "area_steward"
    wrong = {
        name: (what, asks.get(name))
        for name, what in got.items()
        if what != expected(asks.get(name), CAST[who], everywhere=everywhere)
    }
    assert wrong == {}


def test_a_page_that_lets_in_too_many_is_found(app: Flask, session: Session) -> None:
    asks = promised(TARGET.read_text(encoding="utf-8"))
    app.view_functions["accounts.everybody"] = access(Audience.EVERYONE)(lambda: "everybody")
    got = found(app, "")
    assert got["accounts.everybody"] == IN != expected(asks["accounts.everybody"], None)
    assert TARGET.read_text(encoding="utf-8") != report(app)

"""Between password and code: nothing works, codes work once, and guessing ends soon."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts import totp
from directory.accounts.models import User
from directory.accounts.operations import ways_in
from directory.audit.models import AuditEvent
from tests.accounts.conftest import PASSWORD, is_in, knock, show_code
from tests.client import CheckedClient
from tests.contracts.test_role_matrix import TO_SIGN_IN, expected, found, promised
from tests.page import Page
from tests.roles_report import TARGET

Give = Callable[[User], User]


@pytest.fixture
def halfway(client: CheckedClient, steward: User, with_password: Give) -> User:
    """A steward whose password was right and who owes the code."""
    with_password(steward)
    knock(client, steward.email)
    return steward


def test_no_page_works_between_password_and_code(client: CheckedClient, halfway: User) -> None:
    app = client.application
    app.config["WTF_CSRF_ENABLED"] = False
    name = app.config["SESSION_COOKIE_NAME"]
    held = client.get_cookie(name, domain="waypost.test")
    assert held
    asks = promised(TARGET.read_text(encoding="utf-8"))
    got = found(app, f"{name}={held.value}")
    assert {name for name in asks if got.get(name, TO_SIGN_IN) != expected(asks[name], None)} == set()


def test_the_code_of_now_lets_in_and_the_session_has_a_new_name(client: CheckedClient, halfway: User) -> None:
    name = client.application.config["SESSION_COOKIE_NAME"]
    before = client.get_cookie(name, domain="waypost.test")
    assert show_code(client, halfway).location == "/staff"
    after = client.get_cookie(name, domain="waypost.test")
    assert before
    assert after
    assert before.value != after.value
    client.set_cookie(name, before.value, domain="waypost.test", secure=True)
    assert not is_in(client)


def test_a_code_works_once(client: CheckedClient, halfway: User) -> None:
    show_code(client, halfway)
    client.post("/sign-out", token=False)
    knock(client, halfway.email)
    answer = show_code(client, halfway)
    assert answer.status_code == 422
    assert not is_in(client)


def test_a_code_typed_with_a_space_is_taken(client: CheckedClient, halfway: User) -> None:
    assert halfway.totp_secret
    code = totp.code_at(halfway.totp_secret, clock.now())
    assert client.submit("/sign-in/code", {"code": f"{code[:3]} {code[3:]}"}).status_code == 303


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_code_of_another_time_is_refused(client: CheckedClient, halfway: User, minutes: int) -> None:
    assert halfway.totp_secret
    code = totp.code_at(halfway.totp_secret, clock.now() + timedelta(minutes=minutes))
    answer = client.submit("/sign-in/code", {"code": code})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors


def test_after_five_wrong_codes_the_password_is_asked_for_again(
    client: CheckedClient, halfway: User, session: Session
) -> None:
    statuses = [client.submit("/sign-in/code", {"code": "000000"}).status_code for _ in range(4)]
    assert statuses == [422] * 4
    assert client.submit("/sign-in/code", {"code": "000000"}).location == "/sign-in?again=codes"
    assert client.get("/sign-in/code").location == "/sign-in?again=time"
    failed = select(AuditEvent).where(AuditEvent.action == "account.sign_in_failed")
    assert len(session.scalars(failed).all()) == 5


def test_after_ten_wrong_codes_even_the_right_one_waits(client: CheckedClient, halfway: User) -> None:
    for _ in range(2):
        for _ in range(5):
            client.submit("/sign-in/code", {"code": "000000"})
        knock(client, halfway.email)
    assert show_code(client, halfway).status_code == 422
    assert not is_in(client)


def test_the_first_step_is_forgotten_after_a_quarter_of_an_hour(client: CheckedClient, halfway: User) -> None:
    with clock.stopped_at(clock.now() + timedelta(minutes=16)):
        assert client.get("/sign-in/code").location == "/sign-in?again=time"


def test_disabling_an_account_ends_the_first_step_too(client: CheckedClient, halfway: User) -> None:
    halfway.active = False
    assert client.get("/sign-in/code").status_code == 303


def test_a_recovery_code_lets_in_once(client: CheckedClient, halfway: User, session: Session) -> None:
    codes = ways_in.new_recovery_codes(session, halfway, at=clock.now())
    assert len(set(codes)) == 10
    assert client.submit("/sign-in/recovery-code", {"code": codes[3].upper()}).status_code == 303
    assert is_in(client)
    client.post("/sign-out", token=False)
    knock(client, halfway.email)
    assert client.submit("/sign-in/recovery-code", {"code": codes[3]}).status_code == 422
    assert len(halfway.recovery_codes) == 9


def test_recovery_codes_are_kept_as_digests_and_wrong_ones_are_recorded(
    client: CheckedClient, halfway: User, session: Session
) -> None:
    codes = ways_in.new_recovery_codes(session, halfway, at=clock.now())
    assert not {kept.digest for kept in halfway.recovery_codes} & set(codes)
    client.submit("/sign-in/recovery-code", {"code": "aaaa-bbbb-cccc"})
    assert session.scalars(select(AuditEvent.detail).order_by(AuditEvent.sequence.desc())).first() == {"by": "code"}


def test_a_role_that_asks_for_it_sets_up_the_app_before_anything_else(
    client: CheckedClient, steward: User, with_password: Give
) -> None:
    with_password(steward).totp_secret = None
    assert knock(client, steward.email).location == "/sign-in/authenticator"
    page = client.page("/sign-in/authenticator")
    assert not is_in(client)
    key = page.text.split("Key: ")[1].split(" 3. ")[0]
    secret = "".join(word for word in key.split()[:8])
    assert page.forms[0].values["secret"] not in page.text
    wrong = client.post("/sign-in/authenticator", data={**page.forms[0].values, "code": "000000"}, token=False)
    assert wrong.status_code == 422
    sent = {**page.forms[0].values, "code": totp.code_at(secret, clock.now())}
    answer = client.post("/sign-in/authenticator", data=sent, token=False)
    done = Page(answer.get_data(as_text=True))
    assert done.h1 == "Keep these codes"
    assert len(done.all(".//code")) == 10
    assert done.links["I have kept them"] == "/staff"
    assert is_in(client)
    assert steward.totp_secret == secret


def test_whoever_has_an_app_cannot_set_up_another_between_the_steps(client: CheckedClient, halfway: User) -> None:
    assert client.get("/sign-in/authenticator").location == "/sign-in?again=time"


def test_a_provider_who_chose_an_app_is_asked_for_its_code(
    client: CheckedClient, provider: User, with_password: Give
) -> None:
    with_password(provider).totp_secret = totp.new_secret()
    assert client.submit("/sign-in", {"email": provider.email, "password": PASSWORD}).location == "/sign-in/code"

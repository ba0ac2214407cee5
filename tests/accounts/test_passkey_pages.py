"""Passkeys: made, shown, refused when anything does not fit, removed."""

import pytest

from directory.accounts.models import User
from tests.accounts.conftest import Post, is_in
from tests.accounts.device import PRESENT, Device
from tests.client import CheckedClient
from tests.page import Page


def add(client: CheckedClient, device: Device, name: str = "My phone") -> int:
    """Add a passkey of this device and give the status."""
    options = client.post("/account/passkeys/options").get_json()
    assert "authenticatorAttachment" not in options["authenticatorSelection"]
    page = client.page("/account/passkeys")
    sent = {**page.forms[-1].values, "credential": device.make(options), "name": name}
    sent["csrf_token"] = next(form.values["csrf_token"] for form in page.forms if "csrf_token" in form.values)
    return client.post("/account/passkeys", data=sent, token=False).status_code


def show(client: CheckedClient, device: Device) -> int:
    """Sign in with this device and give the status."""
    options = client.post("/sign-in/passkey/options", token=False).get_json()
    return client.post("/sign-in/passkey", data={"credential": device.show(options)}, token=False).status_code


@pytest.fixture
def device(client: CheckedClient, steward: User) -> Device:
    """A steward's device with a passkey, in a browser that is signed out."""
    made = Device()
    client.sign_in(steward)
    assert add(client, made) == 303
    client.post("/sign-out", token=False)
    return made


def test_a_passkey_is_both_steps_at_once(client: CheckedClient, device: Device, steward: User) -> None:
    assert show(client, device) == 303
    assert is_in(client)
    assert steward.passkeys[0].last_used_at is not None


def test_it_is_told_and_listed_and_removed(client: CheckedClient, device: Device, steward: User, post: Post) -> None:
    assert "A passkey was added." in post(steward.email)[-1]
    client.sign_in(steward)
    assert "My phone" in client.page("/account/passkeys").text
    assert client.post(f"/account/passkeys/{steward.passkeys[0].id}/removal").status_code == 303
    client.post("/sign-out", token=False)
    assert show(client, device) == 422


def test_the_last_second_step_stays(client: CheckedClient, device: Device, steward: User) -> None:
    steward.totp_secret = None
    client.sign_in(steward)
    assert client.post(f"/account/passkeys/{steward.passkeys[0].id}/removal").status_code == 422


def test_an_unknown_device_is_told_so_and_no_more(client: CheckedClient, device: Device) -> None:
    options = client.post("/sign-in/passkey/options", token=False).get_json()
    assert options.get("allowCredentials", []) == []
    answer = client.post("/sign-in/passkey", data={"credential": Device().show(options)}, token=False)
    assert Page(answer.get_data(as_text=True)).errors == [
        "We do not know this passkey. Try again, or sign in another way."
    ]


def test_an_answer_to_another_question_is_refused(client: CheckedClient, device: Device) -> None:
    old = client.post("/sign-in/passkey/options", token=False).get_json()
    client.post("/sign-in/passkey/options", token=False)
    assert client.post("/sign-in/passkey", data={"credential": device.show(old)}, token=False).status_code == 422


def test_an_answer_works_once(client: CheckedClient, device: Device) -> None:
    options = client.post("/sign-in/passkey/options", token=False).get_json()
    answer = {"credential": device.show(options)}
    assert client.post("/sign-in/passkey", data=answer, token=False).status_code == 303
    client.post("/sign-out", token=False)
    assert client.post("/sign-in/passkey", data=answer, token=False).status_code == 422


@pytest.mark.parametrize("fault", ["origin", "host", "finger", "counter"])
def test_a_device_that_does_not_fit_is_refused(client: CheckedClient, device: Device, fault: str) -> None:
    assert show(client, device) == 303
    client.post("/sign-out", token=False)
    if fault == "origin":
        device.origin = "https://evil.example"
    elif fault == "host":
        device.host = "evil.example"
    elif fault == "finger":
        device.flags = PRESENT
    else:
        device.counter = 0
    assert show(client, device) == 422
    assert not is_in(client)


@pytest.mark.parametrize("answer", ["", "{}", "[]", '{"rawId": 7}', '{"rawId": "AAAA"}', "\ud83d"])
def test_nonsense_is_refused(client: CheckedClient, answer: str) -> None:
    sent = {"credential": answer.encode("utf-8", "replace")}
    assert client.post("/sign-in/passkey", data=sent, token=False).status_code == 422


def test_a_disabled_owner_stays_out(client: CheckedClient, device: Device, steward: User) -> None:
    steward.active = False
    assert show(client, device) == 422


def test_a_device_without_a_finger_makes_no_passkey(client: CheckedClient, provider: User) -> None:
    client.sign_in(provider)
    device = Device()
    device.flags = PRESENT
    assert add(client, device) == 422
    assert add(client, Device(), name=" ") == 422


def test_somebody_elses_passkey_is_not_there(
    client: CheckedClient, device: Device, steward: User, provider: User
) -> None:
    client.sign_in(provider)
    assert client.post(f"/account/passkeys/{steward.passkeys[0].id}/removal").status_code == 404

"""How often one address may change things, and whose address is believed."""

from flask import Flask, request

from directory import create_app
from directory.extensions import CHANGES, limiter
from directory.extensions import _is_reading as reading
from directory.settings import Settings
from directory.web.access import Audience, access
from tests.client import CheckedClient

ALLOWED = int(CHANGES.split()[0])


def test_an_address_that_sends_too_much_is_asked_to_wait(client: CheckedClient) -> None:
    answers = [client.post("/trial/stateless", data={"code": f"c{n}"}).status_code for n in range(ALLOWED)]
    assert set(answers) == {303}
    response = client.post("/trial/stateless", data={"code": "one-more"})
    assert response.status_code == 429
    assert "Retry-After" in response.headers
    assert "Wait a minute" in response.text


def test_reading_is_not_counted(client: CheckedClient) -> None:
    assert {client.get("/trial/time").status_code for _ in range(ALLOWED + 5)} == {200}


def test_whoever_is_right_is_counted_as_well_wherever_something_changes(app: Flask) -> None:
    with app.app_context():
        changing = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods and "POST" in rule.methods}
        free = {
            endpoint
            for endpoint in changing
            if all(
                limit.deduct_when or limit.exempt_when not in (None, reading)
                for found in limiter.limit_manager.resolve_limits(app, endpoint)
                for limit in found
            )
        }
    assert free == set(), "a limit that counts only some answers must not take the place of the one for every change"


def believed(settings: Settings, hops: int) -> str:
    """Which address the application takes a request to come from."""
    app: Flask = create_app(settings.model_copy(update={"proxy_hops": hops}))
    app.add_url_rule("/who", "who", access(Audience.EVERYONE)(lambda: str(request.remote_addr)))
    answer = app.test_client().get("/who", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    return answer.text


def test_what_a_client_claims_of_its_address_is_not_believed(settings: Settings) -> None:
    assert believed(settings, 0) == "127.0.0.1"


def test_the_configured_proxies_are_believed_and_no_further(settings: Settings) -> None:
    assert believed(settings, 1) == "198.51.100.7"

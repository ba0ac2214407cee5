"""How checks are put together."""

from collections.abc import Iterator

import pytest

from directory.web import health
from directory.web.health import Health, check
from tests.client import CheckedClient


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    before = dict(health._checks)
    health._checks.clear()
    yield
    health._checks.clear()
    health._checks.update(before)


def test_all_well(client: CheckedClient) -> None:
    check("tea")(lambda: Health(ok=True, facts={"cups": 3}))
    assert client.get("/health").json == {"status": "ok", "parts": {"tea": {"ok": True, "cups": 3}}}


def test_a_part_that_is_not_vital_degrades(client: CheckedClient) -> None:
    check("tea")(lambda: Health(ok=False))
    answer = client.get("/health")
    assert (answer.status_code, answer.json and answer.json["status"]) == (200, "degraded")


def test_without_a_vital_part_the_answer_is_503(client: CheckedClient) -> None:
    check("water", vital=True)(lambda: Health(ok=False))
    assert client.get("/health").status_code == 503


def test_a_check_that_fails_itself_is_a_part_that_is_not_well(client: CheckedClient) -> None:
    def burst() -> Health:
        raise OSError("/secret/path")

    check("pipe")(burst)
    answer = client.get("/health")
    assert answer.json is not None
    assert answer.json["parts"]["pipe"] == {"ok": False, "failure": "OSError"}

"""The reference of a request."""

from tests.client import CheckedClient


def test_each_request_has_its_own(client: CheckedClient) -> None:
    assert client.get("/health").headers["X-Request-ID"] != client.get("/health").headers["X-Request-ID"]


def test_the_proxys_is_kept_when_well_formed(client: CheckedClient) -> None:
    assert client.get("/health", headers={"X-Request-ID": "abc-12345678"}).headers["X-Request-ID"] == "abc-12345678"


def test_anything_else_sent_is_replaced(client: CheckedClient) -> None:
    assert "<" not in client.get("/health", headers={"X-Request-ID": "<script>alert"}).headers["X-Request-ID"]

"""Addresses no browser sends on purpose."""

import pytest

from tests.client import CheckedClient


@pytest.mark.parametrize(
    "address", ["/a%00b", "/trial/time?q=%00", "/trial/time?q=%ff%fe", "/%ff", "/a%0d%0ab", "/%1b"]
)
def test_bytes_that_are_not_text_get_a_page_and_not_a_failure(client: CheckedClient, address: str) -> None:
    page = client.page(address, status=400)
    assert page.h1 == "We could not read that request"


@pytest.mark.parametrize(
    "address", ["/trial/time?q=%F0%9F%99%82", "/trial/time?q=100%25&x=%", "/trial/time?q=caf%C3%A9"]
)
def test_odd_but_honest_text_passes(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 200

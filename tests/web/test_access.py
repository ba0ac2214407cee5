"""The access gate."""

import pytest

from directory.web.access import UndeclaredAccess
from tests.client import CheckedClient


def test_a_view_that_declares_nothing_fails_every_test_that_calls_it(client: CheckedClient) -> None:
    with pytest.raises(UndeclaredAccess, match=r"trial\.undeclared"):
        client.get("/trial/undeclared")


def test_a_view_that_declares_nothing_is_refused_in_service(client: CheckedClient) -> None:
    client.application.testing = False
    assert client.get("/trial/undeclared").status_code == 403


def test_a_staff_page_is_refused_to_people_who_are_not_signed_in(client: CheckedClient) -> None:
    assert client.get("/trial/staff").status_code == 403


def test_static_files_are_for_everyone(client: CheckedClient) -> None:
    assert client.get("/static/no-such-file.css").status_code == 404

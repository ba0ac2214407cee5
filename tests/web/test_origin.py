"""Requests that change something come from our own pages."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy
from tests.client import CheckedClient


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://waypost.test"}, 403),
        ({"Origin": "https://waypost.test"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_form_without_a_cookie_must_prove_where_it_comes_from(
    client: CheckedClient, session: Session, headers: dict[str, str], status: int
) -> None:
    response = client.post("/trial/stateless", from_elsewhere=True, headers=headers)
    assert response.status_code == status
    assert session.scalar(select(func.count()).select_from(Taxonomy)) == (1 if status == 303 else 0)


def test_a_form_with_a_token_is_refused_from_another_site_all_the_same(client: CheckedClient) -> None:
    page = client.page("/trial")
    values = {**page.forms[0].values, "name": "x"}
    assert client.post("/trial", data=values, from_elsewhere=True).status_code == 403


def test_a_page_may_be_opened_from_anywhere(client: CheckedClient) -> None:
    assert client.get("/trial", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200

"""Requests that change something come from our own pages."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy
from directory.web.origin import came_from_us
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


@pytest.mark.parametrize(("any_name", "ours"), [(True, True), (False, False)])
def test_only_a_demonstration_believes_the_name_it_was_called_by(app: Flask, any_name: bool, ours: bool) -> None:
    name = "http://rebound.example"
    with app.test_request_context("/", base_url=name, headers={"Origin": name}):
        assert came_from_us("https://waypost.test", any_name=any_name) is ours

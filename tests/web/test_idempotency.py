"""A form sent twice is done once."""

import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy
from tests.client import CheckedClient


def kept(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Taxonomy)) or 0


def test_a_form_sent_again_gets_the_same_answer_and_changes_nothing_more(
    client: CheckedClient, session: Session
) -> None:
    values = {**client.page("/trial").forms[0].values, "name": "one"}
    first = client.post("/trial", data=values)
    again = client.post("/trial", data=values)
    assert (first.status_code, first.location) == (again.status_code, again.location) == (303, "/trial?saved=one")
    assert kept(session) == 1


def test_a_form_that_was_refused_can_be_mended_and_sent_again(client: CheckedClient, session: Session) -> None:
    values = client.page("/trial").forms[0].values
    assert client.post("/trial", data={**values, "name": ""}).status_code == 422
    assert client.post("/trial", data={**values, "name": "mended"}).status_code == 303
    assert kept(session) == 1


def test_two_forms_opened_apart_are_two_records(client: CheckedClient, session: Session) -> None:
    client.submit("/trial", {"name": "one"})
    client.submit("/trial", {"name": "two"})
    assert kept(session) == 2


def test_a_double_click_at_the_same_moment_makes_one_record(app: Flask, session: Session) -> None:
    session.commit()
    start = threading.Barrier(4)

    def click(_number: int) -> tuple[int, str | None]:
        client = app.test_client()
        start.wait()
        response = client.post(
            "/trial/stateless",
            data={"once": "one-token-for-all"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        return response.status_code, response.location

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(click, range(4)))
    assert answers == {(303, "/trial/added")}
    assert kept(session) == 1

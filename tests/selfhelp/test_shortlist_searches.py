"""Searches kept on a list: POST /shortlist/searches and its removal."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.selfhelp.models import Shortlist, ShortlistSearch
from directory.selfhelp.operations import expire_shortlists
from tests.client import CheckedClient
from tests.search.mansfield import mansfield

ADDRESS = "/shortlist/searches"
FALLS = {"arguments": "q=falls&near=Mansfield&page=2", "back": "/search?q=falls&near=Mansfield"}


@pytest.fixture(autouse=True)
def _directory(session: Session, app: Flask) -> None:
    mansfield(session, app)


def kept(session: Session) -> list[str]:
    return list(session.scalars(select(ShortlistSearch.arguments).order_by(ShortlistSearch.position)))


def test_a_search_is_kept_and_the_page_says_so(client: CheckedClient, session: Session) -> None:
    answer = client.post(ADDRESS, data=FALLS)
    assert answer.location == "/search?q=falls&near=Mansfield&shortlist=search_saved"
    assert kept(session) == ["near=Mansfield&q=falls"]
    assert "The search is on your list." in client.page(answer.location).text
    assert client.page("/shortlist").links["“falls” near Mansfield"] == "/search?near=Mansfield&q=falls"


def test_the_same_search_is_kept_once(client: CheckedClient, session: Session) -> None:
    client.post(ADDRESS, data=FALLS)
    assert client.post(ADDRESS, data=FALLS).location.endswith("search_already")
    assert len(kept(session)) == 1


def test_it_is_on_the_shared_list_and_in_words_on_the_sheet(client: CheckedClient, session: Session) -> None:
    client.post(ADDRESS, data=FALLS)
    code = session.scalars(select(Shortlist.code)).one()
    stranger = client.application.test_client()
    assert "“falls” near Mansfield" in stranger.get(f"/shortlists/{code}").get_data(as_text=True)
    sheet = client.page(f"/shortlists/{code}/sheet")
    assert "Searches to do again" in sheet.text
    assert "“falls” near Mansfield" in sheet.text


def test_a_copied_list_brings_its_searches(client: CheckedClient, session: Session) -> None:
    client.post(ADDRESS, data=FALLS)
    code = session.scalars(select(Shortlist.code)).one()
    stranger = client.application.test_client()
    stranger.post(f"/shortlists/{code}/copies")
    assert len(kept(session)) == 2


def test_it_is_taken_off_with_one_button(client: CheckedClient, session: Session) -> None:
    client.post(ADDRESS, data=FALLS)
    form = next(form for form in client.page("/shortlist").forms if form.action.startswith(ADDRESS))
    assert client.post(form.action, data=form.values).status_code == 303
    assert kept(session) == []


def test_what_is_not_there_is_off_already(client: CheckedClient) -> None:
    unknown = f"{ADDRESS}/00000000-0000-7000-8000-000000000000/removal"
    assert client.post(unknown).status_code == 404  # a browser without a list
    client.post(ADDRESS, data=FALLS)
    assert client.post(unknown).status_code == 303


def test_nobody_takes_a_search_off_somebody_elses_list(client: CheckedClient, session: Session) -> None:
    client.post(ADDRESS, data=FALLS)
    search = session.scalars(select(ShortlistSearch.id)).one()
    stranger = client.application.test_client()
    stranger.post(ADDRESS, data={"arguments": "q=visits"})
    stranger.post(f"{ADDRESS}/{search}/removal")
    assert "near=Mansfield&q=falls" in kept(session)


def test_ten_is_the_most(client: CheckedClient, session: Session) -> None:
    for number in range(11):
        answer = client.post(ADDRESS, data={"arguments": f"q=falls&radius={number + 1}&near=Mansfield"})
    assert answer.location == "/shortlist?shortlist=full_of_searches"
    assert len(kept(session)) == 10


@pytest.mark.parametrize(
    "given",
    [
        "", "q=", "q=he+hits+me", "need=safe.domestic", "q=i+want+to+die", "nonsense", "q=falls&near=Nowhereville",
        "&".join(f"a{number}=1" for number in range(500)), "q=mrs+smith",
    ],
)  # fmt: skip
def test_what_may_not_be_kept_is_refused_whatever_the_form_says(
    client: CheckedClient, session: Session, given: str
) -> None:
    assert client.post(ADDRESS, data={"arguments": given}).status_code == 422
    assert kept(session) == []


def test_back_leads_only_to_this_site(client: CheckedClient) -> None:
    answer = client.post(ADDRESS, data=FALLS | {"back": "//elsewhere.example"})
    assert answer.location.startswith("/shortlist?")


def test_another_site_cannot_keep_anything(client: CheckedClient) -> None:
    assert client.post(ADDRESS, data=FALLS, from_elsewhere=True).status_code == 403


def test_searches_go_with_their_list(client: CheckedClient, session: Session) -> None:
    client.post(ADDRESS, data=FALLS)
    session.scalars(select(Shortlist)).one().expires_at = clock.now()
    session.flush()
    expire_shortlists(session, clock.now())
    assert kept(session) == []

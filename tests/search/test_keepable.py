"""Which searches may be kept, and under which address."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory.geo.models import PostcodePoint
from directory.search.asking import asked, search
from directory.search.keepable import KeepableSearch, keepable
from tests.client import CheckedClient
from tests.search.mansfield import mansfield


@pytest.fixture(autouse=True)
def _directory(session: Session, app: Flask) -> None:
    mansfield(session, app)
    session.add(PostcodePoint(postcode="NG181AA", latitude_e6=53_144_000, longitude_e6=-1_196_000))


def kept(app: Flask, **args: str | list[str]) -> KeepableSearch | None:
    with app.test_request_context("/search"):
        wanted = asked(MultiDict(args))
        return keepable(wanted, () if wanted.lost or wanted.namesakes else search(wanted).chips)


def arguments(app: Flask, **args: str | list[str]) -> str:
    found = kept(app, **args)
    assert found is not None
    return found.arguments


def test_a_search_is_named_by_its_words_place_and_filters(app: Flask) -> None:
    found = kept(app, q="falls", near="Mansfield", cost="free")
    assert found == KeepableSearch("cost=free&near=Mansfield&q=falls", "“falls” near Mansfield: Free")


def test_the_same_search_has_one_address_however_it_was_written(app: Flask) -> None:
    assert arguments(app, q=" falls ", cost="free", page="3", view="map") == arguments(app, cost="free", q="falls")


def test_a_full_postcode_is_kept_without_its_last_letters(app: Flask) -> None:
    found = kept(app, q="falls", near="ng18 1aa")
    assert found == KeepableSearch("near=NG18+1&q=falls", "“falls” near NG18 1")


def test_where_somebody_stood_becomes_the_nearest_town(app: Flask) -> None:
    assert arguments(app, q="falls", near="53.14, -1.20") == "near=Mansfield%2C+Nottinghamshire&q=falls"


@pytest.mark.parametrize(
    "args",
    [
        {"q": "i want to die"}, {"q": "he hits me"}, {"need": "safe.domestic"}, {"q": "lunch", "need": "mind.crisis"},
        {"q": "ring 07700 900123"}, {"q": "mrs smith's club"}, {"q": "falls NG18 1AA"}, {}, {"near": "Mansfield"},
        {"q": "falls", "near": "Nowhereville"}, {"q": "falls", "near": "Sutton"},
    ],
)  # fmt: skip
def test_danger_discretion_and_what_leads_to_a_person_are_not_offered(app: Flask, args: dict[str, str]) -> None:
    assert kept(app, **args) is None


def test_the_results_page_offers_it_to_keep_send_and_copy(client: CheckedClient) -> None:
    page = client.page("/search?q=falls&near=Mansfield")
    form = next(form for form in page.forms if form.action == "/shortlist/searches")
    assert form.values["arguments"] == "near=Mansfield&q=falls"
    assert page.links["Send by email"].startswith("mailto:?subject=Help%20near%20you&body=%E2%80%9Cfalls")
    assert "q%3Dfalls" in page.links["Send as a text"]


def test_a_discreet_page_does_not_offer_it(client: CheckedClient) -> None:
    assert not any(form.action == "/shortlist/searches" for form in client.page("/search?need=safe.domestic").forms)

"""Reads what a visitor can reach, once, so that many questions can be asked of the same answers.

Every listing, place and need is read; of forms, leaflets and organisations those that have something to keep to
themselves, and one in ten of the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.extensions import db, limiter
from directory.listings.models import Location, Organization, Service
from directory.taxonomy.models import Taxonomy, TaxonomyTerm
from tests.journeys.secrets import LOOKED_FOR, keeping_secrets

AT_ONCE = 40  # as many listings as one list holds


@dataclass(frozen=True)
class Answer:
    """What came back from one address."""

    address: str
    status: int
    kind: str
    body: str
    headers: dict[str, str]
    cookies: list[str]


@dataclass(frozen=True)
class Crawl:
    """All answers."""

    answers: list[Answer]

    def saying(self, words: str, *, besides: str = "\0") -> list[str]:
        """The addresses whose answers hold these words; not those whose address begins with `besides`."""
        return [each.address for each in self.answers if words in each.body and not each.address.startswith(besides)]

    @property
    def pages(self) -> list[Answer]:
        """The answers that are pages."""
        return [answer for answer in self.answers if answer.kind == "text/html"]


def crawl(app: Flask) -> Crawl:
    """Ask for every address as a visitor who never saved anything, then read the sheets of lists of everything."""
    client = FlaskClient(app, app.response_class, use_cookies=False)
    with app.app_context():
        session = db.session()
        wary, owners = keeping_secrets(session)
        listings = _ids(session.scalars(select(Service.id).order_by(Service.name, Service.id)))
        places = _ids(session.scalars(select(Location.id)))
        owners += _ids(session.scalars(select(Organization.id).order_by(Organization.name)))[::10]
        needs, events = (_codes(session, name) for name in ("needs", "life_transitions"))
    wary = list(dict.fromkeys([*wary, *listings[::10]]))
    asked = [
        *_fixed(), *_searches(), *_of_listings(listings, wary),
        *((f"/venues/{id_}", {}) for id_ in places), *((f"/organizations/{id_}", {}) for id_ in dict.fromkeys(owners)),
        *((f"/needs/{code}", {"near": "Nottingham"}) for code in needs),
        *((f"/life-events/{code}", {}) for code in events),
    ]  # fmt: skip
    return Crawl([_ask(client, path, args) for path, args in asked] + list(_lists(app, wary)))


def _ids(rows: Iterable[Any]) -> list[str]:
    return [str(id_) for id_ in rows]


def _codes(session: Session, taxonomy: str) -> Sequence[str]:
    query = select(TaxonomyTerm.code).join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
    return session.scalars(query.where(Taxonomy.code == taxonomy)).all()


def _fixed() -> list[tuple[str, dict[str, str]]]:
    paths = (
        "/ /needs /life-events /shortlist /urgent-help /assessment /privacy /cookies /data /accessibility-statement "
        "/suggestions/new /searches/missing /sitemap.xml /sitemaps/1.xml /robots.txt /.well-known/security.txt /health"
    )
    return [(path, {}) for path in paths.split()]


def _searches() -> Iterator[tuple[str, dict[str, str]]]:
    for words in LOOKED_FOR:
        yield "/search", {"q": words}
        yield "/search/points", {"q": words, "view": "map"}
    for near in ("Mansfield", "Nottingham", "Maidstone", "Canterbury", "52.954,-1.150", "51.278,0.525"):
        for page in ("1", "2", "3"):
            yield "/search", {"near": near, "sort": "nearest", "page": page}
        for args in ({"radius": "1"}, {"need": "safe.domestic"}, {}):
            yield "/search/points", {"near": near, "view": "map", **args}
    for number in range(1, 23):
        yield "/search", {"page": str(number)}
        yield "/search/points", {"page": str(number)}


def _of_listings(listings: list[str], wary: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for id_ in listings:
        yield f"/listings/{id_}", {}
    for id_ in wary:
        yield f"/listings/{id_}", {"near": "Dover"}
        yield f"/listings/{id_}/leaflet", {}
        yield f"/listings/{id_}/concerns/new", {}


def _ask(client: FlaskClient, path: str, args: dict[str, str]) -> Answer:
    address = path + ("?" + urlencode(args) if args else "")
    response = client.get(address, base_url="https://waypost.test", buffered=True)
    cookies = response.headers.getlist("Set-Cookie")
    return Answer(address, response.status_code, response.mimetype, response.text, dict(response.headers), cookies)


def _lists(app: Flask, ids: list[str]) -> Iterator[Answer]:
    """Save all listings on lists, then read the lists as others do, and as sheets."""
    here = {"base_url": "https://waypost.test", "headers": {"Sec-Fetch-Site": "same-origin"}}
    for start in range(0, len(ids), AT_ONCE):
        client = app.test_client()
        for id_ in ids[start : start + AT_ONCE]:
            limiter.reset()
            FlaskClient.open(client, "/shortlist/items", method="POST", data={"service_id": id_}, **here)
        page = FlaskClient.open(client, "/shortlist", base_url="https://waypost.test").text
        code = page.split("/shortlists/", 1)[1].split('"', 1)[0].split("/")[0]
        reader = FlaskClient(app, app.response_class, use_cookies=False)
        yield Answer(f"/shortlist#{start}", 200, "text/html", page, {}, [])
        yield _ask(reader, f"/shortlists/{code}", {})
        yield _ask(reader, f"/shortlists/{code}/sheet", {})

"""Waypost as a person meets it: the words go through an address, as the results page reads it."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from benchmarks.relevance.judging import DEPTH
from directory import clock
from directory.extensions import db
from directory.listings.models import Service
from directory.search.asking import asked, search
from directory.search.installed import engine
from directory.search.understanding.needs_model import Guess
from directory.search.understanding.synonyms import Thesaurus
from directory.search.urgency import panel_for, panel_for_likely, rank


@dataclass(frozen=True)
class Ours:
    """The application over the demonstration."""

    app: Flask

    def needs(self, words: str) -> tuple[Guess, ...]:
        """The needs it hears in these words, likeliest first."""
        return rank(words)

    def listings(
        self, words: str, near: str, depth: int = DEPTH, thesaurus: Thesaurus | None = None
    ) -> tuple[UUID, ...]:
        """The first results; with another thesaurus than the directory's own, if one is given."""
        address = "/search?" + urlencode({"q": words, "near": near} if near else {"q": words})
        with self.app.test_request_context(address):
            wanted = asked()
            asked_for = wanted.about(per_page=depth)
            found = engine().search(
                asked_for.to_engine,
                place=wanted.place,
                audience=wanted.audience,
                at=clock.now(),
                thesaurus=thesaurus,
            )
            return tuple(hit.service_id for hit in found.hits)

    def total(self, words: str) -> int:
        """How many results there are."""
        with self.app.test_request_context("/search?" + urlencode({"q": words})):
            return search(asked()).total

    def panel(self, words: str) -> str | None:
        """Which urgent panel comes first, if any."""
        with self.app.test_request_context("/search?" + urlencode({"q": words})):
            wanted = asked()
        likely = wanted.understanding.needs if wanted.understanding else ()
        found = panel_for(wanted.criteria.words) or panel_for_likely(likely)
        return found.danger.value if found else None

    def names(self) -> dict[UUID, str]:
        """What listings are called, by which they are labelled."""
        with self.app.app_context():
            return {row.id: row.name for row in db.session.execute(select(Service.id, Service.name))}

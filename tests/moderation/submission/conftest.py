"""Somebody who adds a group, one page at a time, as a browser without JavaScript would."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.extensions import db, limiter
from directory.listings.codes import AssetType
from directory.moderation.submission.models import ListingDraft
from directory.moderation.submission.operations import save_step, start_draft
from directory.moderation.submission.steps import STEPS_OF, sequence
from directory.taxonomy.models import Taxonomy, TaxonomyTerm
from tests.client import CheckedClient
from tests.page import Page

#: A class in two halls, every other Friday here and two Thursdays a month there.
ANSWERS: dict[str, dict[str, Any]] = {
    "name": {"name": "Chair yoga", "about": "Gentle chair yoga for older people, then tea."},
    "organization": {"run_by": "organization", "organization": "Kirkby Movers", "charity": "1234567"},
    "place-1": {
        "postcode": "NG18 1AA", "name": "St Mark’s Hall", "address_1": "1 Church Street", "city": "Mansfield",
        "elsewhere": "yes",
    },
    "place-2": {"name": "Old Station Hub", "city": "Kirkby-in-Ashfield"},
    "access": {"place-1-step_free": "yes", "place-2-step_free": "no", "someone_will_meet_you": "yes"},
    "times": {
        "place-1": "Fortnightly on Fridays from 9 January, 10am to 11.30",
        "place-2": "2nd and 4th Thursday 2pm-4pm",
    },
    "cost": {"kinds": ["fixed", "free_first"], "amount_fixed": "3.50", "words_fixed": "a session, tea included"},
    "people": {"who": "mostly", "cohorts": ["older_65"], "minimum_age": "50"},
    "join": {"routes": ["drop_in"], "phone_1": "01623 496 012", "about_1": "Jan, weekday mornings"},
    "needs": {"needs": ["health.active"]},
    "picture": {},
}  # fmt: skip


#: As many of the lists as these tests speak of; to load them all takes longer than a test.
TERMS = {
    "need_groups": ("Groups", {"connect": "Meeting people", "health": "Keeping well", "home": "Help at home"}),
    "needs": ("Needs", {
        "connect.groups": "Clubs, groups and things to do", "health.active": "Getting more active",
        "home.tasks": "Cleaning, shopping, laundry and small jobs",
    }),
    "cohorts": ("Cohorts", {
        "any_adult": "Any adult", "older_65": "People aged 65 and over", "carer": "People who look after someone",
        "men": "Men",
    }),
}  # fmt: skip


@dataclass
class Walker:
    """Fills in pages; `code` is known once something was begun."""

    client: CheckedClient
    at: datetime
    code: str = ""

    def begin(self, kind: str = "group") -> TestResponse:
        """Open the first page, think for a while, begin."""
        form = next(form for form in self.client.page("/listings/new").forms if form.method == "post")
        with clock.stopped_at(self.at + timedelta(seconds=20)):
            answer = self.client.post(form.action, data={**form.values, "asset_type": kind}, token=False)
        if answer.status_code == 303:
            self.code = answer.headers["Location"].split("/")[2]
        return answer

    def path(self, slug: str) -> str:
        """The address of a page of this draft."""
        return f"/drafts/{self.code}/{slug}"

    def page(self, slug: str, status: int = 200) -> Page:
        """Open a page of this draft."""
        return self.client.page(self.path(slug), status=status)

    def answer(self, slug: str, values: dict[str, Any] | None = None, *, go: str = "on", **more: Any) -> TestResponse:
        """Open a step and send it with these answers over those it holds."""
        form = next(form for form in self.page(slug).forms if form.action.startswith(self.path(slug)))
        unknown = set(values or {}) - form.names
        assert not unknown, f"{slug} has no field named {unknown}"
        return self.client.post(form.action, data={**form.values, **(values or {}), "go": go}, token=False, **more)

    def fill(self, kind: str = "group", **changes: dict[str, Any]) -> None:
        """Go through all the pages of a kind, with other answers to some."""
        self.begin(kind)
        where = self.client.get(f"/drafts/{self.code}").headers["Location"]
        while not where.endswith("/check"):
            slug = where.split("/")[-1].partition("?")[0]
            answer = self.answer(slug, ANSWERS[slug] | changes.get(slug.replace("-", "_"), {}))
            assert answer.status_code == 303, Page(answer.get_data(as_text=True)).errors
            where = answer.headers["Location"]
            if where.endswith("/alike"):
                where = self.client.get(f"/drafts/{self.code}").headers["Location"]

    def write(self, session: Session, kind: str = "group", **changes: dict[str, Any]) -> ListingDraft:
        """What `fill` leaves behind, without opening a page."""
        slugs = [slug for slug in ANSWERS if slug in sequence({"kind": {"asset_type": kind}, **_places(kind)})]
        draft = start_draft(session, asset_type=kind, user=None, at=self.at)
        day = {"typed_on": self.at.date().isoformat()}
        for slug in slugs:
            kept = ANSWERS[slug] | (day if slug == "times" else {}) | changes.get(slug.replace("-", "_"), {})
            save_step(session, draft, slug, kept, seen=0, is_done=True, at=self.at)
        session.commit()
        self.code = draft.code
        return draft

    def send(self, **values: Any) -> TestResponse:
        """Read the check, then send."""
        form = next(form for form in self.page("check").forms if form.action == self.path("check"))
        told = {"connection": "runs_it"} | values
        with clock.stopped_at(self.at + timedelta(minutes=15)):
            return self.client.post(form.action, data={**form.values, **told}, token=False)


def _places(kind: str) -> dict[str, Any]:
    has_places = "place-1" in STEPS_OF[AssetType(kind)]
    return {slug: ANSWERS[slug] for slug in ("place-1", "place-2")} if has_places else {}


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Each test starts with nothing counted."""
    limiter.reset()


@pytest.fixture
def terms(app: Flask) -> None:
    """The needs and cohorts that there are."""
    with app.app_context():
        session = db.session()
        for code, (name, wanted) in TERMS.items():
            taxonomy = Taxonomy(code=code, name=name)
            session.add(taxonomy)
            session.flush()
            session.add_all(
                TaxonomyTerm(taxonomy_id=taxonomy.id, code=term, name=words, position=place)
                for place, (term, words) in enumerate(wanted.items())
            )
        session.commit()


@pytest.fixture
def walker(client: CheckedClient, at: datetime, terms: None) -> Walker:
    return Walker(client, at)


@pytest.fixture
def draft(walker: Walker, session: Session) -> ListingDraft:
    """A draft that was just begun."""
    walker.begin()
    return session.query(ListingDraft).one()

"""A whole conversation, to the copy of its plan: what was said stays on the pages of those who may read it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.listings.models import Service
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver
from directory.notifications.texts import texts_sent
from directory.referrals.conversations.plan.sending import HANDLERS
from directory.referrals.models import Person
from directory.settings import Settings
from tests.client import CheckedClient
from tests.logged import logged
from tests.page import Page
from tests.referrals.conversations.conftest import LUNCH, only_talk

SECRETS = ("Quintessa", "Zzyzxberg", "960488", "NG18 1AA", "NG181AA", "Wilhelmina", "kettle whistles", "violet")
TOLD = {
    "what_matters": "Misses her sister Wilhelmina",
    "strengths": "Knows when the kettle whistles",
    "contribution": "Violet slippers for everybody",
    "needs": [LUNCH],
    "channel": "home_visit",
    "name": "Quintessa Zzyzxberg",
    "phone": "07700 960488",
    "postcode": "NG18 1AA",
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Every line is written."""
    return settings.model_copy(update={"log_level": "DEBUG"})


@pytest.fixture
def heard(app: Flask) -> Iterator[list[object]]:
    """Every address, title and log line of the test."""
    listening: list[object] = []

    @app.after_request
    def note(response: Response) -> Response:
        listening.extend([request.full_path, response.headers.get("Location", "")])
        listening.append(response.headers.get("Content-Disposition", ""))
        if response.mimetype == "text/html" and response.get_data():
            listening.append(Page(response.get_data(as_text=True)).title)
        return response

    with logged() as lines:
        listening.append(lines)
        yield listening


def walk(work: CheckedClient, session: Session, listing: Service, at: datetime) -> None:
    """From the first word to the copy in the pocket."""
    work.post("/conversations", data=TOLD)
    here = f"/conversations/{only_talk(session).id}"
    work.page(here)
    work.post(f"{here}/listings", data={"need": LUNCH, "words": "her sister Wilhelmina"})
    work.post(f"{here}/actions", data={"kind": "signpost", "need": LUNCH, "service": str(listing.id)})
    unmet = {"kind": "unmet", "need": LUNCH, "unmet_reason": "cost", "note": "the kettle whistles"}
    work.post(f"{here}/actions", data=unmet)
    work.page(f"{here}/words")
    work.post("/conversations", data=TOLD)  # is she the same person?
    person = session.scalars(select(Person)).one()
    person.address = "1 Violet Row"
    for way in ("mobile_text", "post"):
        work.post(f"{here}/copies", data={"way": way, "is_agreed": "y"})
    for address in (
        f"{here}/plan",
        f"{here}/plan.txt",
        "/conversations/letters",
        f"/people/{person.id}/prevention.csv",
    ):
        assert work.get(address).status_code == 200
    session.commit()
    deliver(session, HANDLERS, at=at)


def test_nothing_that_was_said_leaves(
    app: Flask,
    work: CheckedClient,
    session: Session,
    heard: list[object],
    searchable: Service,
    postcode: str,
    at: datetime,
) -> None:
    walk(work, session, searchable, at)
    ((_number, text),) = texts_sent()
    assert "Tea on Tuesdays" in text
    left = [
        text,
        *(f"{row.topic} {row.payload}" for row in session.scalars(select(OutboxMessage))),
        *(f"{row.action} {row.subject} {row.actor} {row.detail}" for row in session.scalars(select(AuditEvent))),
        *map(str, heard),
    ]
    assert len(left) > 50, "there was something to listen to"
    assert "conversations.copies" in str(heard[0]), "the log was written"
    assert [(secret, said) for said in left for secret in SECRETS if secret.casefold() in said.casefold()] == []

"""Two stewards and a provider edit one listing at once, each as often as they can: no update is lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.errors import Conflict
from directory.extensions import db
from directory.listings.editing import read_content
from directory.listings.models import ListingVersion, Service
from directory.moderation.proposals import ProposalSource, ProposalState, Seen, decide, propose_change
from directory.moderation.proposals.editing import edit_as_steward
from tests.factories import accounts as people
from tests.factories.accounts import trust

TIMES = 6
TRIES = 200

#: Writes an alert over the version that was read: session, who, the counter they saw, the new words.
Write = Callable[[Session, User, int, str, datetime], None]


def steward_edits(session: Session, user: User, seen: int, words: str, at: datetime) -> None:
    service = session.scalars(select(Service)).one()
    edit_as_steward(session, service, {"alert": words}, base_version=seen, by=user, at=at, why="")


def steward_decides(session: Session, user: User, seen: int, words: str, at: datetime) -> None:
    service = session.scalars(select(Service)).one()
    proposal = propose_change(
        session, service=service, content={"alert": words}, source=ProposalSource.RESIDENT, base_version=seen, at=at
    )
    decide(session, proposal, accepted={"alert"}, state=ProposalState.APPROVED, by=user, at=at, seen=Seen(version=seen))


def provider_edits(session: Session, user: User, seen: int, words: str, at: datetime) -> None:
    service = session.scalars(select(Service)).one()
    propose_change(
        session, service=service, content={"alert": words}, source=ProposalSource.PROVIDER, base_version=seen,
        user=user, at=at,
    )  # fmt: skip


def until_it_is_in(app: Flask, name: str, user_id: UUID, write: Write, start: threading.Barrier, at: datetime) -> int:
    """Add marks to the alert one after another: read, think, write; when refused, read again. How often refused."""
    refused, think = 0, threading.Event()
    start.wait(30)
    for number in range(TIMES):
        for _ in range(TRIES):
            with app.app_context():
                service = db.session.scalars(select(Service)).one()
                seen, alert = service.version, read_content(db.session(), service.id)["alert"] or ""
                db.session.rollback()
                think.wait(0.02)  # the others read the same version meanwhile
                try:
                    user = db.session.get_one(User, user_id)
                    write(db.session(), user, seen, f"{alert} {name}{number}".strip(), at)
                    db.session.commit()
                    break
                except (Conflict, StaleDataError, DBAPIError):
                    db.session.rollback()
                    refused += 1
        else:
            raise AssertionError(f"{name}{number} was refused {TRIES} times")
    return refused


def test_no_update_is_lost(
    app: Flask, session: Session, lunch: Service, steward: User, provider: User, at: datetime
) -> None:
    colleague = people.person(session, "Sam Steward", Role.STEWARD)
    trust(provider)
    session.commit()
    start = threading.Barrier(3)
    jobs: list[tuple[str, UUID, Write]] = [
        ("a", steward.id, steward_edits),
        ("b", colleague.id, steward_decides),
        ("p", provider.id, provider_edits),
    ]
    session.commit()
    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(until_it_is_in, app, name, user, write, start, at) for name, user, write in jobs]
        refused = sum(each.result(100) for each in done)
    session.expire_all()
    alert = read_content(session, lunch.id)["alert"]
    wanted = {f"{name}{number}" for name, _user, _write in jobs for number in range(TIMES)}
    assert sorted(alert.split()) == sorted(wanted)
    assert refused  # they did meet
    kept = session.scalar(select(func.count()).select_from(ListingVersion))
    assert kept == len(wanted) + 1  # and how it was at the beginning

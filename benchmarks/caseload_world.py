"""100 connectors with 50,000 people and 200,000 referrals as rows of a database: for the pages about people.

Texts are encrypted as in service, but equal ones only once, and rows go to the database without the ORM: a world weighs
what a real one does and is made in minutes.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from directory import encryption
from directory.accounts.models import RoleGrant, Team, TeamMember, User
from directory.accounts.roles import Role
from directory.db import new_id
from directory.extensions import db
from directory.listings.codes import ListingStatus, ReferralRoute
from directory.listings.models import Organization, Service
from directory.referrals.agreement.ledger import DEFAULT_BASIS
from directory.referrals.agreement.wording import WORDING
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ClosureReason, Mover, ReferralStatus, Source
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import Agreement, FollowUp, Person, PersonMark, Referral, ReferralEvent, ReferralInbox
from directory.web.references import new_reference

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
TEAMS, SERVICES = 10, 300
_BATCH = 20_000
_DAY = timedelta(days=1)
S = ReferralStatus
#: How far they are: most are over, as after some years of work.
_STATUSES = {
    S.CLOSED: 78, S.SUBMITTED: 4, S.ACKNOWLEDGED: 4, S.WAITING: 4, S.STARTED: 6, S.ACCEPTED: 2, S.NOT_ACCEPTED: 1,
    S.DRAFT: 1,
}  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much there is."""

    navigators: int
    people: int
    referrals: int


def fill(app: Flask, size: Size) -> None:
    """Write the world into an empty database, unless it is there."""
    with app.app_context():
        if db.session.scalar(select(func.count()).select_from(Referral)) == size.referrals:
            return
        plain, encryption.encrypt = encryption.encrypt, lru_cache(maxsize=100_000)(encryption.encrypt)
        try:
            _fill(size)
        finally:
            encryption.encrypt = plain


def _fill(size: Size) -> None:
    random = Random(7)
    navigators = _navigators(size.navigators)
    services = _services()
    people = list(_people(random, size.people, navigators))
    db.session.commit()  # what follows goes by a connection of its own
    _write(Person, people)
    _write(PersonMark, (mark for row in people for mark in _marks(row)))
    piles: dict[type[Any], list[dict[str, Any]]] = {Referral: [], ReferralEvent: [], Agreement: []}
    for person, number in zip(itertools.cycle(people), range(size.referrals), strict=False):
        referral = _referral(random, person, services[number % len(services)])
        piles[Referral].append(referral)
        piles[ReferralEvent].append(_event(referral))
        piles[Agreement].append(_agreement(referral))
        if len(piles[Referral]) == _BATCH:
            _write_all(piles)
    _write_all(piles)
    _write(FollowUp, (task for row in people for task in _tasks(random, row)))


def _write_all(piles: dict[type[Any], list[dict[str, Any]]]) -> None:
    for table, rows in piles.items():
        _write(table, rows)
        rows.clear()


def _write(table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    """As fast as the database takes them: COPY in PostgreSQL, plain inserts in SQLite, by each column's own type."""
    columns = list(table.__table__.columns)
    engine = db.engine
    ready = [column.type.dialect_impl(engine.dialect).bind_processor(engine.dialect) for column in columns]

    def values(row: dict[str, Any]) -> list[Any]:
        said = (row[column.key] if column.key in row else _default(column) for column in columns)
        return [value if make is None else make(value) for value, make in zip(said, ready, strict=True)]

    names = ", ".join(f'"{column.name}"' for column in columns)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if engine.dialect.name == "postgresql":
            with cursor.copy(f"COPY {table.__tablename__} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(values(row))
        else:
            marks = ", ".join("?" for _ in columns)
            statement = f"INSERT INTO {table.__tablename__} ({names}) VALUES ({marks})"  # noqa: S608 -- our own names
            cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany(statement, (values(row) for row in rows))
        connection.commit()
    finally:
        connection.close()


def _default(column: Any) -> Any:
    if column.default is None:
        return None
    return column.default.arg(None) if column.default.is_callable else column.default.arg


def _navigators(number: int) -> list[User]:
    teams = [Team(name=f"Team {each}", area_codes=[]) for each in range(TEAMS)]
    db.session.add_all(teams)
    db.session.flush()
    made = []
    for each in range(number):
        email = f"connector{each}@example.org"
        user = User(email=email, email_fingerprint=encryption.fingerprint(email), name=f"Connie {each}")
        user.totp_secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- nobody signs in with it
        user.grants = [RoleGrant(role=Role.CONNECTOR)]
        user.team_member = TeamMember(team_id=teams[each % TEAMS].id)
        made.append(user)
    db.session.add_all(made)
    db.session.commit()
    return made


def _services() -> list[UUID]:
    organization = Organization(name="Trent Vale Good Neighbours")
    db.session.add(organization)
    db.session.flush()
    inbox = ReferralInbox(organization_id=organization.id, email="inbox@example.org", code_phone="01632 960000")
    inbox.verified_at, inbox.verified_by = NOW, "system"
    db.session.add(inbox)
    made = [
        Service(
            name=f"Company in village {each}",
            summary="Tea and company on weekdays.",
            listing_status=ListingStatus.PUBLISHED,
            referral_route=ReferralRoute.WAYPOST,
            delivery_modes=["venue"],
            verified_at=NOW - 20 * _DAY,
            organization_id=organization.id,
        )
        for each in range(SERVICES)
    ]
    db.session.add_all(made)
    db.session.commit()
    return [service.id for service in made]


def _people(random: Random, number: int, navigators: list[User]) -> Iterator[dict[str, Any]]:
    for each in range(number):
        navigator = navigators[each % len(navigators)]
        yield {
            "id": new_id(),
            "reference": new_reference("PE"),
            "name": f"Edith {_word(each)}",
            "phone": f"01632 960{each % 1000:03}",
            "ward_code": "E05014610",
            "district_code": "E07000174",
            "contact_ways": ["phone"],
            "safety": {"leave_message": "no"} if each % 9 == 0 else {},
            "communication": {"large_print": "18 point"} if each % 5 == 0 else {},
            "cohorts": ["older_65"],
            "navigator_id": navigator.id,
            "team_id": navigator.team_id,
            "last_contact_at": NOW - random.randint(0, 90) * _DAY,
        }


def _word(number: int) -> str:
    return f"{'ABCDEFGHIJ'[number % 10]}mber{number % 997}"


def _marks(person: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for word in person["name"].lower().split():
        yield {"person_id": person["id"], "kind": "word", "text": word, "mark": _mark(word)}


@lru_cache(maxsize=10_000)
def _mark(text: str) -> str:
    return encryption.fingerprint(text)


def _referral(random: Random, person: dict[str, Any], service_id: UUID) -> dict[str, Any]:
    status = random.choices(list(_STATUSES), weights=list(_STATUSES.values()))[0]
    since = NOW - random.randint(0, 40 if status is not S.CLOSED else 900) * _DAY
    return {
        "id": new_id(),
        "reference": new_reference("RF"),
        "person_id": person["id"],
        "service_id": service_id,
        "need": "connect.groups",
        "source": Source.NAVIGATOR,
        "navigator_id": person["navigator_id"],
        "team_id": person["team_id"],
        "status": status,
        "status_since": since,
        "submitted_at": None if status is S.DRAFT else since,
        "closure_reason": ClosureReason.GOAL_MET if status is S.CLOSED else None,
        "summary": "Would like company on weekdays.",
        "shared": {"name": True, "what_matters": "Company"},
        "ward_code": person["ward_code"],
        "month": since.date().replace(day=1),
    }


def _event(referral: dict[str, Any]) -> dict[str, Any]:
    return {
        "referral_id": referral["id"], "frm": S.DRAFT, "to": referral["status"], "mover": Mover.NAVIGATOR,
        "actor": "system", "at": referral["status_since"],
    }  # fmt: skip


def _agreement(referral: dict[str, Any]) -> dict[str, Any]:
    return {
        "person_id": referral["person_id"], "referral_id": referral["id"], "purpose": Purpose.THIS_PROVIDER,
        "value": AgreementValue.AGREED_VERBAL, "wording": WORDING, "channel": Channel.PHONE, "taken_by": "system",
        "at": referral["status_since"], "lawful_basis": DEFAULT_BASIS[0], "condition": DEFAULT_BASIS[1],
    }  # fmt: skip


def _tasks(random: Random, person: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Two are done, one is open for two in three of the people."""
    for number in range(3):
        due_on = (NOW + random.randint(-10, 30) * _DAY).date()
        is_done = number < 2 or random.random() < 1 / 3
        yield {
            "kind": TaskKind.RING_BACK, "person_id": person["id"], "navigator_id": person["navigator_id"],
            "team_id": person["team_id"], "due_on": due_on, "first_due_on": due_on,
            "done_at": NOW - 5 * _DAY if is_done else None,
        }  # fmt: skip

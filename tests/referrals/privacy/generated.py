"""Two years of invented help, written in bulk: people, contacts, actions, referrals in every state, tasks, scores."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.accounts.models import User
from directory.db import new_id
from directory.listings.models import Service
from directory.referrals.codes.agreement import AgreementValue, LawfulBasis, Purpose, SpecialCategory
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ClosureReason, Declined, NotTakenUp, ReferralStatus, Source
from directory.referrals.codes.work import ActionKind, Helped, Severity, TaskKind, UnmetReason
from directory.referrals.models import (
    Agreement,
    ContactAction,
    Conversation,
    FollowUp,
    OutcomeScore,
    Person,
    PersonMark,
    Point,
    Referral,
    ReferralEvent,
)

WARDS = ("E05009102", "E05009103", "E05009104", None)
NEEDS = ("connect.groups", "money.debt", "home.repairs", "move.transport")


@dataclass
class Made:
    """The ids of what was made."""

    people: list[UUID]
    referrals: list[UUID]


def help_given(
    session: Session, navigator: User, services: list[Service], first: datetime, *, people: int, referrals_each: int
) -> Made:
    """Invent so many people, each with a contact, actions, a task, scores and referrals. The same each time."""
    chance = random.Random(5)
    rows: dict[Any, list[dict[str, Any]]] = {kind: [] for kind in _ORDER}
    for number in range(people):
        _one(rows, chance, number, navigator, services, first + timedelta(hours=number), referrals_each)
    for kind in _ORDER:
        session.execute(insert(kind), rows[kind])
    session.flush()
    return Made([row["id"] for row in rows[Person]], [row["id"] for row in rows[Referral]])


_ORDER = (Person, PersonMark, Conversation, Referral, ReferralEvent, ContactAction, FollowUp, OutcomeScore, Agreement)


def _one(
    rows: dict[Any, list[dict[str, Any]]],
    chance: random.Random,
    number: int,
    navigator: User,
    services: list[Service],
    at: datetime,
    referrals_each: int,
) -> None:
    name, ward = f"Quilliam Testperson{number}", chance.choice(WARDS)
    person = {
        "id": new_id(),
        "reference": f"PE-{number:08d}",
        "name": name,
        "phone": f"07700 9{number:05d}",
        "navigator_id": navigator.id,
        "team_id": navigator.team_id,
        "last_contact_at": at,
        "ward_code": ward,
    }
    rows[Person].append(person)
    word = name.split()[1].lower()
    rows[PersonMark].append(
        {"person_id": person["id"], "kind": "word", "text": word, "mark": encryption.fingerprint(word)}
    )
    course = _Course(rows, chance, person, navigator, services, at)
    talk = course.talk(f"{name} likes to garden")
    for _ in range(referrals_each):
        course.refer(talk, f"{name} would like company")
    course.measure()


class _Course:
    """What happens with one person, as rows."""

    def __init__(
        self,
        rows: dict[Any, list[dict[str, Any]]],
        chance: random.Random,
        person: dict[str, Any],
        navigator: User,
        services: list[Service],
        at: datetime,
    ) -> None:
        self.rows, self.chance, self.person = rows, chance, person
        self.navigator, self.services, self.at = navigator, services, at
        self.whose = {"person_id": person["id"]}
        self.place = {"ward_code": person["ward_code"], "month": _month(at)}
        self.team = {"navigator_id": navigator.id, "team_id": navigator.team_id}

    def talk(self, words: str) -> UUID:
        """A contact with words and needs."""
        row = {
            "id": new_id(),
            "at": self.at,
            "channel": self.chance.choice(list(Channel)),
            "what_matters": words,
            "note": words,
            "needs": self.chance.sample(NEEDS, 2),
            **self.whose,
            **self.place,
            **self.team,
        }
        self.rows[Conversation].append(row)
        return row["id"]  # type: ignore[no-any-return]

    def refer(self, talk: UUID, words: str) -> None:
        """A referral with its move, its agreement, the action it was and the task that follows."""
        chance, at = self.chance, self.at + timedelta(days=self.chance.randrange(60))
        status = chance.choice(list(ReferralStatus))
        is_closed = status is ReferralStatus.CLOSED
        referral = {
            "id": new_id(),
            "reference": f"RF-{new_id().hex[-9:]}",
            "service_id": chance.choice(self.services).id,
            "need": chance.choice(NEEDS),
            "source": chance.choice(list(Source)),
            "status": status,
            "status_since": at,
            "submitted_at": at,
            "created_at": at,
            "closure_reason": chance.choice(list(ClosureReason)) if is_closed else None,
            "declined": chance.choice(list(Declined)) if status is ReferralStatus.NOT_ACCEPTED else None,
            "not_taken_up": chance.choice(list(NotTakenUp)) if status is ReferralStatus.NOT_TAKEN_UP else None,
            "conversation_id": talk,
            "summary": words,
            "shared": {"name": True, "what_matters": words},
            **self.whose,
            **self.team,
            "ward_code": self.place["ward_code"],
            "month": _month(at),
        }
        self.rows[Referral].append(referral)
        self._moved(referral, words)
        self._done(talk, referral, words)

    def _moved(self, referral: dict[str, Any], words: str) -> None:
        self.rows[ReferralEvent].append(
            {
                "referral_id": referral["id"],
                "frm": ReferralStatus.DRAFT,
                "to": ReferralStatus.SUBMITTED,
                "mover": "navigator",
                "actor": self.navigator.actor,
                "at": self.at,
                "note": words,
            }
        )
        self.rows[Agreement].append(
            {
                "referral_id": referral["id"],
                "purpose": Purpose.THIS_PROVIDER,
                "value": AgreementValue.AGREED_VERBAL,
                "wording": "2026-11",
                "channel": Channel.PHONE,
                "taken_by": self.navigator.actor,
                "at": self.at,
                "note": words,
                "lawful_basis": LawfulBasis.PUBLIC_TASK,
                "condition": SpecialCategory.HEALTH_SOCIAL_CARE,
                **self.whose,
            }
        )

    def _done(self, talk: UUID, referral: dict[str, Any], words: str) -> None:
        chance = self.chance
        kind = chance.choice(list(ActionKind))
        is_unmet = kind is ActionKind.UNMET
        action = {
            "id": new_id(),
            "conversation_id": talk,
            "referral_id": referral["id"],
            "service_id": None if is_unmet else referral["service_id"],
            "kind": kind,
            "need": referral["need"],
            "unmet_reason": chance.choice(list(UnmetReason)) if is_unmet else None,
            "severity": chance.choice(list(Severity)) if is_unmet else None,
            "at": self.at,
            "note": words,
            "helped": chance.choice([*Helped, None]),
            "still_needed": chance.choice([True, False, None]),
            "closed_on": chance.choice([None, self.at.date()]),
            **self.whose,
            **self.place,
            **self.team,
        }
        self.rows[ContactAction].append(action)
        due = self.at.date() + timedelta(days=14)
        self.rows[FollowUp].append(
            {
                "kind": TaskKind.RING_BACK,
                "action_id": action["id"],
                "referral_id": referral["id"],
                "due_on": due,
                "first_due_on": due,
                "attempts": [{"at": self.at.isoformat(), "outcome": "spoke"}],
                "done_at": chance.choice([None, self.at + timedelta(days=15)]),
                "helped": chance.choice([*Helped, None]),
                "still_needed": chance.choice([True, False, None]),
                "last_attempt": None,
                "best_time": words,
                "note": words,
                **self.whose,
                **self.team,
            }
        )

    def measure(self) -> None:
        """A score at the start and, for most, one at the end; for some the start twice."""
        series, chance = new_id(), self.chance
        points = [Point.START, Point.START, Point.END][chance.randrange(2) : chance.choice((2, 3))]
        for number, point in enumerate(points):
            taken = self.at.date() + timedelta(days=number)
            self.rows[OutcomeScore].append(
                {
                    "id": new_id(),
                    "series_id": series,
                    "measure": chance.choice(("ons4", "ucla3")),
                    "point": point,
                    "taken_on": taken,
                    "month": taken.replace(day=1),
                    "ward_code": self.place["ward_code"],
                    "need": chance.choice(NEEDS),
                    "answers": {"words": self.person["name"]},
                    "score": float(chance.randrange(10)),
                    "taken_by": self.navigator.actor,
                    **self.whose,
                }
            )


def _month(at: datetime) -> date:
    return clock.local(at).date().replace(day=1)

"""What is left of somebody when their time is up: month, ward, need, reason, service, outcome. A list of what stays.

A row is not emptied but written anew with the columns named here and an id that tells nothing (the ids of this product
tell the moment they were made), then the old one is deleted. A column that is not named here is gone.
"""

import random
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import ContactAction, Conversation, FollowUp, OutcomeScore, Referral
from directory.web.references import new_reference

Row = dict[str, Any]
Keeper = Callable[[Row], Row]

#: Rows written in one statement; more than any batch of people has.
AT_ONCE = 500
_BASE = ("id", "created_at", "updated_at", "version")
_PLACE = ("month", "ward_code", "district_code")


@dataclass(frozen=True)
class Kept:
    """What stays of one table: columns as they are, days that become their month, and what is written anew."""

    model: Any
    as_is: tuple[str, ...]
    to_month: tuple[str, ...] = ()
    anew: Keeper = dict

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (*self.as_is, *self.to_month)


def month_of(value: date | datetime | None) -> date | datetime | None:
    """The first of the local month: a day for a day, a moment for a moment."""
    if value is None:
        return None
    if isinstance(value, datetime):
        first = clock.month_of(value)
        return datetime.combine(first, time.min, tzinfo=clock.LONDON)
    return value.replace(day=1)


def _moment(month: date) -> datetime:
    return datetime.combine(month, time.min, tzinfo=clock.LONDON)


def _conversation(row: Row) -> Row:
    return {"at": _moment(row["month"]), "transitions": []}


def _action(row: Row) -> Row:
    return {"at": _moment(row["month"])}


def _referral(_row: Row) -> Row:
    return {"reference": new_reference("RF"), "cohorts": [], "shared": {}, "pre_check": {}}


def _follow_up(row: Row) -> Row:
    return {"attempts": [{"outcome": each["outcome"]} for each in row["attempts"] or () if "outcome" in each]}


def _score(row: Row) -> Row:
    return {"taken_on": row["month"], "taken_by": "system"}


CONVERSATION = Kept(Conversation, (*_PLACE, "channel", "needs", "technology"), anew=_conversation)
ACTION = Kept(
    ContactAction,
    (*_PLACE, "kind", "need", "service_id", "unmet_reason", "severity", "accompanied", "helped", "still_needed"),
    ("closed_on",),
    anew=_action,
)
REFERRAL = Kept(
    Referral,
    (
        *_PLACE,
        "need",
        "service_id",
        "source",
        "urgency",
        "status",
        "wait_weeks",
        "declined",
        "not_taken_up",
        "ended_because",
        "closure_reason",
        "redirects",
    ),
    ("status_since", "submitted_at", "acknowledged_at", "decided_at", "started_on", "ended_on"),
    anew=_referral,
)
FOLLOW_UP = Kept(
    FollowUp,
    ("kind", "attempts", "helped", "still_needed", "last_attempt"),
    ("due_on", "first_due_on", "done_at"),
    anew=_follow_up,
)
SCORE = Kept(
    OutcomeScore,
    ("month", "ward_code", "need", "service_id", "series_id", "measure", "point", "score", "parts"),
    anew=_score,
)

#: A referral nobody sent, or entered in error, counts nowhere and is not kept.
NEVER_COUNTED = (ReferralStatus.DRAFT, ReferralStatus.ERROR)


def write_anew(session: Session, kept: Kept, which: ColumnElement[bool]) -> int:
    """Write what stays of these rows as rows of nobody. The caller deletes the old ones; gives how many there are."""
    table = kept.model.__table__
    columns = [table.c[name] for name in kept.columns]
    found = session.execute(select(*columns).where(which).order_by(*_order(kept))).mappings()
    rows = [_of_nobody(kept, dict(row)) for row in found]
    if kept is SCORE:
        rows = _pairs(rows)
    random.shuffle(rows)  # neighbours in the table must not be the same person's
    for first in range(0, len(rows), AT_ONCE):
        session.execute(insert(table), rows[first : first + AT_ONCE])
    return len(rows)


def _order(kept: Kept) -> tuple[Any, ...]:
    table = kept.model.__table__
    return (table.c.taken_on, table.c.id) if kept is SCORE else (table.c.id,)


def _of_nobody(kept: Kept, row: Row) -> Row:
    month = row.get("month") or month_of(row.get("first_due_on"))
    moment = _moment(month) if isinstance(month, date) else clock.now()
    written = {**row, **{name: month_of(row[name]) for name in kept.to_month}, **kept.anew(row)}
    return {**written, "id": uuid4(), "created_at": moment, "updated_at": moment, "version": 1}


def _pairs(rows: Iterable[Row]) -> list[Row]:
    """The last of each point of a course, as reports count it; a course stays together under a new name."""
    lasts = {(row["series_id"], row["measure"], row["point"]): row for row in rows}
    names: dict[UUID, UUID] = {}
    for row in lasts.values():
        row["series_id"] = names.setdefault(row["series_id"], uuid4())
    return list(lasts.values())


def belongs_to(model: Any, ids: Collection[UUID]) -> ColumnElement[bool]:
    """The rows of these people."""
    found: ColumnElement[bool] = model.person_id.in_(ids)
    return found


def named_columns() -> Mapping[str, frozenset[str]]:
    """Which columns stay of which table: the page on data protection is held against this."""
    return {
        kept.model.__tablename__: frozenset(kept.columns) for kept in (CONVERSATION, ACTION, REFERRAL, FOLLOW_UP, SCORE)
    }

"""Drawing cases: only where so many people share age, need and district that none stands out. Done by the worker.

What is kept of a course of help: an age band, the need, the district, the statuses in order and how it ended. No day,
no ward, no words, and no key that leads back. Of each person one course at most.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from directory import clock
from directory.audit.chain import record
from directory.needs.codes import AgeBand, PanelState
from directory.needs.models import CasePanel, PanelCase
from directory.needs.panels.operations import TOPIC
from directory.notifications.outbox import Handler
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import Person, Referral, ReferralEvent
from directory.settings import Settings

YEARS_BACK = 2
_NO_CASE = (ReferralStatus.DRAFT, ReferralStatus.ERROR)
_UP_TO = (
    (17, AgeBand.UNDER_18),
    (34, AgeBand.TO_34),
    (49, AgeBand.TO_49),
    (64, AgeBand.TO_64),
    (79, AgeBand.TO_79),
)
Group = tuple[AgeBand, str, str]


def draw_cases(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Choose cases by chance from groups of people in which nobody stands out."""
    panel = session.get(CasePanel, UUID(str(payload["panel_id"])))
    if panel is None or panel.state is not PanelState.WAITING:
        return
    settings: Settings = current_app.extensions["waypost_settings"]
    crowd = settings.small_number_threshold + 1
    found = _hidden_enough(_groups(session, panel, clock.local(at).date()), crowd)
    chosen = secrets.SystemRandom().sample(found, min(panel.wanted, len(found)))
    for number, (group, referral) in enumerate(chosen, 1):
        panel.cases.append(_case(session, number, group, referral))
    panel.state, panel.drawn_at = (PanelState.DRAWN if chosen else PanelState.TOO_FEW), at
    session.flush()
    detail = {"cases": len(chosen)}
    record(session, actor="system", action="panel.drawn", subject=f"panel:{panel.id}", detail=detail, at=at)


HANDLERS: dict[str, Handler] = {TOPIC: draw_cases}


def age_band(born: str | None, today: date) -> AgeBand:
    """The band of a year or a day of birth. Within a year of the border a year alone may be one band too old."""
    if not born or not born[:4].isdigit():
        return AgeBand.NOT_KNOWN
    day = date.fromisoformat(born) if len(born) == 10 else date(int(born[:4]), 1, 1)
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return next((band for most, band in _UP_TO if age <= most), AgeBand.OVER_79)


def _groups(session: Session, panel: CasePanel, today: date) -> Mapping[Group, Mapping[UUID, Sequence[Referral]]]:
    """The referrals a panel may look at, by group, then by person."""
    query = (
        select(Referral)
        .options(joinedload(Referral.person))
        .join(Person, Person.id == Referral.person_id)
        .where(or_(Referral.need == panel.need, Referral.need.startswith(f"{panel.need}.", autoescape=True)))
        .where(Referral.status.not_in(_NO_CASE), Referral.district_code.is_not(None))
        .where(Referral.month >= today.replace(year=today.year - YEARS_BACK, day=1))
        .order_by(Referral.id)
    )
    if panel.district_code:
        query = query.where(Referral.district_code == panel.district_code)
    found: dict[Group, dict[UUID, list[Referral]]] = defaultdict(lambda: defaultdict(list))
    for referral in session.scalars(query):
        person = referral.person
        if person is not None and referral.district_code:
            key = (age_band(person.born, today), referral.need, referral.district_code)
            found[key][person.id].append(referral)
    return found


def _hidden_enough(
    groups: Mapping[Group, Mapping[UUID, Sequence[Referral]]], crowd: int
) -> list[tuple[Group, Referral]]:
    """One course of each person, of groups that are large enough."""
    once: dict[UUID, tuple[Group, Referral]] = {}
    for group, people in groups.items():
        if len(people) >= crowd:
            for person_id, theirs in people.items():
                once.setdefault(person_id, (group, secrets.choice(theirs)))
    return list(once.values())


def _case(session: Session, number: int, group: Group, referral: Referral) -> PanelCase:
    band, need, district = group
    moves = select(ReferralEvent.to).where(ReferralEvent.referral_id == referral.id)
    course = [to.value for to in session.scalars(moves.order_by(ReferralEvent.at, ReferralEvent.id))]
    reason = referral.declined or referral.not_taken_up
    return PanelCase(
        number=number,
        age_band=band,
        need=need,
        district_code=district,
        course=course or [referral.status.value],
        reason=reason.value if reason else None,
        outcome=referral.closure_reason.value if referral.closure_reason else None,
    )

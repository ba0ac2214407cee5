"""What was considered to prevent, reduce or delay needs, with dates, for an assessment's record (Care Act, s. 9(6))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.conversations.codes import TechnologyAnswer
from directory.referrals.conversations.presenters import SAID
from directory.referrals.conversations.queries import conversations_of, lists
from directory.referrals.models import ContactAction, Conversation, Referral
from directory.web.wording import british_date

HEADINGS = ("Date", "About", "What was considered", "What came of it")
NOT_KNOWN = "Not known yet"
FAMILY, TECHNOLOGY, OWN_STRENGTHS = "Help by family and neighbours", "Technology", "Their own strengths"


@dataclass(frozen=True)
class Considered:
    """One option that was talked about."""

    on: date
    about: str
    option: str
    outcome: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As a line of the export."""
        return british_date(self.on), self.about, self.option, self.outcome


def considered(session: Session, user: User, person_id: UUID) -> list[Considered]:
    """Everything that was talked about with somebody, as far as the reader may see it, oldest first."""
    names = {term.code: term.name for term in lists(session).needs}
    talks = conversations_of(session, user, person_id)
    found = [line for talk in talks for line in _of_talk(talk)]
    rows = session.execute(
        select(ContactAction, Service.name, Referral)
        .outerjoin(Service, Service.id == ContactAction.service_id)
        .outerjoin(Referral, Referral.id == ContactAction.referral_id)
        .where(ContactAction.person_id == person_id)
        .order_by(ContactAction.at, ContactAction.id)
    ).all()
    found += [_of_action(action, name or "", referral, names) for action, name, referral in rows]
    return sorted(found, key=lambda line: line.on)


def export(lines: Sequence[Considered]) -> list[tuple[str, ...]]:
    """The lines of the file, headings first."""
    return [HEADINGS, *(line.cells for line in lines)]


def _of_talk(talk: Conversation) -> list[Considered]:
    on = clock.local(talk.at).date()
    lines = []
    if talk.strengths:
        lines.append(Considered(on, OWN_STRENGTHS, talk.strengths, ""))
    if talk.family_help:
        help_ = talk.family_help
        said = f"{help_['who']}: {help_['what']}".strip(": ")
        lines.append(Considered(on, FAMILY, said, "They agree. " + (help_.get("impact") or "")))
    if talk.technology:
        lines.append(Considered(on, TECHNOLOGY, "Alarms and sensors", TechnologyAnswer(talk.technology).label))
    return lines


def _of_action(action: ContactAction, name: str, referral: Referral | None, names: Mapping[str, str]) -> Considered:
    said = f"{SAID[action.kind]} {name}".strip()
    if action.unmet_reason:
        said = f"{said}: {action.unmet_reason.label}"
    outcome = referral.status.label if referral else ""
    if action.helped:
        outcome = f"Did it help? {action.helped.label}"
    return Considered(
        clock.local(action.at).date(), names.get(action.need or "", action.need or ""), said, outcome or NOT_KNOWN
    )

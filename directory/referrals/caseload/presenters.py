"""What the caseload's pages say, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory import clock
from directory.accounts.models import User
from directory.referrals.caseload.queries import Load, Row
from directory.referrals.models import FollowUp, Person, QualitySample, Referral
from directory.referrals.people.flags import Flags, flags_in_list
from directory.referrals.policy import is_own
from directory.web.wording import counted, short_date


@dataclass(frozen=True)
class PersonLine:
    """One person of a list: what to know before ringing, and what is next."""

    id: UUID
    name: str
    reference: str
    flags: Flags
    next_words: str
    next_address: str
    due: str
    is_late: bool
    waiting: str
    last_contact: str


@dataclass(frozen=True)
class TodayLine:
    """One thing to do today, with what one takes along on paper. Of a colleague's person that is in their record."""

    task_id: UUID
    what: str
    due: str
    is_late: bool
    name: str
    reference: str
    person_id: UUID
    phone: str
    address: str
    flags: Flags


@dataclass(frozen=True)
class ReferralLine:
    """One referral of a list."""

    id: UUID
    reference: str
    service: str
    person: str
    status: str
    since: str
    urgency: str


@dataclass(frozen=True)
class LoadLine:
    """How much one colleague has."""

    id: UUID
    name: str
    is_volunteer: bool
    people: int
    overdue: int
    oldest: str
    with_provider: int


def present_person(row: Row, task: FollowUp | None, user: User, today: date) -> PersonLine:
    """One line of a caseload."""
    person = row.person
    return PersonLine(
        id=person.id,
        name=person.name,
        reference=person.reference,
        flags=flags_in_list(person, user),
        next_words=task.kind.label if task else "Nothing planned",
        next_address=f"/follow-ups/{task.id}" if task else f"/conversations/new?person={person.id}",
        due=short_date(row.due_on) if row.due_on else "",
        is_late=row.due_on is not None and row.due_on < today,
        waiting=f"{counted(row.with_provider, 'referral')} waiting on a provider" if row.with_provider else "",
        last_contact=short_date(clock.local(person.last_contact_at)),
    )


def present_today(task: FollowUp, person: Person, user: User, today: date) -> TodayLine:
    """One line of the sheet of the day."""
    is_mine = is_own(user, person)
    place = ((person.address or "").replace("\n", ", "), person.postcode or "") if is_mine else ()
    return TodayLine(
        task_id=task.id,
        what=task.kind.label,
        due=short_date(task.due_on),
        is_late=task.due_on < today,
        name=person.name,
        reference=person.reference,
        person_id=person.id,
        phone=(person.phone or "") if is_mine else "",
        address=", ".join(part for part in place if part),
        flags=flags_in_list(person, user),
    )


def present_referral(referral: Referral, today: date) -> ReferralLine:
    """One line of the list of referrals."""
    days = (today - clock.local(referral.status_since).date()).days
    return ReferralLine(
        id=referral.id,
        reference=referral.reference,
        service=referral.service.name,
        person=referral.person.name if referral.person else "",
        status=referral.status.label,
        since="since today" if days <= 0 else f"for {counted(days, 'day')}",
        urgency=f"Needed by {short_date(referral.start_by)}" if referral.start_by else "",
    )


@dataclass(frozen=True)
class SampleLine:
    """One record a supervisor looks at: never a name of the person."""

    id: UUID
    person_id: UUID | None
    reference: str
    connector: str
    done: str


def present_sample(sample: QualitySample, person: Person | None, names: Mapping[UUID, str]) -> SampleLine:
    """One sample. The record may have been erased meanwhile, the connector may have left."""
    return SampleLine(
        id=sample.id,
        person_id=person.id if person else None,
        reference=person.reference if person else "The record is gone",
        connector=names.get(sample.navigator_id or sample.id, ""),
        done=short_date(sample.done_on) if sample.done_on else "",
    )


def present_load(user: User, held: Mapping[UUID, Load]) -> LoadLine:
    """One line of the team."""
    load = held.get(user.id, Load(0, 0, 0, None))
    return LoadLine(
        id=user.id,
        name=user.name or user.email,
        is_volunteer=user.is_volunteer,
        people=load.people,
        overdue=load.overdue,
        oldest=short_date(load.oldest) if load.oldest else "",
        with_provider=load.with_provider,
    )

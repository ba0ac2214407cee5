"""What the pages about somebody say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory import clock
from directory.referrals.agreement.ledger import holds
from directory.referrals.codes.agreement import Purpose
from directory.referrals.models import Agreement, FollowUp, Person, ReadingGrant, Referral
from directory.referrals.people.flags import Flags, flags_of
from directory.referrals.people.opening import ReadingReason
from directory.referrals.people.timeline import Entry
from directory.referrals.policy import Worker
from directory.web.wording import clock_time, short_date


@dataclass(frozen=True)
class PersonView:
    """Somebody at a glance."""

    id: UUID
    reference: str
    name: str
    phone: str
    email: str
    address: tuple[str, ...]
    born: str
    place: str
    connector: str
    team: str
    closed_on: date | None
    hold_reason: str
    last_contact: str
    groups: tuple[str, ...]
    flags: Flags


@dataclass(frozen=True)
class Task:
    """Something to do, with how late it is."""

    id: UUID
    words: str
    due: str
    is_late: bool


@dataclass(frozen=True)
class Given:
    """What holds of somebody's agreement for one purpose."""

    words: str
    holds: bool
    since: str


@dataclass(frozen=True)
class Line:
    """One entry of the timeline with its day and who did it."""

    day: str
    entry: Entry
    who: str


def present_person(
    person: Person,
    user: Worker,
    *,
    today: date,
    accounts: Mapping[UUID, str],
    teams: Mapping[UUID, str],
    areas: Mapping[str, str],
    cohorts: Mapping[str, str],
) -> PersonView:
    """A record as this reader may see it."""
    place = [areas[code] for code in (person.ward_code, person.district_code) if code and code in areas]
    shown = () if user.is_volunteer else tuple(cohorts.get(code, code) for code in person.cohorts)
    return PersonView(
        id=person.id,
        reference=person.reference,
        name=person.name,
        phone=person.phone or "",
        email=person.email or "",
        address=_address(person),
        born=born_words(person.born or "", today),
        place=", ".join(dict.fromkeys(place)),
        connector=accounts.get(person.navigator_id, "") if person.navigator_id else "",
        team=teams.get(person.team_id, "") if person.team_id else "",
        closed_on=person.closed_on,
        hold_reason=person.hold_reason or "",
        last_contact=short_date(person.last_contact_at),
        groups=shown,
        flags=flags_of(person, user),
    )


def born_words(born: str, today: date) -> str:
    """The year or day with the age it makes: "1948 (77 or 78)", "2 March 1948 (77)"."""
    if not born:
        return ""
    if len(born) == 4:
        age = today.year - int(born)
        return f"{born} ({max(age - 1, 0)} or {age})"
    day = date.fromisoformat(born)
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return f"{short_date(day)} ({age})"


def present_tasks(tasks: Sequence[FollowUp], today: date) -> list[Task]:
    """What is to do, with its day."""
    return [Task(task.id, task.kind.label, short_date(task.due_on), task.due_on < today) for task in tasks]


def present_agreements(lines: Sequence[Agreement], today: date) -> list[Given]:
    """What holds now for each purpose anybody was asked about, for the person in general and for any referral."""
    given = []
    for purpose in Purpose:
        said = [line for line in lines if line.purpose is purpose]
        if not said:
            continue
        lasts = {line.referral_id: line for line in said}
        holding = [line for line in lasts.values() if holds(line, on=today)]
        last = (holding or said)[-1]
        words = purpose.label + (f" ({len(holding)} referrals)" if len(holding) > 1 else "")
        given.append(Given(words, bool(holding), f"{last.value.label}, {short_date(last.at)}"))
    return given


def present_lines(entries: Sequence[Entry], accounts: Mapping[UUID, str]) -> list[Line]:
    """Entries as they are read."""
    return [Line(short_date(entry.at), entry, accounts.get(entry.who, "") if entry.who else "") for entry in entries]


def present_referrals(referrals: Sequence[Referral]) -> list[dict[str, str]]:
    """Each referral in one line, by its reference."""
    return [
        {
            "reference": each.reference,
            "address": f"/referrals/{each.id}",
            "service": each.service.name,
            "status": each.status.label,
            "since": short_date(clock.local(each.status_since)),
        }
        for each in referrals
    ]


def _address(person: Person) -> tuple[str, ...]:
    lines = [line.strip() for line in (person.address or "").splitlines() if line.strip()]
    is_there = person.postcode and any(person.postcode in line for line in lines)
    return tuple(lines if is_there or not person.postcode else [*lines, person.postcode])


def present_readings(grants: Sequence[ReadingGrant], accounts: Mapping[UUID, str]) -> list[dict[str, str]]:
    """Who opened a record, when and why."""
    return [
        {
            "who": accounts.get(grant.user_id, "An account that is closed"),
            "day": short_date(grant.at),
            "time": clock_time(clock.local(grant.at).time()),
            "why": ReadingReason(grant.reason).label,
        }
        for grant in grants
    ]

"""Who is seen by several people, how often people come back, and who was pointed somewhere and never asked again.

Counts only. They are for a team's own talk about its work, and name nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.models import TeamMember
from directory.geo.models import Area
from directory.referrals.codes.referral import Source
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import ContactAction, Conversation, Person, Referral

LOOKS_BACK = timedelta(days=365)
EPISODE = timedelta(days=90)
TIME_TO_ASK = timedelta(days=28)  # two weeks until the ring-back, two more for trying again


@dataclass(frozen=True)
class Seen:
    """People of a team who had contact, and how many of them with more than one."""

    people: int
    by_two_people: int
    by_two_teams: int
    by_two_roles: int


@dataclass(frozen=True)
class Episodes:
    """Stretches of 90 days that begin with a contact. One with further contacts counts once, however many they were."""

    all: int
    with_repeat: int


@dataclass(frozen=True)
class Signposts:
    """People who were pointed to a service long enough ago to be asked how it went."""

    all: int
    asked: int

    @property
    def not_asked(self) -> int:
        """Those nobody asked."""
        return self.all - self.asked


@dataclass(frozen=True)
class Overlap:
    """All that the page shows. `areas` are name, people, and how many of them are seen by two roles or teams."""

    seen: Seen
    areas: tuple[tuple[str, int, int], ...]
    pairs: tuple[tuple[str, int], ...]
    episodes: Episodes
    signposts: Signposts


@dataclass(frozen=True)
class Contact:
    """One contact with somebody: who had it, of which team, in what part."""

    person_id: UUID
    district: str
    by: UUID | None
    team_id: UUID | None
    role: str
    at: datetime


def overlap_of(session: Session, team_id: UUID, at: datetime) -> Overlap:
    """The counts of a team for the last twelve months."""
    contacts = _contacts(session, team_id, at - LOOKS_BACK)
    by_person: dict[UUID, list[Contact]] = defaultdict(list)
    for contact in contacts:
        by_person[contact.person_id].append(contact)
    several = {person for person, theirs in by_person.items() if _is_several(theirs)}
    return Overlap(
        seen=_seen(by_person.values()),
        areas=_areas(session, by_person, several),
        pairs=tuple(
            Counter(_roles(theirs) for theirs in by_person.values() if " and " in _roles(theirs)).most_common()
        ),
        episodes=episodes(talks for theirs in by_person.values() if (talks := [each.at for each in theirs])),
        signposts=_signposts(session, team_id, at),
    )


def stretches(moments: Iterable[datetime]) -> list[tuple[datetime, bool]]:
    """Stretches of 90 days over the contacts of one person: when each began, and whether they came back in it."""
    found: list[tuple[datetime, bool]] = []
    for moment in sorted(moments):
        if not found or moment - found[-1][0] > EPISODE:
            found.append((moment, False))
        else:
            found[-1] = (found[-1][0], True)
    return found


def episodes(people: Iterable[Sequence[datetime]]) -> Episodes:
    """Count stretches of 90 days over the contacts of each person."""
    found = [came_back for moments in people for _, came_back in stretches(moments)]
    return Episodes(len(found), sum(found))


def _contacts(session: Session, team_id: UUID, since: datetime) -> list[Contact]:
    """Conversations with people of the team, whoever had them, and what partners sent for them."""
    volunteers = set(session.scalars(select(TeamMember.user_id).where(TeamMember.is_volunteer)))
    of_team = Person.team_id == team_id
    talks = session.execute(
        select(Person.id, Person.district_code, Conversation.navigator_id, Conversation.team_id, Conversation.at)
        .join(Conversation, Conversation.person_id == Person.id)
        .where(of_team, Conversation.at >= since)
    )
    sent = session.execute(
        select(Person.id, Person.district_code, Referral.navigator_id, Referral.submitted_at)
        .join(Referral, Referral.person_id == Person.id)
        .where(of_team, Referral.source == Source.PARTNER, Referral.submitted_at >= since)
    )
    return [
        Contact(
            row.id, row.district_code or "", row.navigator_id, row.team_id, _role(row.navigator_id, volunteers), row.at
        )
        for row in talks
    ] + [
        Contact(row.id, row.district_code or "", row.navigator_id, None, "partner", row.submitted_at)
        for row in sent
        if row.submitted_at is not None
    ]


def _role(user_id: UUID | None, volunteers: set[UUID]) -> str:
    return "volunteer" if user_id in volunteers else "connector"


def _roles(contacts: Iterable[Contact]) -> str:
    return " and ".join(sorted({each.role for each in contacts}))


def _seen(people: Iterable[Sequence[Contact]]) -> Seen:
    counts: Counter[str] = Counter()
    for theirs in people:
        counts["people"] += 1
        counts["by_two_people"] += len({each.by for each in theirs if each.by}) > 1
        counts["by_two_teams"] += _teams(theirs) > 1
        counts["by_two_roles"] += len({each.role for each in theirs}) > 1
    return Seen(counts["people"], counts["by_two_people"], counts["by_two_teams"], counts["by_two_roles"])


def _teams(contacts: Iterable[Contact]) -> int:
    return len({each.team_id for each in contacts if each.team_id})


def _is_several(contacts: Sequence[Contact]) -> bool:
    return _teams(contacts) > 1 or len({each.role for each in contacts}) > 1


def _areas(
    session: Session, by_person: dict[UUID, list[Contact]], several: set[UUID]
) -> tuple[tuple[str, int, int], ...]:
    people: Counter[str] = Counter(theirs[0].district for theirs in by_person.values())
    more: Counter[str] = Counter(by_person[person][0].district for person in several)
    rows = session.execute(select(Area.code, Area.name).where(Area.code.in_([code for code in people if code])))
    names = {row.code: row.name for row in rows}
    lines = [(names.get(code, "Area not known"), number, more[code]) for code, number in people.items()]
    return tuple(sorted(lines, key=lambda line: (-line[1], line[0])))


def _signposts(session: Session, team_id: UUID, at: datetime) -> Signposts:
    of = select(func.count(), func.count(ContactAction.helped)).where(
        ContactAction.team_id == team_id,
        ContactAction.kind == ActionKind.SIGNPOST,
        ContactAction.person_id.is_not(None),
        ContactAction.at >= at - LOOKS_BACK,
        ContactAction.at < at - TIME_TO_ASK,
    )
    number, asked = session.execute(of).one()
    return Signposts(number, asked)

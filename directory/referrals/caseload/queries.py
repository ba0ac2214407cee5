"""What the caseload's pages read: people with what is next for each, by a few queries whatever their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from directory.accounts.models import TeamMember, User
from directory.db import Coded
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import FollowUp, Person, Referral

S = ReferralStatus
#: The provider has to say something next.
WITH_PROVIDER = (S.SUBMITTED, S.ACKNOWLEDGED)
#: Not over: what a caseload's list of referrals shows.
OPEN = (
    S.DRAFT,
    S.SUBMITTED,
    S.ACKNOWLEDGED,
    S.INFO_NEEDED,
    S.ACCEPTED,
    S.WAITING,
    S.STARTED,
    S.COMPLETED,
    S.NOT_ACCEPTED,
    S.NOT_TAKEN_UP,
)


class Show(Coded):
    """Which people of a caseload are shown."""

    ALL = "all", "Everybody"
    OVERDUE = "overdue", "Overdue"
    WITH_PROVIDER = "with_provider", "Waiting on a provider"
    NOTHING_NEXT = "nothing_next", "Nothing planned"


@dataclass(frozen=True)
class Counts:
    """How many people each choice shows."""

    people: int
    overdue: int
    with_provider: int
    nothing_next: int

    def of(self, show: Show) -> int:
        """How many this one shows."""
        return {
            Show.ALL: self.people,
            Show.OVERDUE: self.overdue,
            Show.WITH_PROVIDER: self.with_provider,
            Show.NOTHING_NEXT: self.nothing_next,
        }[show]


@dataclass(frozen=True)
class Row:
    """One person with what is next."""

    person: Person
    due_on: date | None
    with_provider: int


def people_of(user_id: UUID) -> ColumnElement[bool]:
    """The people on somebody's caseload."""
    return and_(Person.navigator_id == user_id, Person.closed_on.is_(None))


def _next_by_person(user_id: UUID) -> Select[UUID | None, date]:
    return (
        select(FollowUp.person_id.label("person_id"), func.min(FollowUp.due_on).label("due_on"))
        .where(FollowUp.navigator_id == user_id, FollowUp.done_at.is_(None), FollowUp.person_id.is_not(None))
        .group_by(FollowUp.person_id)
    )


def _with_provider_by_person(user_id: UUID) -> Select[UUID | None, int]:
    return (
        select(Referral.person_id.label("person_id"), func.count().label("number"))
        .where(Referral.navigator_id == user_id, Referral.status.in_(WITH_PROVIDER), Referral.person_id.is_not(None))
        .group_by(Referral.person_id)
    )


def rows_of(
    session: Session, user_id: UUID, show: Show, *, today: date, limit: int, offset: int
) -> tuple[list[Row], Counts]:
    """A page of a caseload, what is overdue longest first, with how many each choice would show. Two queries.

    The first reads a few plain columns of everybody on it, to count and to sort; only the page's own records are
    read whole and decrypted.
    """
    due, waiting = _next_by_person(user_id).subquery(), _with_provider_by_person(user_id).subquery()
    lines = session.execute(
        select(Person.id, Person.last_contact_at, due.c.due_on, waiting.c.number)
        .outerjoin(due, due.c.person_id == Person.id)
        .outerjoin(waiting, waiting.c.person_id == Person.id)
        .where(people_of(user_id))
    ).all()
    shown_by = {
        Show.ALL: lines,
        Show.OVERDUE: [line for line in lines if line.due_on is not None and line.due_on < today],
        Show.WITH_PROVIDER: [line for line in lines if line.number],
        Show.NOTHING_NEXT: [line for line in lines if line.due_on is None],
    }
    counts = Counts(*(len(shown_by[each]) for each in Show))
    order = sorted(shown_by[show], key=lambda line: (line.due_on or date.max, line.last_contact_at, line.id))
    page = order[offset : offset + limit]
    of_page = select(Person).where(Person.id.in_([line.id for line in page])).order_by(Person.id)
    people = {person.id: person for person in session.scalars(of_page)}
    return [Row(people[line.id], line.due_on, line.number or 0) for line in page if line.id in people], counts


def next_tasks(session: Session, user_id: UUID, people: Iterable[UUID]) -> dict[UUID, FollowUp]:
    """The first thing to do for each of these people."""
    of = (
        select(FollowUp)
        .where(FollowUp.navigator_id == user_id, FollowUp.done_at.is_(None), FollowUp.person_id.in_(list(people)))
        .order_by(FollowUp.due_on.desc(), FollowUp.id.desc())
    )
    return {task.person_id: task for task in session.scalars(of) if task.person_id}


def due_today(session: Session, user_id: UUID, today: date, *, limit: int) -> Sequence[tuple[FollowUp, Person]]:
    """What is due today or was due before, the oldest first, each with its person."""
    of = (
        select(FollowUp, Person)
        .join(Person, Person.id == FollowUp.person_id)
        .where(FollowUp.navigator_id == user_id, FollowUp.done_at.is_(None), FollowUp.due_on <= today)
        .order_by(FollowUp.due_on, Person.last_contact_at, FollowUp.id)
        .limit(limit)
    )
    return [(task, person) for task, person in session.execute(of)]


def count_due(session: Session, user_id: UUID, today: date) -> int:
    """How much is due today or was due before."""
    of = select(func.count()).where(
        FollowUp.navigator_id == user_id,
        FollowUp.done_at.is_(None),
        FollowUp.due_on <= today,
        FollowUp.person_id.is_not(None),
    )
    return session.scalar(of) or 0


def referrals_of(user_id: UUID, status: ReferralStatus | None) -> Select[Referral]:
    """Somebody's referrals that are not over, urgent ones by their day first, then what has waited longest."""
    shown = (status,) if status else OPEN
    return (
        select(Referral)
        .options(joinedload(Referral.service), joinedload(Referral.person))
        .where(Referral.navigator_id == user_id, Referral.status.in_(shown), Referral.person_id.is_not(None))
        .order_by(Referral.start_by.is_(None), Referral.start_by, Referral.status_since, Referral.id)
    )


def referral_counts(session: Session, user_id: UUID) -> dict[ReferralStatus, int]:
    """How many are at each status."""
    of = (
        select(Referral.status, func.count())
        .where(Referral.navigator_id == user_id, Referral.status.in_(OPEN), Referral.person_id.is_not(None))
        .group_by(Referral.status)
    )
    return dict(session.execute(of).all())


def queue_of(user: User) -> Select[Person]:
    """People of the team whom nobody looks after yet; for a supervisor those as well whom no team covers."""
    free = select(Person).where(Person.navigator_id.is_(None), Person.closed_on.is_(None))
    return free.where(Person.team_id == user.team_id).order_by(Person.created_at, Person.id)


def colleagues_of(session: Session, team_id: UUID | None) -> Sequence[User]:
    """Everybody of a team, by name as far as names sort: they are encrypted, so Python does it."""
    if team_id is None:
        return ()
    of = select(User).join(TeamMember, TeamMember.user_id == User.id).where(TeamMember.team_id == team_id)
    return sorted(session.scalars(of).unique(), key=lambda user: (user.name.casefold(), user.id))


@dataclass(frozen=True)
class Load:
    """How much one connector has."""

    people: int
    overdue: int
    with_provider: int
    oldest: date | None


def loads(session: Session, team_id: UUID, today: date) -> dict[UUID, Load]:
    """How much each connector of a team has, by three queries."""
    people = _by_navigator(
        session,
        select(Person.navigator_id, func.count(), func.min(Person.closed_on))
        .where(Person.team_id == team_id, Person.closed_on.is_(None))
        .group_by(Person.navigator_id),
    )
    overdue = _by_navigator(
        session,
        select(FollowUp.navigator_id, func.count(), func.min(FollowUp.due_on))
        .where(FollowUp.team_id == team_id, FollowUp.done_at.is_(None), FollowUp.due_on < today)
        .group_by(FollowUp.navigator_id),
    )
    waiting = _by_navigator(
        session,
        select(Referral.navigator_id, func.count(), func.min(Referral.start_by))
        .where(Referral.team_id == team_id, Referral.status.in_(WITH_PROVIDER))
        .group_by(Referral.navigator_id),
    )
    none: tuple[int, date | None] = (0, None)
    return {
        user_id: Load(
            people=people.get(user_id, none)[0],
            overdue=overdue.get(user_id, none)[0],
            with_provider=waiting.get(user_id, none)[0],
            oldest=overdue.get(user_id, none)[1],
        )
        for user_id in {*people, *overdue, *waiting}
    }


def _by_navigator(session: Session, of: Select[UUID | None, int, date | None]) -> dict[UUID, tuple[int, date | None]]:
    rows = session.execute(of).all()
    return {user_id: (number, first) for user_id, number, first in rows if user_id is not None}

"""What pages about gaps read: cases, the flags in them counted, quotes without names, waits, and who may own one.

Numbers here are true. Whoever shows them protects them first; nothing here is a person, words or a reference of one.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, selectinload

from directory.accounts.models import User
from directory.accounts.queries import everybody
from directory.accounts.roles import Permission
from directory.listings.models import Service
from directory.listings.policy import Reader, rule_for
from directory.needs.cases.grouping import window
from directory.needs.codes import NOT_COUNTED, UNCOUNTED, CaseState
from directory.needs.models import GapCase, UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.referrals.models import Referral

MOST_QUOTES, MOST_OFFERED = 6, 20
NO_GROUP = ""
#: Weeks from sending to starting, up to and with this many.
WAIT_BANDS = ((2, "Up to 2 weeks"), (4, "3 to 4 weeks"), (8, "5 to 8 weeks"), (12, "9 to 12 weeks"))
LONGER = "Longer than 12 weeks"


@dataclass(frozen=True)
class Counted:
    """The people for whom something is missing, counted one way at a time."""

    reasons: Mapping[str, int]
    wards: Mapping[str, int]
    groups: Mapping[str, int]
    months: Mapping[date, int]
    sources: Mapping[str, int]

    @property
    def people(self) -> int:
        """How many there are in all."""
        return sum(self.months.values())


def cases() -> Select[GapCase]:
    """Every gap case with what hangs on it."""
    return select(GapCase).options(selectinload(GapCase.actions), selectinload(GapCase.listings))


def in_order(of: Select[GapCase], *, closed: bool) -> Select[GapCase]:
    """Open ones by the day of their review, or closed ones, the last first."""
    if closed:
        return of.where(GapCase.state == CaseState.CLOSED).order_by(GapCase.closed_at.desc(), GapCase.id)
    dated = GapCase.review_on.is_(None), GapCase.review_on, GapCase.id
    return of.where(GapCase.state != CaseState.CLOSED).order_by(*dated)


def count(session: Session, of: Select[GapCase]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(of.order_by(None).subquery())) or 0


def listings_called(session: Session, reader: Reader, words: str, today: date) -> Sequence[Service]:
    """Listings whose name has these words, by name."""
    named = Service.name.icontains(words, autoescape=True)
    found = select(Service).where(rule_for(reader, today), named).order_by(Service.name, Service.id)
    return session.scalars(found.limit(MOST_OFFERED)).all()


def listing(reader: Reader, service_id: UUID, today: date) -> Select[Service]:
    """One listing, if this reader may see it."""
    return select(Service).where(Service.id == service_id, rule_for(reader, today))


def counted(session: Session, case: GapCase, today: date) -> Counted:
    """The flags of a case in the months that count, by reason, ward, first group, month and source."""
    first, until = window(today)
    counts = and_(
        UnmetNeed.gap_case_id == case.id,
        UnmetNeed.status.not_in(UNCOUNTED),
        UnmetNeed.reason.not_in(NOT_COUNTED),
        UnmetNeed.month >= first,
        UnmetNeed.month < until,
    )
    keys = (UnmetNeed.reason, UnmetNeed.ward_code, UnmetNeed.month, UnmetNeed.source)
    rows = session.execute(select(*keys, func.sum(UnmetNeed.people)).where(counts).group_by(*keys))
    reasons, wards, sources, groups = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    months: Counter[date] = Counter()
    for reason, ward, month, source, people in rows:
        reasons[reason.value] += people
        wards[ward or ""] += people
        months[month] += people
        sources[source.value] += people
    for named, people in session.execute(select(UnmetNeed.cohorts, UnmetNeed.people).where(counts)):
        groups[named[0] if named else NO_GROUP] += people
    return Counted(reasons, wards, groups, months, sources)


def quotes(session: Session, case: GapCase) -> list[tuple[UnmetReason, str]]:
    """Words from which a person has taken the names, each with its reason."""
    theirs = select(UnmetNeed.reason, UnmetNeed.quote).where(
        UnmetNeed.gap_case_id == case.id,
        UnmetNeed.quote.is_not(None),
        UnmetNeed.status.not_in(UNCOUNTED),
    )
    rows = session.execute(theirs.order_by(UnmetNeed.id.desc()).limit(MOST_QUOTES))
    return [(row.reason, row.quote) for row in rows]


def waits(session: Session, case: GapCase, today: date) -> Mapping[str, int]:
    """Referrals for the need from there that started, by how many weeks it took."""
    first, until = window(today)
    rows = session.execute(
        select(func.date(Referral.submitted_at), Referral.started_on).where(
            Referral.need == case.need,
            (Referral.ward_code == case.area_code) | (Referral.district_code == case.area_code),
            Referral.month >= first,
            Referral.month < until,
            Referral.started_on.is_not(None),
            Referral.submitted_at.is_not(None),
        )
    )
    found = dict.fromkeys([*(words for _weeks, words in WAIT_BANDS), LONGER], 0)
    for sent, started in rows:
        sent_on = sent if isinstance(sent, date) else date.fromisoformat(str(sent))
        weeks = -(-max((started - sent_on).days, 0) // 7)
        found[next((words for most, words in WAIT_BANDS if weeks <= most), LONGER)] += 1
    return found


def owners(session: Session) -> Sequence[User]:
    """Those who may answer for a gap, by name."""
    return [user for user in everybody(session) if user.active and user.may(Permission.CLOSE_GAPS)]


def names_of(session: Session, ids: Collection[UUID | None]) -> dict[UUID, str]:
    """What users are called."""
    wanted = {each for each in ids if each is not None}
    return {user.id: user.name for user in session.scalars(select(User).where(User.id.in_(wanted)))}


def listings_of(session: Session, case: GapCase) -> Sequence[Service]:
    """The listings that came of a case, by name."""
    ids = [each.service_id for each in case.listings]
    return session.scalars(select(Service).where(Service.id.in_(ids)).order_by(Service.name, Service.id)).all()

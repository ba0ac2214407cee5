"""First contacts and whether somebody came back within 90 days, counted for reports. What is counted names nobody."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.insight.models.reports import ReportFactKind as Kind
from directory.referrals.caseload.overlap import EPISODE, stretches
from directory.referrals.models import Conversation

CAME_BACK, STAYED_AWAY = "back", "once"
#: month, kind, district, group of needs (empty: whatever it was about), whether they came back
Key = tuple[date, Kind, str, str, str]


def begun(session: Session, first: date, districts: Mapping[str, str], *, at: datetime) -> Iterator[Key]:
    """Stretches that began since a month and whose 90 days are over: one key each, and one for each group of needs."""
    columns = (
        Conversation.person_id,
        Conversation.at,
        Conversation.month,
        Conversation.ward_code,
        Conversation.district_code,
        Conversation.needs,
    )
    rows = session.execute(
        select(*columns).where(Conversation.person_id.is_not(None)).order_by(Conversation.person_id, Conversation.at)
    )
    for _person, talks in groupby(rows, key=attrgetter("person_id")):
        theirs = {row.at: row for row in talks}
        for began, came_back in stretches(theirs):
            row = theirs[began]
            if began + EPISODE > at or row.month < first:
                continue
            where = districts.get(row.ward_code or "", row.district_code or "")
            came = CAME_BACK if came_back else STAYED_AWAY
            for group in ("", *sorted({need.partition(".")[0] for need in row.needs})):
                yield clock.month_of(began), Kind.EPISODE, where, group, came

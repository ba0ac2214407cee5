"""Counts what happened in some months. What is counted names nobody: see `referrals.totals`.

A count by ward belongs to the district that the ward lies in today, so that a reorganisation moves all of its history.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.insight.models import SmallArea
from directory.insight.models.facts import FactKind
from directory.needs.codes import FAMILY_OF, NOT_COUNTED, UNCOUNTED
from directory.needs.models import UnmetNeed
from directory.referrals import totals
from directory.referrals.codes.referral import FAMILY_OF as FAMILY_OF_CLOSURE
from directory.referrals.models import Referral
from directory.search.models import Outcome, SearchCount
from directory.search.understanding.needs_model import rank

#: month, kind, district, ward, need, cohort, detail
Key = tuple[date, FactKind, str, str, str, str, str]
SOME_GROUP = "some_group"  # counted as a group: referrals that name any
LONGEST_WAIT = 52  # weeks; whatever waited longer counts as that
LIKELY = 0.25  # from this likelihood a search is taken to be about a need


@dataclass(frozen=True)
class Months:
    """Whole months, the first and the last among them."""

    first: date
    last: date


def gather(session: Session, months: Months) -> Counter[Key]:
    """All facts of these months."""
    districts = {row.ward_code: row.district_code for row in session.execute(_wards())}
    found: Counter[Key] = Counter()
    for key, amount in _all(session, months, districts):
        found[key] += amount
    return found


def _wards() -> Select[str, str]:
    return select(SmallArea.ward_code, SmallArea.district_code).distinct()


def _all(session: Session, months: Months, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    yield from _contacts(session, months, districts)
    yield from _referrals(session, months, districts)
    yield from _waits(session, months, districts)
    yield from _flags(session, months, districts)
    yield from _searches(session, months)


def _contacts(session: Session, months: Months, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    period = totals.Period(months.first, months.last)
    for (month, ward, district, _channel), amount in totals.contacts(session, period).items():
        where = districts.get(ward or "", district or "")
        yield (month, FactKind.CONTACTS, where, ward or "", "", "", ""), amount
    for (month, ward, need), amount in totals.contact_needs(session, period).items():
        yield (month, FactKind.CONTACT_NEEDS, districts.get(ward or "", ""), ward or "", need, "", ""), amount


def _referrals(session: Session, months: Months, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    period = totals.Period(months.first, months.last)
    for key, amount in totals.referrals(session, period).items():
        month, ward, need, _source, _service, status, family = key[:7]
        detail = family.value if family else status.value
        yield (month, FactKind.REFERRALS, districts.get(ward or "", ""), ward or "", need, "", detail), amount
    columns = (Referral.month, Referral.ward_code, Referral.need, Referral.status, Referral.closure_reason)
    rows = session.execute(
        select(*columns, Referral.cohorts).where(
            Referral.month.between(months.first, months.last), Referral.status.not_in(totals.NOT_COUNTED)
        )
    )
    for month, ward, need, status, closure, cohorts in rows:
        detail = FAMILY_OF_CLOSURE[closure].value if closure else status.value
        for cohort in (*cohorts, SOME_GROUP) if cohorts else ():
            yield (month, FactKind.REFERRALS, districts.get(ward or "", ""), ward or "", need, cohort, detail), 1


def _waits(session: Session, months: Months, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    columns = (Referral.month, Referral.ward_code, Referral.need, Referral.submitted_at, Referral.started_on)
    rows = session.execute(
        select(*columns).where(
            Referral.month.between(months.first, months.last),
            Referral.submitted_at.is_not(None),
            Referral.started_on.is_not(None),
        )
    )
    for month, ward, need, sent, started in rows:
        if sent is None or started is None:
            continue
        weeks = min(max((started - clock.local(sent).date()).days, 0) // 7, LONGEST_WAIT)
        yield (month, FactKind.WAITS, districts.get(ward or "", ""), ward or "", need, "", f"{weeks:02d}"), 1


def _flags(session: Session, months: Months, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    flag = UnmetNeed
    columns = (flag.month, flag.ward_code, flag.district_code, flag.need, flag.reason, flag.severity)
    rows = session.execute(
        select(*columns, flag.cohorts, flag.people).where(
            flag.month.between(months.first, months.last), flag.status.not_in(UNCOUNTED)
        )
    )
    for month, ward, district, need, reason, severity, cohorts, people in rows:
        where = (districts.get(ward or "", district or ""), ward or "", need)
        for cohort in ("", *(cohorts or ())):
            yield (month, FactKind.REASONS, *where, cohort, reason.value), people
            if reason in NOT_COUNTED:
                continue
            yield (month, FactKind.FLAGS, *where, cohort, FAMILY_OF[reason].value), people
            yield (month, FactKind.SEVERITY, *where, cohort, severity.value), people


def _searches(session: Session, months: Months) -> Iterator[tuple[Key, int]]:
    """Searches that found little or nothing, by district; the need is what their words, where kept, speak of."""
    after = (months.last + timedelta(days=31)).replace(day=1)
    rows = session.execute(
        select(SearchCount.day, SearchCount.area, SearchCount.words, func.sum(SearchCount.searches))
        .where(
            SearchCount.outcome.in_((Outcome.WEAK, Outcome.NONE)),
            SearchCount.day >= months.first,
            SearchCount.day < after,
        )
        .group_by(SearchCount.day, SearchCount.area, SearchCount.words)
    ).all()
    needs = _needs_of({row[2] for row in rows})
    for day, area, words, amount in rows:
        yield (day.replace(day=1), FactKind.SEARCHES, area, "", needs.get(words, ""), "", ""), int(amount)


def _needs_of(words: Collection[str]) -> dict[str, str]:
    """The likeliest need of what was typed, where it is likely enough; each wording is looked at once."""
    found = {}
    for each in filter(None, words):
        guesses = rank(each)
        if guesses and guesses[0][1] >= LIKELY:
            found[each] = guesses[0][0]
    return found

"""The rows of an extract: referrals without who anybody is, in an order that tells nothing.

Of a person only an id is read, to be turned into a key that holds for this extract alone. Whoever did not agree to be
counted, or took it back, is not in it. Names, addresses, days of birth, words, references and days never are.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import Rule
from directory.insight.extracts.alike import WITHHELD, Line, Step, make_alike
from directory.insight.extracts.codes import Fact
from directory.insight.models import SmallArea
from directory.insight.reports.characteristics import CHARACTERISTICS, groups_of
from directory.referrals import totals
from directory.referrals.codes.agreement import GIVEN, Purpose
from directory.referrals.codes.referral import FAMILY_OF
from directory.referrals.models import Agreement, Referral

#: Facts that narrow somebody down, in this order in every line.
ABOUT = (Fact.QUARTER, Fact.DISTRICT, Fact.AGE, Fact.NEED, Fact.SOURCE)
#: Facts that tell what happened.
TOLD = (Fact.STATUS, Fact.DECLINED, Fact.OUTCOME)
KEY_LENGTH = 20
_AGES = next(each for each in CHARACTERISTICS if each.code == "age").groups


@dataclass(frozen=True)
class Rows:
    """A file's lines, headings first, and how many referrals were left out."""

    lines: tuple[tuple[str, ...], ...]
    left_out: int


@dataclass(frozen=True)
class Wanted:
    """What was agreed on."""

    facts: Sequence[Fact]
    first: date
    last: date
    key: str


def rows_of(session: Session, wanted: Wanted, rule: Rule) -> Rows:
    """The rows, each shared by at least as many people as the rule for small numbers asks for."""
    found = make_alike(
        [_only(line, wanted.facts) for line in _lines(session, wanted)], _steps(wanted.facts), rule.threshold + 1
    )
    cells = sorted(_cells(line, wanted) for line in found.lines)
    return Rows(((tuple(fact.value for fact in Fact if fact in wanted.facts)), *cells), found.left_out)


def _lines(session: Session, wanted: Wanted) -> Iterator[Line]:
    districts = {row[0]: row[1] for row in session.execute(select(SmallArea.ward_code, SmallArea.district_code))}
    refused = _refused(session)
    query = select(
        Referral.id,
        Referral.person_id,
        Referral.month,
        Referral.ward_code,
        Referral.district_code,
        Referral.cohorts,
        Referral.need,
        Referral.source,
        Referral.status,
        Referral.declined,
        Referral.closure_reason,
    ).where(Referral.month.between(wanted.first, wanted.last), Referral.status.not_in(totals.NOT_COUNTED))
    for row in session.execute(query):
        if row.person_id not in refused:
            where = districts.get(row.ward_code or "", row.district_code or "")
            yield Line(str(row.person_id or row.id), (_quarter(row.month), where, *_about(row)), _told(row))


def _about(row: Any) -> tuple[str, str, str]:
    group = next(each for each in groups_of(row.cohorts or ()) if each.startswith("age:")).removeprefix("age:")
    return _AGES.get(group, "not known"), row.need, row.source.value


def _told(row: Any) -> tuple[str, str, str]:
    outcome = FAMILY_OF[row.closure_reason].value if row.closure_reason else ""
    return row.status.value, row.declined.value if row.declined else "", outcome


def _quarter(month: date) -> str:
    return f"{month.year} Q{(month.month + 2) // 3}"


def _refused(session: Session) -> frozenset[UUID]:
    """People whose last word on being counted was no."""
    said = select(Agreement.person_id, Agreement.value).where(Agreement.purpose == Purpose.ANONYMOUS_STATISTICS)
    last = {row.person_id: row.value for row in session.execute(said.order_by(Agreement.at, Agreement.id))}
    return frozenset(person for person, value in last.items() if value not in GIVEN)


def _only(line: Line, facts: Sequence[Fact]) -> Line:
    """The line without what was not agreed on: it is not told, so it need not be alike."""
    about = tuple(value if fact in facts else "" for fact, value in zip(ABOUT, line.about, strict=True))
    return Line(line.who, about, line.told)


def _steps(facts: Sequence[Fact]) -> list[Step]:
    """Less and less, in the order in which research misses it least."""
    return [
        _step(fact, how)
        for fact, how in (
            (Fact.AGE, lambda _: WITHHELD),
            (Fact.SOURCE, lambda _: WITHHELD),
            (Fact.NEED, lambda need: need.partition(".")[0]),
            (Fact.QUARTER, lambda quarter: quarter.partition(" ")[0]),
            (Fact.DISTRICT, lambda _: WITHHELD),
            (Fact.NEED, lambda _: WITHHELD),
        )
        if fact in facts
    ]


def _step(fact: Fact, how: Any) -> Step:
    place = ABOUT.index(fact)
    return lambda about: (*about[:place], how(about[place]), *about[place + 1 :])


def _cells(line: Line, wanted: Wanted) -> tuple[str, ...]:
    said: Mapping[Fact, str] = {
        Fact.KEY: key_of(line.who, wanted.key),
        **dict(zip(ABOUT, line.about, strict=True)),
        **dict(zip(TOLD, line.told, strict=True)),
    }
    return tuple(said[fact] for fact in Fact if fact in wanted.facts)


def key_of(who: str, key: str) -> str:
    """Somebody's key in one extract. Without the extract's secret it leads to no person and to no other extract."""
    return hmac.new(key.encode(), who.encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH]

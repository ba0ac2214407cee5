"""What pages of flags say, as plain values. Words are handed over only when the reader may read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from directory import clock
from directory.needs.codes import FAMILY_OF, UNSORTED, FlagStatus
from directory.needs.models import UnmetNeed
from directory.search.need_queries import is_sensitive
from directory.web.wording import counted, short_date

NOT_SORTED = "Not sorted yet"
NO_PLACE = "Place not said"


@dataclass(frozen=True)
class FlagLine:
    """One flag in a list. The month, not the day: a day in a ward may lead to a person."""

    id: UUID
    need: str
    area: str
    reason: str
    month: str
    source: str
    status: str
    people: str
    quote: str
    is_counted: bool
    has_unread_words: bool


@dataclass(frozen=True)
class FlagView:
    """All of a flag's page."""

    line: FlagLine
    facts: tuple[tuple[str, str], ...]
    words: str
    double_of: UUID | None
    doubles: int


def present_line(flag: UnmetNeed, needs: Mapping[str, str], areas: Mapping[str, str]) -> FlagLine:
    """One line."""
    return FlagLine(
        id=flag.id,
        need=NOT_SORTED if flag.need == UNSORTED else needs.get(flag.need, flag.need),
        area=area_of(flag, areas),
        reason=flag.reason.label,
        month=f"{flag.month:%B %Y}",
        source=flag.source.label,
        status=flag.status.label,
        people=counted(flag.people, "person") if flag.people == 1 else f"{flag.people} people",
        quote=flag.quote or "",
        is_counted=flag.status not in (FlagStatus.DUPLICATE, FlagStatus.TAKEN_BACK),
        has_unread_words=flag.words is not None and flag.quote is None,
    )


def present_flag(
    flag: UnmetNeed,
    needs: Mapping[str, str],
    areas: Mapping[str, str],
    *,
    cohorts: Mapping[str, str],
    is_readable: bool,
    is_own: bool,
    doubles: int,
) -> FlagView:
    """A flag's page: the day and the groups of people are told to those who may read its words, nobody else."""
    said = [
        ("Where", area_of(flag, areas)),
        ("Why", flag.reason.label),
        ("What kind of trouble", FAMILY_OF[flag.reason].label),
        ("How much it matters", flag.severity.label),
        ("Who told", flag.source.label),
        ("When", short_date(clock.local(flag.at)) if is_own else f"{flag.month:%B %Y}"),
        ("For whom", ", ".join(cohorts.get(code, code) for code in flag.cohorts) if is_readable else ""),
        ("How many", "" if flag.people == 1 else f"{flag.people} people"),
        ("Met in part", "Yes" if flag.partial else ""),
        ("How far", flag.status.label),
    ]
    return FlagView(
        line=present_line(flag, needs, areas),
        facts=tuple((label, value) for label, value in said if value),
        words=(flag.words or "") if is_readable else "",
        double_of=flag.double_of_id,
        doubles=doubles,
    )


def area_of(flag: UnmetNeed, areas: Mapping[str, str]) -> str:
    """Where: "Ladybrook, Mansfield". Of what nobody should look over a shoulder for, the district alone."""
    codes = (None if is_sensitive(flag.need) else flag.ward_code, flag.district_code)
    named = [areas.get(code, code) for code in codes if code]
    return ", ".join(named) or NO_PLACE

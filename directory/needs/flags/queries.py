"""Questions about flags: the list and its choices, names of needs and areas, quotes. Always ordered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.listings.models import Location, ServiceAtLocation
from directory.needs.codes import UNCOUNTED, FlagStatus
from directory.needs.flags.areas import area_names
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.search.need_queries import NEEDS, SENSITIVE_GROUP, SENSITIVE_NEEDS, NeedTerm, terms

NO_AREA = "none"


@dataclass(frozen=True)
class Wanted:
    """Which flags are asked for; empty means all."""

    need: str = ""
    area: str = ""
    reason: UnmetReason | None = None
    status: FlagStatus | None = None
    is_unread: bool = False

    def args(self) -> dict[str, str]:
        """The arguments of an address."""
        said = {
            "need": self.need,
            "area": self.area,
            "reason": self.reason.value if self.reason else "",
            "status": self.status.value if self.status else "",
            "unread": "1" if self.is_unread else "",
        }
        return {key: value for key, value in said.items() if value}


def needs_offered(session: Session) -> Sequence[NeedTerm]:
    """Every need that may be flagged."""
    return terms(session, NEEDS)[NEEDS]


def list_of(visible: Select[UnmetNeed], wanted: Wanted, readable: ColumnElement[bool]) -> Select[UnmetNeed]:
    """The flags asked for, the newest first. Those that do not count are seen only when they are asked for."""
    rules: list[ColumnElement[bool]] = []
    if wanted.need:
        rules.append(UnmetNeed.need == wanted.need)
    if wanted.area == NO_AREA:
        rules.append(UnmetNeed.district_code.is_(None))
    elif wanted.area:
        in_ward = and_(UnmetNeed.ward_code == wanted.area, ~_is_sensitive())
        rules.append(or_(in_ward, UnmetNeed.district_code == wanted.area))
    if wanted.reason:
        rules.append(UnmetNeed.reason == wanted.reason)
    if wanted.is_unread:
        rules += [UnmetNeed.words.is_not(None), UnmetNeed.quote.is_(None), readable]
    rules.append(UnmetNeed.status == wanted.status if wanted.status else UnmetNeed.status.not_in(UNCOUNTED))
    return visible.where(*rules).order_by(UnmetNeed.at.desc(), UnmetNeed.id.desc())


def _is_sensitive() -> ColumnElement[bool]:
    """Needs whose ward is shown to nobody, so it is not asked by either."""
    return or_(UnmetNeed.need.startswith(f"{SENSITIVE_GROUP}."), UnmetNeed.need.in_(SENSITIVE_NEEDS))


def count_of(session: Session, wanted: Select[UnmetNeed]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0


def districts_flagged(session: Session, visible: Select[UnmetNeed]) -> list[tuple[str, str]]:
    """The districts in which these flags are, by name."""
    within = visible.with_only_columns(UnmetNeed.district_code).where(UnmetNeed.district_code.is_not(None)).distinct()
    codes = [code for code in session.scalars(within) if code]
    names = area_names(session, codes)
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


def names_for(session: Session, flags: Collection[UnmetNeed]) -> Mapping[str, str]:
    """The names of all areas of some flags."""
    return area_names(session, {code for flag in flags for code in (flag.ward_code, flag.district_code) if code})


def district_of_listing(session: Session, service_id: UUID) -> str:
    """The district in which a listing happens first; nothing where that is not known."""
    held = (
        select(Location.district_code)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == service_id, Location.district_code.is_not(None))
        .order_by(ServiceAtLocation.id)
        .limit(1)
    )
    return session.scalar(held) or ""


def quotes_of(session: Session, flags: Select[UnmetNeed], *, most: int = 20) -> list[UnmetNeed]:
    """Of these flags, those with words fit to be shown, the newest first."""
    fit = flags.where(UnmetNeed.quote.is_not(None), UnmetNeed.status.not_in(UNCOUNTED))
    return list(session.scalars(fit.order_by(UnmetNeed.at.desc(), UnmetNeed.id.desc()).limit(most)))


def doubles_of(session: Session, visible: Select[UnmetNeed], flag: UnmetNeed) -> int:
    """How many of these flags repeat this one."""
    return count_of(session, visible.where(UnmetNeed.double_of_id == flag.id))


def is_among(session: Session, visible: Select[UnmetNeed], flag_id: UUID | None) -> bool:
    """Whether a flag is one of these."""
    return flag_id is not None and session.scalars(visible.where(UnmetNeed.id == flag_id)).first() is not None

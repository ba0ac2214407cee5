"""One request's search: reads the address, understands the words, asks the engine. Knows HTTP, but no page."""

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from flask import request
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in
from directory.extensions import db
from directory.geo.answers import Answer, Choice, Found, NotFound
from directory.geo.boundary_change import became
from directory.listings.tier_words import take_tier
from directory.search import urgency
from directory.search.criteria import Criteria
from directory.search.engine import Results
from directory.search.installed import engine
from directory.search.understanding.query import Understanding, understand_query
from directory.web.access import Audience

#: A county is no point to be near to: it is asked for as an area, wherever listings are counted by it.
COUNTY = "county"


@dataclass(frozen=True)
class Asked:
    """What was asked for, before any answer: the criteria, what was left out of them, and how they were understood."""

    criteria: Criteria
    notes: tuple[str, ...]
    answer: Answer | None
    audience: StrEnum
    understanding: Understanding | None = None

    @property
    def place(self) -> Found | None:
        """The one place, if there is one."""
        return self.answer if isinstance(self.answer, Found) else None

    @property
    def namesakes(self) -> Choice | None:
        """The places to choose between, if there are several."""
        return self.answer if isinstance(self.answer, Choice) else None

    @property
    def lost(self) -> NotFound | None:
        """Why there is no such place, if there is none."""
        return self.answer if isinstance(self.answer, NotFound) else None

    @property
    def near(self) -> str:
        """What to call the place, or nothing."""
        return self.place.label if self.place else ""

    @property
    def where(self) -> str:
        """The place as a sentence says it: near a town, in a county; or nothing."""
        if self.place is None:
            return ""
        return f"{'in' if self.place.kind == COUNTY else 'near'} {self.place.label}"

    @property
    def words(self) -> str:
        """The words as a heading says them back: without the place, days and ways that were understood."""
        return self.understanding.reading.shown if self.understanding else self.criteria.words

    @property
    def to_engine(self) -> Criteria:
        """The criteria with how their words were understood."""
        meaning = self.understanding.meaning(self.criteria) if self.understanding else None
        return replace(self.criteria, meaning=meaning)

    def about(self, **changes: object) -> "Asked":
        """The same place with other criteria; other words would have to be understood anew."""
        criteria = replace(self.criteria, **changes)  # type: ignore[arg-type]  # its own fields
        known = self.understanding if criteria.words == self.criteria.words else None
        return replace(self, criteria=criteria, understanding=known)


def viewer() -> StrEnum:
    """Who is looking: everyone, or somebody who may see what is kept for professionals."""
    user = signed_in()
    return Permission.SEE_PROFESSIONAL if user and user.may(Permission.SEE_PROFESSIONAL) else Audience.EVERYONE


def asked(args: MultiDict[str, str] | None = None) -> Asked:
    """Read this request's address, or the same arguments from elsewhere."""
    audience = viewer()
    criteria, notes = Criteria.from_args(request.args if args is None else args, audience)
    criteria = _in_areas_of_today(_by_tier(criteria, audience))
    understanding = understand_query(db.session(), criteria, at=clock.now(), rank=urgency.rank)
    return Asked(criteria, (*understanding.notes, *notes), understanding.answer, audience, understanding)


def _by_tier(criteria: Criteria, audience: StrEnum) -> Criteria:
    """Professionals name a form of prevention by either of its names: "tertiary prevention" asks for its filter."""
    words, tier = take_tier(criteria.words) if audience is Permission.SEE_PROFESSIONAL else (criteria.words, None)
    if tier is None or criteria.exact:
        return criteria
    return replace(criteria.adding("tier", tier.value), words=words, page=criteria.page)


def _in_areas_of_today(criteria: Criteria) -> Criteria:
    """An old link may name an area that ended: what it became is meant."""
    codes = criteria.values("area")
    ended = became(db.session(), codes, today=clock.today()) if codes else {}
    if not ended:
        return criteria
    today = tuple(dict.fromkeys(each for code in codes for each in ended.get(code, (code,))))
    return replace(criteria, filters=MappingProxyType({**criteria.filters, "area": today}))


def search(wanted: Asked) -> Results:
    """Ask the engine, which raises `Unavailable` when it cannot answer: never an empty answer instead."""
    criteria, place = _within_county(wanted)
    return engine().search(criteria, place=place, audience=wanted.audience, at=clock.now())


def _within_county(wanted: Asked) -> tuple[Criteria, Found | None]:
    """The search as it is, or of the whole county that was named as a place."""
    criteria, place = wanted.to_engine, wanted.place
    if place is None or place.kind != COUNTY or criteria.radius_miles or criteria.values("area"):
        return criteria, place
    code = next(iter(place.areas), "")
    if code not in engine().catalogue().values("area"):
        return criteria, place
    return criteria.adding("area", code), None

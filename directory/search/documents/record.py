"""A listing as search sees it: words by field, facets, places, times. Plain values; knows no table and no index."""

from dataclasses import dataclass, field
from enum import IntFlag
from uuid import UUID

NO_DAY = -1
FAR_DAY = 2_000_000  # later than any date: an open end


class Reach:
    """How a listing reaches people who are not near its venue: numbers to be joined, as flags but quicker."""

    PHONE = 1
    VIDEO = 2
    ONLINE = 4
    POST = 8
    HOME = 16
    OUTREACH = 32
    COUNTRYWIDE = 64
    HIDDEN = 128
    AREAS_GIVEN = 256
    AREAS_UNCLEAR = 512
    VENUE = 1024
    #: The ways that need no meeting.
    REMOTE = PHONE | VIDEO | ONLINE | POST


class Standing(IntFlag):
    """What holds a listing back a little."""

    PAUSED = 1
    REVIEW_DUE = 2
    CLOSING = 4


GOOD_STANDING = Standing(0)


@dataclass(frozen=True)
class VenuePoint:
    """A public venue. `is_exact` is false where only the town may be shown: the point is then rounded already."""

    location_id: UUID
    latitude: float
    longitude: float
    is_exact: bool = True


@dataclass(frozen=True)
class WeeklyHours:
    """Open every week, in minutes since Monday 0:00, between two days; `place` tells exceptions apart."""

    start: int
    end: int
    from_day: int = NO_DAY
    to_day: int = FAR_DAY
    place: int = -1


@dataclass(frozen=True)
class Occasion:
    """Open once, in local minutes since the epoch."""

    start: int
    end: int


@dataclass(frozen=True)
class DifferentDay:
    """A day on which the weekly hours of a place (or of all, with -1) do not hold."""

    day: int
    place: int = -1


@dataclass
class SearchDocument:
    """One listing. `texts` has the fields of `schema.FIELDS`; `facets` codes by facet, "?" where it does not say."""

    service_id: UUID
    name: str
    texts: dict[str, str]
    facets: dict[str, set[str]]
    #: Numbers of `Reach`, joined.
    reach: int = 0
    standing: Standing = GOOD_STANDING
    minimum_age: int = -1
    maximum_age: int = -1
    verified_day: int = NO_DAY
    freshness_day: int = NO_DAY
    closing_day: int = FAR_DAY
    closed_from_day: int = FAR_DAY
    closed_to_day: int = NO_DAY
    #: Tells whether the rows it was made from have changed since.
    stamp: int = 0
    venues: tuple[VenuePoint, ...] = ()
    areas: tuple[str, ...] = ()
    weekly: list[WeeklyHours] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    exceptions: list[DifferentDay] = field(default_factory=list)

    @property
    def names_no_area(self) -> bool:
        """Whether nothing is said of the areas served."""
        return not self.reach & Reach.AREAS_GIVEN

    @property
    def is_kept_anywhere(self) -> bool:
        """Whether a search near any place keeps it: it needs no venue, and no area it names speaks against it."""
        if not (self.names_no_area or self.reach & Reach.AREAS_UNCLEAR):
            return False
        needs_no_venue = self.reach & (Reach.REMOTE | Reach.HIDDEN) or (self.names_no_area and not self.venues)
        return bool(needs_no_venue) or (self._visits and not self.names_no_area)

    @property
    def is_kept_round_base(self) -> bool:
        """Whether it visits people at home from a venue without saying how far."""
        return self._visits and self.names_no_area and bool(self.venues)

    @property
    def _visits(self) -> bool:
        return bool(self.reach & (Reach.HOME | Reach.OUTREACH))

"""Whether somebody at a postcode would be offered a listing, and why: asked of the search that people use."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.roles import Permission
from directory.errors import Unavailable
from directory.geo.answers import Choice
from directory.geo.answers import Found as Place
from directory.geo.lookup import resolve_place
from directory.listings.codes import Visibility
from directory.listings.editing import Content
from directory.listings.models import Service
from directory.listings.policy import SHOWN
from directory.listings.queries.alternatives import needs_of
from directory.moderation.submission.finding import seen_from
from directory.search.criteria import Criteria
from directory.search.engine import Hit, Results, SearchEngine
from directory.web.access import Audience

YES, NO = "Yes.", "No."
EVERY = 100_000  # as many results as there may be: the place in the order is told
SOON = "Search takes up what was saved within a minute: try again then."


@dataclass(frozen=True)
class Offer:
    """What somebody there would be told, or why nothing."""

    sentences: tuple[str, ...]
    #: Yes or no; nothing for a place that is not known.
    head: str = ""


def try_from(
    session: Session, searching: SearchEngine, service: Service, content: Content, typed: str, *, at: datetime
) -> Offer:
    """Search from a place for what a listing helps with, and look whether it is there."""
    place = resolve_place(session, typed)
    if isinstance(place, Choice):
        return Offer((f"There are several places called “{typed[:60]}”. Type a postcode.",))
    if not isinstance(place, Place):
        return Offer((f"{place.message}.",))
    where = seen_from(session, content, typed)
    kept_back = _kept_back(service, at)
    if kept_back:
        return Offer((kept_back, where), NO)
    need = next(iter(needs_of(session, service.id)), None)
    audience = Permission.SEE_PROFESSIONAL if service.visibility is Visibility.PROFESSIONAL else Audience.EVERYONE
    criteria = Criteria(filters=MappingProxyType({"need": (need.code,)} if need else {}), per_page=EVERY)
    try:
        found = searching.search(criteria, place=place, audience=audience, at=at)
        number, hit = _place_in(found, service)
        if hit is None:
            anywhere = searching.search(replace(criteria, per_page=EVERY), place=None, audience=audience, at=at)
            return Offer(_why_not(found, where, is_known=_place_in(anywhere, service)[0] > 0), NO)
    except Unavailable:
        return Offer(("Search is away just now. Try again in a minute.", where))
    who = "A professional" if audience is Permission.SEE_PROFESSIONAL else "Somebody"
    about = f"looks for “{need.name}”" if need else "looks for anything"
    first = f"{who} at {place.label} who {about} finds it: number {number} of {found.total:,}."
    return Offer(tuple(part for part in (first, where, _how(hit)) if part), YES)


def _kept_back(service: Service, at: datetime) -> str:
    """Why search shows a listing to nobody, wherever they are."""
    if service.listing_status not in SHOWN:
        return f"Nobody finds it: it is {service.listing_status.label.lower()}."
    if service.visibility is Visibility.PRIVATE:
        return "Nobody finds it: only stewards may see it."
    if service.closing_on and service.closing_on < clock.local(at).date():
        return "Nobody finds it: its last day has passed."
    return ""


def _place_in(found: Results, service: Service) -> tuple[int, Hit | None]:
    for number, hit in enumerate(found.hits, 1):
        if hit.service_id == service.id:
            return number, hit
    return 0, None


def _why_not(found: Results, where: str, *, is_known: bool) -> tuple[str, ...]:
    if not is_known:
        return (f"Search does not know it like this yet. {SOON}", where)
    reach = f"A search from there shows what is within {found.radius_miles} miles and what comes to people there"
    return (f"{reach}; this is neither.", where)


def _how(hit: Hit) -> str:
    return f"It says there: {'; '.join(hit.labels)}." if hit.labels else ""

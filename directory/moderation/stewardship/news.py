"""What is new or has changed since a day, by need and area: for newsletters, surgeries and people who refer others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.clock import LONDON
from directory.geo.models import Area
from directory.listings.cards import Card, cards
from directory.listings.codes import LinkType
from directory.listings.models import Attribute, Location, Service
from directory.listings.policy import shown_to
from directory.moderation.stewardship.policy import within
from directory.taxonomy.models import TaxonomyTerm
from directory.web import spreadsheets
from directory.web.wording import short_date

MOST = 200  # a newsletter is read by people; more is a list to search in
COLUMNS = ("Name", "Run by", "What it is", "Where", "When", "Cost", "Phone", "New or changed", "On", "Page")


@dataclass(frozen=True, slots=True)
class _Came:
    """A listing that came or changed, before it is read."""

    id: UUID
    is_new: bool
    on: datetime


@dataclass(frozen=True)
class News:
    """One listing, and what happened to it."""

    card: Card
    is_new: bool
    on: datetime

    @property
    def said(self) -> str:
        """New or changed, and on which day."""
        return f"{'New' if self.is_new else 'Changed'} on {short_date(clock.local(self.on))}"


def news_since(
    session: Session, since: date, *, professionals: bool, need: str = "", area: str = "", at: datetime
) -> list[News]:
    """Listings that came or changed since a day, the latest first."""
    start = datetime.combine(since, time(), LONDON)
    found = select(Service.id, Service.created_at, Service.last_modified).where(
        shown_to(clock.local(at).date(), professionals=professionals),
        or_(Service.created_at >= start, Service.last_modified >= start),
    )
    if need:
        about = select(Attribute.service_id).join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        helps = about.where(TaxonomyTerm.code == need, Attribute.link_type == LinkType.NEED)
        found = found.where(Service.id.in_(helps))
    if area:
        found = found.where(within([area]))
    rows = [_Came(row.id, *_happened(row.created_at, row.last_modified, start)) for row in session.execute(found)]
    rows.sort(key=lambda row: (row.on, str(row.id)), reverse=True)
    latest = rows[:MOST]  # before cards are made: a feed may have brought thousands today
    shown = cards(session, [row.id for row in latest], at, for_professionals=professionals)
    return [News(shown[row.id], row.is_new, row.on) for row in latest if row.id in shown]


def councils(session: Session) -> list[tuple[str, str]]:
    """Districts in which something is listed, by name."""
    used = select(Location.district_code).where(Location.district_code.is_not(None))
    rows = session.execute(select(Area.code, Area.name).where(Area.code.in_(used)).order_by(Area.name, Area.valid_from))
    return list({row.code: row.name for row in rows}.items())


def as_csv(news: Iterable[News], address: str) -> str:
    """For a spreadsheet; no cell begins like a formula. `address` is that of listings without the id."""
    return spreadsheets.as_csv((COLUMNS, *(_cells(each, address) for each in news)))


def as_atom(news: Sequence[News], *, title: str, here: str, address: str, at: datetime) -> Iterator[str]:
    """For a feed reader."""
    latest = max((each.on for each in news), default=at)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f'<title>{escape(title)}</title><id>{escape(here)}</id><link rel="self" href={quoteattr(here)}/>\n'
    yield f"<updated>{latest.isoformat()}</updated><author><name>Waypost</name></author>\n"
    for each in news:
        page = f"{address}{each.card.id}"
        yield f"<entry><title>{escape(each.card.name)}</title><id>{_urn(each.card.id)}</id>"
        yield f"<link href={quoteattr(page)}/><updated>{each.on.isoformat()}</updated>"
        yield f"<summary>{escape(f'{each.said}. {each.card.summary}')}</summary></entry>\n"
    yield "</feed>\n"


def _happened(created: datetime, changed: datetime | None, start: datetime) -> tuple[bool, datetime]:
    """Whether a listing is new rather than changed, and when that was."""
    is_new = created >= start
    return is_new, created if is_new or changed is None else changed


def _cells(each: News, address: str) -> tuple[str, ...]:
    card = each.card
    where = card.venue.label if card.venue else ""
    told = (card.name, card.organization or "", card.summary, where, card.when, card.cost, card.phone)
    return (*told, "New" if each.is_new else "Changed", short_date(clock.local(each.on)), f"{address}{card.id}")


def _urn(service_id: UUID) -> str:
    return f"urn:uuid:{service_id}"

"""Listings in short, for lists of them: what fits on a card, read in four queries at most, however many cards."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from directory import clock
from directory.listings import card_queries
from directory.listings.card_memory import cards_of_minute
from directory.listings.codes import AddressVisibility, AssetType, CostType, Known
from directory.listings.cost_words import cost_in_short
from directory.listings.freshness import Badge, badge
from directory.listings.notices import Notice, notices
from directory.listings.schedules import DayOff, Pattern
from directory.listings.when import when_in_short


@dataclass(frozen=True, slots=True)
class CardVenue:
    """A place of the listing as the public may see it: where only the town may be shown there is no name."""

    name: str
    town: str

    @property
    def label(self) -> str:
        """ "Old Station Hub, Kirkby-in-Ashfield"; the town is not said twice."""
        if self.town and self.town.casefold() in self.name.casefold():
            return self.name
        return ", ".join(part for part in (self.name, self.town) if part)


@dataclass(frozen=True, slots=True)
class Card:
    """One listing in short. `when` is a phrase such as "Next: Tuesday 6 January, 10am" or empty when not known.

    It is the time at `venue`, never at another place of the listing: the two are read together.
    """

    id: UUID
    name: str
    summary: str
    asset_type: AssetType
    organization: str | None
    organization_id: UUID | None
    venue: CardVenue | None
    other_places: int
    when: str
    cost: str
    phone: str
    meets_you: bool
    modes: tuple[str, ...]
    needs: tuple[str, ...]
    badge: Badge
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Parts:
    """Everything read for one listing besides its own row. `nearest` is the location its card should name."""

    nearest: UUID | None = None
    place: Row[Any] | None = None
    patterns: list[Pattern] = field(default_factory=list)
    days_off: list[DayOff] = field(default_factory=list)
    costs: list["_Cost"] = field(default_factory=list)
    phones: list[tuple[int, str]] = field(default_factory=list)
    needs: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Cost:
    """One way of paying, as the cost words read it."""

    cost_type: CostType
    option: str | None
    amount: Any
    amount_description: str | None
    valid_from: Any
    valid_to: Any


def cards(
    session: Session,
    ids: Iterable[UUID],
    at: datetime,
    *,
    nearest: Mapping[UUID, UUID] | None = None,
    for_professionals: bool = False,
) -> dict[UUID, Card]:
    """The cards of these listings by id; one that is gone, or not for this reader any more, is left out.

    A listing that happens in several places is shown at its location in `nearest` (by listing), else at its first.
    """
    nearest = nearest or {}
    wanted = {"ids": list(dict.fromkeys(ids)), "today": clock.local(at).date()}
    if not wanted["ids"]:
        return {}
    ask = session.connection().execute  # plain rows need nothing of the object mapper
    rows = ask(card_queries.services(for_professionals=for_professionals), wanted).all()
    known: dict[Hashable, Card] = cards_of_minute(session, at)
    keys = {row.id: (nearest.get(row.id), row[:-1]) for row in rows if row.is_shown}
    new = [row for row in rows if row.is_shown and keys[row.id] not in known]
    if new:
        places = [nearest[row.id] for row in new if row.id in nearest]
        parts = _read_parts(ask, wanted | {"ids": [row.id for row in new], "nearest": places}, new, nearest)
        wall = clock.local(at)
        for row in new:
            known[keys[row.id]] = _card(row, parts[row.service_key], at, wall)
    return {service_id: known[key] for service_id, key in keys.items()}


def _read_parts(
    ask: Callable[..., Any], wanted: Mapping[str, Any], rows: Iterable[Row[Any]], nearest: Mapping[UUID, UUID]
) -> dict[Any, _Parts]:
    """What belongs to these listings, by the id as the driver gives it."""
    parts = {row.service_key: _Parts(nearest.get(row.id)) for row in rows}
    for place in ask(card_queries.places(), wanted).all():
        of = parts[place.service_key]
        if of.place is None or (place.location_id == of.nearest != of.place.location_id):
            of.place = place
    for time in ask(card_queries.times(), wanted).all():
        _keep_time(parts[time.service_key], time)
    for row in ask(card_queries.small_parts(), wanted).all():
        _keep_small_part(parts[row.service_key], row)
    return parts


def _keep_time(parts: _Parts, time: Row[Any]) -> None:
    if time.is_exception:
        parts.days_off.append(DayOff(time.dtstart, time.is_closed, time.opens_at, time.closes_at, None, time.place_key))
        return
    parts.patterns.append(
        Pattern(
            time.freq, time.interval, time.byday, time.bymonthday, time.dtstart, time.valid_from, time.valid_to,
            time.opens_at, time.closes_at, time.term_time_only, None, time.place_key,
        )
    )  # fmt: skip


def _keep_small_part(parts: _Parts, row: Row[Any]) -> None:
    if row.part == "cost":
        cost = _Cost(row.cost_type, row.option, row.amount, row.amount_description, row.valid_from, row.valid_to)
        parts.costs.append(cost)
    elif row.part == "need":
        parts.needs.append((int(row.amount or 0), row.option))
    elif row.option:
        extension = f" extension {row.amount_description}" if row.amount_description else ""
        parts.phones.append((int(row.amount or 0), row.option + extension))


def _card(row: Row[Any], parts: _Parts, at: datetime, wall: datetime) -> Card:
    today, closed = wall.date(), (row.closed_from, row.closed_to)
    return Card(
        id=row.id,
        name=row.name,
        summary=row.summary or _first_sentence(row.description),
        asset_type=row.asset_type,
        organization=row.organization,
        organization_id=row.organization_id,
        venue=_venue(parts),
        other_places=parts.place.places - 1 if parts.place else 0,
        when=when_in_short(_times_here(parts), parts.days_off, at=wall, closed=closed),
        cost=cost_in_short(parts.costs, today=today, fees=row.fees_description),
        phone=min(parts.phones, default=(0, ""))[1],
        meets_you=row.someone_will_meet_you is Known.YES,
        modes=tuple(row.delivery_modes or ()),
        needs=tuple(name for _, name in sorted(parts.needs)),
        badge=badge(row, today),
        notices=notices(row, at=at),
    )


def _venue(parts: _Parts) -> CardVenue | None:
    place = parts.place
    if place is None:
        return None
    shown = place.address_visibility is AddressVisibility.FULL
    return CardVenue(name=(place.name or place.address_1 or "") if shown else "", town=place.city or "")


def _times_here(parts: _Parts) -> list[Pattern]:
    """Of several places the times at the one shown, else those that name no place; otherwise all there are."""
    if parts.place is None or parts.place.places < 2:
        return parts.patterns
    here = [pattern for pattern in parts.patterns if pattern.place_id == parts.place.place_key]
    return here or [pattern for pattern in parts.patterns if pattern.place_id is None]


def _first_sentence(text: str) -> str:
    """At most 40 words of a description, for listings that came without a summary."""
    words = text.split()[:41]
    return " ".join(words) if len(words) <= 40 else " ".join(words[:40]).rstrip(",;:") + " …"

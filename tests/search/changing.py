"""A directory that changes at random: listings come, go, are renamed, move, open and close. Always the same by seed."""

import random
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.geo.models import Area
from directory.listings.codes import CostType, DeliveryMode, Feature, Known, ListingStatus
from directory.listings.models import CostOption, Location, Schedule, Service, ServiceArea, ServiceAtLocation
from tests.factories import listings as make

_SENTENCE = "lunch club dementia carers’ café walking men's health Mansfield a friendly group home visits 2 and 50+"
_WORDS = _SENTENCE.split()
_RARE = [f"{one}{other}" for one in ("knit", "bowl", "sing", "danc") for other in ("ing", "ers", "athon", "folk")]
_LANGUAGES = (("pl", "Polish"), ("cy", "Welsh"), ("ur", "Urdu"))
_MONDAY = date(2026, 1, 5)


class Changing:
    """Listings, and random changes to them; each change answers which listings it touched."""

    def __init__(self, session: Session, seed: int) -> None:
        self._session, self._chance = session, random.Random(seed)
        self._needs = [make.term(session, "needs", f"need.{n}", f"Need {n}", position=n) for n in range(4)]
        make.synonyms(session, "meals", resident=("lunch club",), professional=("luncheon",), needs=("need.1",))
        self._areas = [make.area(session, f"E0700000{n}", f"District {n}") for n in range(5)]
        self._halls = [self._hall() for _ in range(4)]
        self._runner = make.organization(session, "Friendly carers")
        self.listings: list[Service] = []

    def change(self, times: int) -> set[UUID]:
        """Some random changes, one after another."""
        touched: set[UUID] = set()
        for _ in range(times):
            verbs = [self._add, self._add, self._remove, self._edit, self._edit, self._move, self._hide]
            touched |= self._chance.choice(verbs)() if self.listings else self._add()
        self._session.flush()
        return touched

    def _words(self, most: int) -> str:
        return " ".join(self._chance.choice(_RARE if self._chance.random() < 0.1 else _WORDS) for _ in range(most))

    def _hall(self) -> Location:
        latitude, longitude = round(53 + self._chance.random(), 1), round(-1 - self._chance.random(), 1)
        return make.location(self._session, latitude, longitude, name=self._words(2))

    def _add(self) -> set[UUID]:
        chance, session = self._chance, self._session
        made = make.service(
            session,
            self._words(chance.randint(1, 3)),
            description=self._words(chance.randint(0, 60)),
            organization_id=self._runner.id if chance.random() < 0.5 else None,
            delivery_modes=[chance.choice(list(DeliveryMode)).value],
            minimum_age=chance.choice([None, 18, 65]),
        )
        for place in chance.sample(self._halls, chance.randint(0, 3)):
            make.held_at(session, made, place)
        for served in chance.sample(self._areas, chance.randint(0, 2)):
            make.covers(session, made, served)
        for need in chance.sample(self._needs, chance.randint(0, 2)):
            make.tag(session, made, need)
        self._fill(made)
        self.listings.append(made)
        return {made.id}

    def _fill(self, made: Service) -> None:
        chance, session = self._chance, self._session
        make.costs(session, made, *chance.sample(list(CostType), chance.randint(0, 2)))
        if chance.random() < 0.3:
            make.language(session, made, *chance.choice(_LANGUAGES))
        if chance.random() < 0.5:
            make.access(session, chance.choice(list(Feature)), chance.choice(list(Known)), listing=made)
        if chance.random() < 0.5:
            make.weekly(session, made, chance.choice(["MO", "TU,TH", "SU"]), "10:00", chance.choice(["12:00", "16:30"]))
        if chance.random() < 0.3:
            make.once(session, made, _MONDAY + timedelta(days=chance.randint(0, 40)), "18:00", "20:00")
        if chance.random() < 0.3:
            make.closed_that_day(session, made, _MONDAY + timedelta(days=chance.randint(0, 20)))

    def _some(self) -> Service:
        return self._chance.choice(self.listings)

    def _remove(self) -> set[UUID]:
        gone = self._some()
        self.listings.remove(gone)
        gone_id = gone.id
        self._session.execute(delete(Service).where(Service.id == gone_id))
        self._session.expire_all()
        return {gone_id}

    def _edit(self) -> set[UUID]:
        edited = self._some()
        edited.name = self._words(2)
        edited.description = self._words(self._chance.randint(0, 60))
        for table in (CostOption, Schedule):
            self._session.execute(delete(table).where(table.service_id == edited.id))
        self._fill(edited)
        return {edited.id}

    def _move(self) -> set[UUID]:
        moved = self._some()
        moved.summary = self._words(3)
        for table in (ServiceAtLocation, ServiceArea):
            self._session.execute(delete(table).where(table.service_id == moved.id))
        make.held_at(self._session, moved, self._chance.choice(self._halls))
        served: Area = self._chance.choice(self._areas)
        make.covers(self._session, moved, served)
        return {moved.id}

    def _hide(self) -> set[UUID]:
        hidden = self._some()
        is_shown = hidden.listing_status is ListingStatus.PUBLISHED
        hidden.listing_status = ListingStatus.ARCHIVED if is_shown else ListingStatus.PUBLISHED
        return {hidden.id}

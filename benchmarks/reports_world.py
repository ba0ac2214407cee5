"""A made-up world for reports: listings, referrals, flags, conversations and scores on real small areas, counted."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benchmarks.accounts import account_of
from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.db import new_id
from directory.extensions import db
from directory.geo.operations import load_places
from directory.insight.areas.loading import load_areas
from directory.insight.disclosure.rule import NHS
from directory.insight.facts.counting import before, recount
from directory.insight.gap_map.telling import keep_all
from directory.insight.models import SmallArea
from directory.insight.reports.demo import fill_reports
from directory.listings.codes import (
    CommissioningStatus,
    CostType,
    CrisisTiming,
    DeliveryScale,
    LinkType,
    ListingStatus,
    Sector,
    Tier,
)
from directory.listings.models import (
    Attribute,
    CostOption,
    Location,
    Organization,
    Service,
    ServiceAtLocation,
    ServiceTier,
)
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ClosureReason, ReferralStatus, Source
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.models import ContactAction, Conversation, OutcomeScore, Point, Referral
from directory.taxonomy.models import Taxonomy, TaxonomyTerm
from directory.taxonomy.operations import load_taxonomies
from directory.web.references import new_reference

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LISTINGS, MEASURED_AT = 2_000, 200
GROUPS = ([], ["older_65"], ["carer"])
Row = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Sizes:
    """How many of each."""

    referrals: int = 200_000
    flags: int = 50_000
    conversations: int = 60_000


@dataclass(frozen=True)
class World:
    """Who asks, about which needs and areas; and the seconds that each part of the night's work took."""

    commissioner: User
    needs: tuple[str, ...]
    areas: tuple[str, ...]
    seconds: dict[str, float]


def prepare(app: Flask, sizes: Sizes) -> World:
    """Fill the database, count it and make what may be told of it."""
    with app.app_context(), clock.stopped_at(NOW):
        db.create_all()
        session = db.session()
        load_taxonomies(session)
        load_places(session, at=NOW)
        load_areas(session, at=NOW)
        session.commit()
        terms = _terms(session)
        _fill(session, terms, sizes)
        session.commit()
        seconds = {
            "counting for the gap map": _seconds(lambda: recount(session, at=NOW)),
            "counting for reports": _seconds(lambda: fill_reports(session, at=NOW)),
            "making what may be told": _seconds(lambda: keep_all(session, NHS, NOW.date())),
        }
        areas = session.scalars(select(SmallArea.district_code).distinct().order_by(SmallArea.district_code))
        return World(account_of(Role.COMMISSIONER), tuple(sorted(terms)), tuple(areas), seconds)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    db.session.commit()
    return time.perf_counter() - begin


def _terms(session: Session) -> dict[str, UUID]:
    needs = select(TaxonomyTerm.code, TaxonomyTerm.id).join(Taxonomy).where(Taxonomy.code == "needs")
    return {row.code: row.id for row in session.execute(needs)}


def _fill(session: Session, terms: dict[str, UUID], sizes: Sizes) -> None:
    chance = random.Random("reports")
    areas = session.execute(
        select(SmallArea.ward_code, SmallArea.district_code, SmallArea.latitude, SmallArea.longitude)
    ).all()
    services = _listings(chance, terms, areas)
    _work(chance, sorted(terms), areas, services, sizes)
    _scores(chance, areas, services[:MEASURED_AT], sizes.referrals // 20)


def _listings(chance: random.Random, terms: dict[str, UUID], areas: Sequence[Any]) -> list[UUID]:
    ids, makers = [new_id() for _ in range(LISTINGS)], [new_id() for _ in range(LISTINGS // 10)]
    homes = {each: (new_id(), chance.choice(areas)) for each in ids}
    sectors, statuses = list(Sector), list(CommissioningStatus)
    scales, timings = list(DeliveryScale), list(CrisisTiming)
    _write(Organization, [
        {"id": each, "name": f"Organisation {number}", "sector": chance.choice(sectors)}
        for number, each in enumerate(makers)
    ])  # fmt: skip
    _write(Service, [
        {
            "id": each, "name": f"Listing {number}", "listing_status": ListingStatus.PUBLISHED,
            "delivery_modes": ["venue"], "verified_at": NOW, "organization_id": chance.choice(makers),
            "commissioning_status": chance.choice(statuses), "delivery_scale": chance.choice(scales),
            "crisis_timing": [chance.choice(timings).value], "contract_end": chance.choice([None, NOW.date()]),
        }
        for number, each in enumerate(ids)
    ])  # fmt: skip
    _write(Location, [
        {"id": place, "latitude": area.latitude, "longitude": area.longitude, "district_code": area.district_code}
        for place, area in homes.values()
    ])  # fmt: skip
    _write(ServiceAtLocation, [
        {"id": new_id(), "service_id": each, "location_id": place} for each, (place, _) in homes.items()
    ])  # fmt: skip
    _write(Attribute, [
        {"id": new_id(), "service_id": each, "link_type": LinkType.NEED, "taxonomy_term_id": terms[need]}
        for each in ids
        for need in chance.sample(sorted(terms), 2)
    ])  # fmt: skip
    tiers, costs = list(Tier), list(CostType)
    _write(ServiceTier, [{"id": new_id(), "service_id": each, "tier": chance.choice(tiers)} for each in ids])
    _write(CostOption, [
        {"id": new_id(), "service_id": each, "cost_type": chance.choice(costs), "amount": Decimal(3)} for each in ids
    ])  # fmt: skip
    return ids


def _work(chance: random.Random, needs: list[str], areas: Sequence[Any], services: list[UUID], sizes: Sizes) -> None:
    months = [before(date(2026, 11, 1), number) for number in range(24)]
    closures, reasons, severities = list(ClosureReason), list(UnmetReason), list(Severity)
    channels, kinds = list(Channel), list(ActionKind)

    def placed() -> dict[str, Any]:
        area = chance.choice(areas)
        where = {"ward_code": area.ward_code, "district_code": area.district_code}
        return {"id": new_id(), "month": chance.choice(months), **where}

    _write_many(Referral, sizes.referrals, lambda: placed() | {
        "reference": new_reference("RF"), "service_id": chance.choice(services), "need": chance.choice(needs),
        "source": Source.NAVIGATOR, "status": ReferralStatus.CLOSED, "status_since": NOW, "submitted_at": NOW,
        "closure_reason": chance.choice(closures), "cohorts": chance.choice(GROUPS), "shared": {}, "pre_check": {},
    })  # fmt: skip
    _write_many(UnmetNeed, sizes.flags, lambda: placed() | {
        "need": chance.choice(needs), "reason": chance.choice(reasons), "source": FlagSource.NAVIGATOR,
        "severity": chance.choice(severities), "at": NOW, "people": 1, "cohorts": [],
    })  # fmt: skip
    _write_many(Conversation, sizes.conversations, lambda: placed() | {
        "at": NOW, "channel": chance.choice(channels), "needs": [chance.choice(needs)], "transitions": [],
    })  # fmt: skip
    _write_many(ContactAction, sizes.conversations, lambda: placed() | {
        "kind": chance.choice(kinds), "need": chance.choice(needs), "at": NOW,
    })  # fmt: skip


def _scores(chance: random.Random, areas: Sequence[Any], services: list[UUID], courses: int) -> None:
    """A start and, of most, the score three months later."""

    def row(series: UUID, service: UUID, ward: str, point: Point, month: date) -> dict[str, Any]:
        return {
            "id": new_id(), "series_id": series, "service_id": service, "ward_code": ward, "measure": "swemwbs",
            "point": point, "taken_on": month, "month": month, "score": float(chance.randint(7, 35)), "parts": {},
            "taken_by": "benchmark",
        }  # fmt: skip

    rows = []
    for _ in range(courses):
        begun, ward = before(date(2026, 7, 1), chance.randrange(20)), chance.choice(areas).ward_code
        course = (new_id(), chance.choice(services), ward)
        rows.append(row(*course, Point.START, begun))
        if chance.random() < 0.8:
            rows.append(row(*course, Point.MONTHS_3, before(begun, -3)))
    _write(OutcomeScore, rows)


def _write_many(table: Any, number: int, row: Row) -> None:
    for start in range(0, number, 10_000):
        _write(table, [row() for _ in range(min(10_000, number - start))])


def _write(table: Any, rows: Sequence[dict[str, Any]]) -> None:
    db.session.execute(insert(table), rows)

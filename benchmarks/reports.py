"""The gap map on 200,000 referrals and 50,000 flags: the nightly count, and server time of its pages and file.

The peer is a bare Flask page of 20 results, in the same run. One worker, in process, on real small areas of
Nottinghamshire and Kent. Run: `python -m benchmarks.reports` (or with numbers: referrals, flags, conversations).
"""

import gc
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from benchmarks.bare_page import create_bare_app
from benchmarks.measure import show, time_each
from benchmarks.pages import count_queries
from directory import clock, create_app, encryption
from directory.accounts.entering import contents_for
from directory.accounts.models import RoleGrant, User
from directory.accounts.roles import Role
from directory.db import new_id
from directory.extensions import db
from directory.geo.operations import load_places
from directory.insight.areas.loading import load_areas
from directory.insight.disclosure.rule import NHS
from directory.insight.facts.counting import before, recount
from directory.insight.gap_map.telling import keep_all
from directory.insight.models import SmallArea
from directory.listings.codes import LinkType, ListingStatus
from directory.listings.models import Attribute, Location, Service, ServiceAtLocation
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ClosureReason, ReferralStatus, Source
from directory.referrals.codes.work import Severity, UnmetReason
from directory.referrals.models import Conversation, Referral
from directory.settings import load_settings
from directory.taxonomy.models import Taxonomy, TaxonomyTerm
from directory.taxonomy.operations import load_taxonomies
from directory.web.references import new_reference

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIMIT_MS = 300.0
LISTINGS, REQUESTS = 2_000, 60
COMMISSIONER = "bench.commissioner@example.org"
SIZES = (200_000, 50_000, 60_000)


def prepare(app: Flask, sizes: Sequence[int]) -> tuple[User, list[str], tuple[float, float]]:
    """Fill the database; give the commissioner, the needs and the seconds that counting and telling took."""
    chance = random.Random("reports")
    with app.app_context(), clock.stopped_at(NOW):
        db.create_all()
        session = db.session()
        load_taxonomies(session)
        load_places(session, at=NOW)
        load_areas(session, at=NOW)
        session.commit()
        terms = {
            term.code: term.id
            for term in session.scalars(select(TaxonomyTerm).join(Taxonomy).where(Taxonomy.code == "needs"))
        }
        wards = [
            (row.ward_code, row.district_code)
            for row in session.execute(select(SmallArea.ward_code, SmallArea.district_code))
        ]
        services = _listings(chance, terms)
        _work(chance, sorted(terms), wards, services, sizes)
        db.session.commit()
        begin = time.perf_counter()
        recount(session, at=NOW)
        db.session.commit()
        counted = time.perf_counter()
        keep_all(session, NHS, NOW.date())
        db.session.commit()
        return _commissioner(), sorted(terms), (counted - begin, time.perf_counter() - counted)


def _listings(chance: random.Random, terms: dict[str, Any]) -> list[Any]:
    spots = [tuple(row) for row in db.session.execute(select(SmallArea.latitude, SmallArea.longitude))]
    ids = [new_id() for _ in range(LISTINGS)]
    places = [new_id() for _ in ids]
    services = [
        {
            "id": each,
            "name": f"Listing {number}",
            "listing_status": ListingStatus.PUBLISHED,
            "delivery_modes": ["venue"],
            "verified_at": NOW,
        }
        for number, each in enumerate(ids)
    ]
    db.session.execute(insert(Service), services)
    at_places = [chance.choice(spots) for _ in places]
    rows = [
        {"id": each, "latitude": spot[0], "longitude": spot[1]} for each, spot in zip(places, at_places, strict=True)
    ]
    db.session.execute(insert(Location), rows)
    pairs = zip(ids, places, strict=True)
    db.session.execute(
        insert(ServiceAtLocation), [{"id": new_id(), "service_id": one, "location_id": other} for one, other in pairs]
    )
    tags = [
        {"id": new_id(), "service_id": each, "link_type": LinkType.NEED, "taxonomy_term_id": terms[need]}
        for each in ids
        for need in chance.sample(sorted(terms), 2)
    ]
    db.session.execute(insert(Attribute), tags)
    return ids


def _work(
    chance: random.Random, needs: list[str], wards: list[tuple[str, str]], services: list[Any], sizes: Sequence[int]
) -> None:
    months = [before(date(2026, 11, 1), number) for number in range(24)]
    referrals, flags, conversations = sizes

    def placed() -> dict[str, Any]:
        ward, district = chance.choice(wards)
        return {"id": new_id(), "ward_code": ward, "district_code": district, "month": chance.choice(months)}

    _write(Referral, referrals, lambda: placed() | {
        "reference": new_reference("RF"), "service_id": chance.choice(services), "need": chance.choice(needs),
        "source": Source.NAVIGATOR, "status": ReferralStatus.CLOSED, "status_since": NOW, "submitted_at": NOW,
        "closure_reason": chance.choice(list(ClosureReason)), "cohorts": chance.choice([[], ["older_65"], ["carer"]]),
        "shared": {}, "pre_check": {},
    })  # fmt: skip
    _write(UnmetNeed, flags, lambda: placed() | {
        "need": chance.choice(needs), "reason": chance.choice(list(UnmetReason)), "source": FlagSource.NAVIGATOR,
        "severity": chance.choice(list(Severity)), "at": NOW, "people": 1, "cohorts": [],
    })  # fmt: skip
    _write(Conversation, conversations, lambda: placed() | {
        "at": NOW, "channel": Channel.PHONE, "needs": [chance.choice(needs)], "transitions": [],
    })  # fmt: skip


def _write(table: Any, number: int, row: Any) -> None:
    for start in range(0, number, 10_000):
        db.session.execute(insert(table), [row() for _ in range(min(10_000, number - start))])


def _commissioner() -> User:
    user = User(email=COMMISSIONER, email_fingerprint=encryption.fingerprint(COMMISSIONER), name="Carl Commissioner")
    user.totp_secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- nobody signs in with it
    user.grants = [RoleGrant(role=Role.COMMISSIONER)]
    db.session.add(user)
    db.session.commit()
    db.session.refresh(user)
    contents_for(user)
    db.session.expunge(user)
    return user


def main() -> None:
    """Measure and print; fails when a page is slower than promised."""
    sizes = [int(number) for number in sys.argv[1:4]] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(_env_file=None, mode="test", data_dir=Path(folder), log_level="ERROR"))
        user, needs, seconds = prepare(app, sizes)
        client, bare = app.test_client(), create_bare_app().test_client()
        addresses = {
            "a county by district": [f"/insight?area=E10000024&need={need}" for need in needs],
            "a district by ward": [f"/insight?area=E07000174&need={need}" for need in needs],
            "what is missing most": ["/insight?area=E10000016"] * REQUESTS,
            "one gap": [f"/insight/gap?area=E07000171&need={need}" for need in needs],
            "the file": [f"/insight/gap-map.csv?area=E10000024&need={need}" for need in needs],
        }
        with clock.stopped_at(NOW):
            with client.session_transaction() as session:
                session.update(contents_for(user))
            gc.collect()
            gc.freeze()
            times = {name: time_each(client.get, every[:REQUESTS], warm_up=2) for name, every in addresses.items()}
            queries = count_queries(app, addresses["a county by district"][0], client)
            peer = time_each(bare.get, ["/"] * REQUESTS)
    rows = [(name, f"{each.median:.0f} ms median, {each.p95:.0f} p95") for name, each in times.items()]
    show(
        f"The gap map on {sizes[0]:,} referrals, {sizes[1]:,} flags and {sizes[2]:,} conversations",
        [
            ("counting all of it anew", f"{seconds[0]:.1f} s"),
            ("making what may be told of it", f"{seconds[1]:.1f} s"),
            *rows,
            ("SQL queries of the first", str(queries)),
            ("a bare page of 20 results", f"{peer.median:.2f} ms median"),
            ("limit at p95", f"{LIMIT_MS:.0f} ms"),
        ],
    )
    if any(each.p95 > LIMIT_MS for each in times.values()):
        sys.exit("A report is slower than promised.")


if __name__ == "__main__":
    main()

"""Loads the demonstration's year into the database, once. What a visitor changes stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import click
from sqlalchemy import Select, insert, inspect, select
from sqlalchemy.orm import Session

from directory import clock, encryption, signals
from directory.accounts.demo import CAST, TEAMS
from directory.accounts.models import Membership, Team, User
from directory.audit.chain import record
from directory.extensions import Model
from directory.geo.models import Area
from directory.listings.codes import LinkType, ReferralRoute
from directory.listings.models import Attribute, Location, Service, ServiceArea, ServiceAtLocation
from directory.listings.policy import is_shown
from directory.referrals.codes.referral import Source
from directory.referrals.demo.neighbourhoods import REACHED
from directory.referrals.demo.world import Listing, Worker, World
from directory.referrals.demo.year import SELF_PHONE, SELF_REFERENCE, make_year
from directory.referrals.models import Person, Referral, ReferralInbox
from directory.referrals.outcomes.installed import installed
from directory.referrals.referring.receipt_codes import code_of, give_code
from directory.taxonomy.models import TaxonomyTerm

#: Runs a visiting scheme and answers no letter.
SILENT = "trent-vale-visiting"
#: How much of the work each connector does; the first is the one that visitors sign in as.
SHARES = {
    "connector@example.org": 5.5,
    "colleague@example.org": 17.0,
    "volunteer@example.org": 1.6,
    "north.connector@example.org": 17.0,
    "north.colleague@example.org": 15.0,
    "south.connector@example.org": 11.0,
}


def fill_year(session: Session, *, at: datetime) -> None:
    """Write a year of people, conversations and referrals, unless somebody is known already. Says the spoken code."""
    if session.scalars(select(Person.id).limit(1)).first() is None:
        world = _world(session, at)
        if not world.workers or not any(each.takes_referrals for each in world.listings):
            return
        _give_inboxes(session, world, at)
        books = make_year(world, at)
        for referral in books.referrals:
            if referral.source is Source.SELF:
                give_code(referral)
        for shelf in books.shelves():
            _write(session, shelf)
        record(session, actor="system", action="demo.year_loaded", subject="demo:year", detail={}, at=at)
        session.flush()
        signals.demo_year_loaded.send(session, at=at)
        click.echo(
            f"{len(books.lives)} people, {len(books.conversations)} conversations, {len(books.referrals)} referrals."
        )
    _say_code(session)


def _write(session: Session, shelf: Sequence[Model]) -> None:
    """All rows of a table by one statement: every row says every column that any of them says."""
    if not shelf:
        return
    columns = inspect(type(shelf[0])).column_attrs.keys()
    said = [key for key in columns if any(key in vars(row) for row in shelf)]
    rows = [{key: vars(row).get(key) for key in said} for row in shelf]
    session.execute(insert(type(shelf[0])).execution_options(render_nulls=True), rows)


def _say_code(session: Session) -> None:
    found = session.scalars(select(Referral).where(Referral.reference == SELF_REFERENCE)).first()
    if found is not None:
        click.echo(
            f"A referral somebody made themselves: /my-referral, {code_of(found)}, phone ending {SELF_PHONE[-4:]}."
        )


def _world(session: Session, at: datetime) -> World:
    users = {person.email: _user(session, person.email) for person in CAST}
    provider = next((users[person.email] for person in CAST if person.keeps_listings), None)
    referrer = users.get("referrer@example.org")
    kept = select(Membership.organization_id).where(Membership.user_id == (provider.id if provider else None))
    return World(
        workers=_workers(session, users),
        listings=_listings(session, at),
        measures=installed(),
        partner_id=referrer.id if referrer else None,
        provider_id=provider.id if provider else None,
        provider_organization_id=session.scalar(kept.limit(1)),
        silent=SILENT,
    )


def _user(session: Session, email: str) -> User | None:
    marks = encryption.fingerprints(email)
    return session.scalars(select(User).where(User.email_fingerprint.in_(marks))).first()


def _workers(session: Session, users: dict[str, User | None]) -> list[Worker]:
    teams = {team.id: team for team in session.scalars(select(Team).where(Team.name.in_(TEAMS)))}
    found = []
    for email, share in SHARES.items():
        user = users.get(email)
        if user is not None and user.team_id in teams:
            team = teams[user.team_id]
            found.append(Worker(user.id, team.id, TEAMS[team.name], share, is_volunteer=user.is_volunteer))
    return found


def _listings(session: Session, at: datetime) -> list[Listing]:
    """What is on offer in Nottinghamshire, by the key of its source, so that the year is the same everywhere."""
    codes = set(REACHED)
    county = session.scalars(select(Area.parent_id).where(Area.code.in_(codes))).first()
    wide = set(session.scalars(select(Area.id).where((Area.code.in_(codes)) | (Area.id == county))))
    served = _gathered(session, select(ServiceArea.service_id, ServiceArea.area_id))
    at_places = _gathered(
        session,
        select(ServiceAtLocation.service_id, Location.district_code).join(
            Location, Location.id == ServiceAtLocation.location_id
        ),
    )
    needs = _gathered(
        session,
        select(Attribute.service_id, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.link_type == LinkType.NEED)
        .order_by(Attribute.position),
    )
    shown = select(Service).where(is_shown(clock.local(at).date()), Service.external_id.is_not(None))
    return [
        Listing(
            id=service.id,
            external_id=str(service.external_id),
            needs=tuple(needs.get(service.id, ())),
            districts=frozenset(at_places.get(service.id, ())) - {None},
            takes_referrals=service.referral_route is ReferralRoute.WAYPOST,
            organization_id=service.organization_id,
        )
        for service in session.scalars(shown.order_by(Service.external_id))
        if codes & set(at_places.get(service.id, ())) or wide & set(served.get(service.id, ()))
    ]


def _gathered(session: Session, rows: Select[UUID, Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for service_id, value in session.execute(rows):
        found.setdefault(service_id, []).append(value)
    return found


def _give_inboxes(session: Session, world: World, at: datetime) -> None:
    """Everybody who takes referrals is reached by letter; every twelfth has not confirmed the address yet."""
    holders = dict.fromkeys(each.organization_id for each in world.listings if each.takes_referrals)
    for number, organization_id in enumerate(holders):
        if organization_id is None or organization_id == world.provider_organization_id:
            continue
        is_confirmed = number % 12 != 11
        session.add(
            ReferralInbox(
                organization_id=organization_id,
                email=f"referrals{number}@example.org",
                code_phone=f"01632 960{number:03}",
                verified_at=at if is_confirmed else None,
                verified_by="system" if is_confirmed else None,
            )
        )
    session.flush()

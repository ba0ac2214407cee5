"""The demonstration loaded again brings the days forward, and leaves alone what somebody has edited."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.demo_loading import load_demo
from directory.listings.editing import read_content, write_content
from directory.listings.models import Service
from directory.taxonomy.operations import load_taxonomies


def test_an_edited_listing_survives_the_next_load(session: Session, at: datetime) -> None:
    load_taxonomies(session)
    load_demo(session, at=at)
    listing = session.scalars(select(Service).order_by(Service.name).limit(1)).one()
    write_content(session, listing, {"name": "Renamed by us"}, by="user:7", at=at)
    written = load_demo(session, at=at + timedelta(days=1))
    session.expire_all()
    assert read_content(session, listing.id)["name"] == "Renamed by us"
    assert listing.id not in written.services()
    assert written.services()

"""Two stewards join the same two listings at the same moment, each the other way round: one joining is made."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from directory.errors import Conflict
from directory.extensions import db
from directory.listings.models import ListingRedirect, Service
from directory.moderation.duplicates.merging import Join, merge_listings
from directory.moderation.duplicates.models import Merge


def try_to_join(app: Flask, stays: UUID, goes: UUID, start: threading.Barrier, at: datetime) -> bool:
    """Read both, wait for the other steward to have read them, join. Whether it was done."""
    with app.app_context():
        survivor, merged = (db.session.get_one(Service, id_) for id_ in (stays, goes))
        seen = survivor.version, merged.version
        db.session.rollback()
        start.wait(30)
        try:
            survivor, merged = (db.session.get_one(Service, id_) for id_ in (stays, goes))
            merge_listings(db.session(), Join(survivor, merged, {"alert": "One door"}, *seen), by="user:a", at=at)
            db.session.commit()
        except (Conflict, StaleDataError, DBAPIError):
            db.session.rollback()
            return False
        return True


def test_two_stewards_at_once_make_one_joining(
    app: Flask, session: Session, shed: Service, twin: Service, at: datetime
) -> None:
    one, other = shed.id, twin.id
    session.commit()
    start = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        tried = [pool.submit(try_to_join, app, *ids, start, at) for ids in ((one, other), (other, one))]
        done = [each.result(60) for each in tried]
    session.expire_all()
    assert sorted(done) == [False, True]
    assert session.scalar(select(func.count()).select_from(Merge)) == 1
    assert session.scalar(select(func.count()).select_from(ListingRedirect)) == 1

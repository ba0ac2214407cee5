"""Indexers and readers that are killed at random moments; a program of its own, because it forks.

An indexer changes all listings at once, from one edition to the next, and brings the index up to date, again and
again. At a random one of its touches of the index folder it is killed. Readers search all the while. Prints what was
seen as JSON.
"""

import itertools
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory import clock, create_app
from directory.extensions import db
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.search.criteria import Criteria
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.keeper import FolderKeeper
from directory.search.operations import repair
from directory.settings import load_settings
from directory.web.access import Audience
from tests.databases import sqlite_template
from tests.factories.listings import costs, service

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MOST, LEAST = 24, 17
TOUCHES = ("open", "os.link", "os.rename", "os.remove", "os.rmdir", "os.mkdir")
#: A generation takes about half as many.
MOST_TOUCHES = 600
EDITIONS = ("aster", "clover", "lilac", "tulip", "orchid", "saffron", "yarrow")


def one_whole_generation(engine: WhooshEngine) -> str:
    """Which generation answers; fails when the parts of the answer are not of one edition."""
    found = engine.search(Criteria("choir", per_page=100), place=None, audience=Audience.EVERYONE, at=AT)
    choices = {choice.value: choice.count for choice in found.facets["cost"].choices}
    assert found.total == len({hit.service_id for hit in found.hits}) == choices["free"] >= LEAST, found.total
    snapshot = engine.snapshot()
    editions = {word: snapshot.spread(word) for word in EDITIONS if snapshot.has(word)}
    ((word, holders),) = editions.items()
    assert holders == snapshot.size == LEAST + EDITIONS.index(word), editions
    return found.generation


def turn_over(session: Session, number: int) -> list[Service]:
    """The next edition: every listing says another word, and there is one more or less."""
    edition = number % len(EDITIONS)
    listings = list(session.scalars(select(Service).order_by(Service.name)))
    for place, listing in enumerate(listings):
        listing.summary = EDITIONS[edition]
        is_shown = place < LEAST + edition
        listing.listing_status = ListingStatus.PUBLISHED if is_shown else ListingStatus.ARCHIVED
    session.commit()
    return listings


def killed_at(touch: int, folder: Path) -> None:
    """From now on this process counts what it opens, links, renames or removes in the folder, and dies at `touch`."""
    left = itertools.count(touch, -1)

    def look(name: str, args: tuple[object, ...]) -> None:
        if name in TOUCHES and str(args[0]).startswith(str(folder)) and next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def index_for_ever(app: Flask, keeper: FolderKeeper, first: int, touch: int, folder: Path) -> None:
    """What is killed."""
    killed_at(touch, folder)
    with app.app_context(), clock.stopped_at(AT):
        for number in range(first, first + 1000):
            ids = [listing.id for listing in turn_over(db.session(), number)]
            if number % 4:
                keeper.update(db.session(), ids, at=AT)
            else:
                keeper.rebuild(db.session(), at=AT)
            db.session.rollback()


def read_for_ever(folder: Path) -> None:
    """What asks meanwhile; ends at once when an answer is not of one generation."""
    engine = WhooshEngine(folder)
    while True:
        one_whole_generation(engine)
        time.sleep(0.02)  # some ten times a generation; oftener, and readers are most of the work


def child(app: Flask, work: Callable[[], None]) -> int:
    """Do something in a process of its own. It ends with 9 by being killed and with 1 by failing."""
    process = os.fork()
    if process:
        return process
    try:
        with app.app_context():
            db.engine.dispose(close=False)
        work()
    finally:
        os._exit(1)


def kill(process: int) -> bool:
    """Kill a process; whether it was well until then."""
    os.kill(process, signal.SIGKILL)
    return was_killed(process)


def was_killed(process: int) -> bool:
    """Wait for the end of a process; whether it did not end by itself."""
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def installed(home: Path) -> Flask:
    """An application with some listings and no index."""
    sqlite_template(home)
    app = create_app(load_settings(_env_file=None, mode="test", data_dir=home, database_url="", log_level="ERROR"))
    with app.app_context():
        session = db.session()
        for number in range(MOST):
            costs(session, service(session, f"Choir {number:02}"), "free")
        turn_over(session, 0)
        session.execute(update(Service).values(closing_on=None))
        session.commit()
    return app


def main(home: Path, kills: int) -> dict[str, int]:
    """Kill and look, again and again."""
    app, folder, chance = installed(home), home / "index", random.Random(50)
    keeper = FolderKeeper(folder)
    seen: set[str] = set()
    unwell = half_done = 0
    with app.app_context(), clock.stopped_at(AT):
        keeper.rebuild(db.session(), at=AT)
        db.session.rollback()
        readers = [child(app, partial(read_for_ever, folder)) for _ in range(2)]
        for number in range(kills):
            first = 7 * number
            work = partial(index_for_ever, app, keeper, first, chance.randint(0, MOST_TOUCHES), folder)
            unwell += not was_killed(child(app, work))
            half_done += len(list(folder.glob("gen-*"))) > 2
            seen.add(one_whole_generation(WhooshEngine(folder)))
            if number % 5 == 4:
                unwell += not kill(readers.pop(0))
                readers.append(child(app, partial(read_for_ever, folder)))
                repair(db.session(), keeper, at=AT)
                db.session.rollback()
                assert keeper.drift(db.session(), at=AT).is_none
                db.session.rollback()
        unwell += sum(not kill(reader) for reader in readers)
        ids = [listing.id for listing in turn_over(db.session(), 1)]
        keeper.update(db.session(), ids, at=AT)
        one_whole_generation(WhooshEngine(folder))
    left = [path.name for path in folder.iterdir() if path.name not in ("current", ".building", ".writing")]
    return {"unwell": unwell, "generations": len(seen), "half_done": half_done, "left": len(left)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 -- this is its answer

"""What stands around a search, over 50,000 made-up services: names offered while typing, others like a listing.

The peer of the names is the plain way to ask a database: LIKE over every word's beginning, in the same run. Run:
`python -m benchmarks.around`; the first run writes the directory, which takes some minutes.
"""

from uuid import UUID

from flask import Flask
from sqlalchemy import or_, select

from benchmarks.measure import Times, show, time_each
from benchmarks.stored_world import stored_directory
from directory import clock
from directory.extensions import db
from directory.listings.models import Service
from directory.search.alike import alike
from directory.search.installed import engine, keeper
from directory.search.suggesting.answering import suggest
from directory.search.suggesting.upkeep import current_names, write_current_names

SIZE = 50_000


def typed(names: list[str]) -> list[str]:
    """What a box asks for while names are typed: two letters, three, …, and every seventh with two letters swapped."""
    asked = [name[:length].lower() for name in names for length in range(2, min(len(name), 14))]
    return [word if number % 7 else _slip(word) for number, word in enumerate(asked)]


def _slip(word: str) -> str:
    return word[:2] + word[3:4] + word[2:3] + word[4:]


def measure_names(asked: list[str]) -> tuple[Times, Times]:
    """Ours, and LIKE."""
    names, today = current_names(db.session()), clock.today()

    def like(word: str) -> object:
        found = or_(
            Service.name.istartswith(word, autoescape=True), Service.name.icontains(f" {word}", autoescape=True)
        )
        return db.session.execute(select(Service.id, Service.name).where(found).limit(8)).all()

    ours = time_each(lambda word: suggest(db.session(), names, word, today), asked)
    return ours, time_each(like, asked[:: len(asked) // 100], warm_up=3)


def measure_alike(ids: list[UUID]) -> Times:
    """Others like some listings, with everything it reads."""
    searching = engine()

    def others(service_id: str) -> object:
        return alike(db.session(), searching, UUID(service_id), near=None, at=clock.now())

    return time_each(others, [str(service_id) for service_id in ids])


def run(app: Flask) -> None:
    """Measure and print."""
    with app.app_context():
        keeper().rebuild(db.session(), at=clock.now())
        write_current_names(db.session(), clock.now())
        rows = db.session.execute(select(Service.id, Service.name).order_by(Service.id).limit(SIZE)).all()
        some = [rows[number] for number in range(0, len(rows), len(rows) // 60)]
        ours, peer = measure_names(typed([row.name for row in some]))
        near = measure_alike([row.id for row in some])
    show(
        f"{len(rows):,} services",
        [
            ("names while typing, median and p95", f"{ours.median:.2f} and {ours.p95:.2f} ms"),
            ("LIKE over the services alone", f"{peer.median:.1f} and {peer.p95:.1f} ms"),
            ("ratio of medians", f"{ours.median / peer.median:.3f}"),
            ("others like a listing, median and p95", f"{near.median:.2f} and {near.p95:.2f} ms"),
        ],
    )


if __name__ == "__main__":
    run(stored_directory(SIZE))

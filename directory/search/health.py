"""How search is: well while there is an index and it holds the listings of the database, each as it is now."""

from directory import clock
from directory.errors import Unavailable
from directory.extensions import db
from directory.search.installed import engine, keeper
from directory.web.health import Facts, Health, check


@check("search")
def index_is_true() -> Health:
    """The index can be read and has not drifted from the database. The worker repairs it within minutes."""
    try:
        engine().catalogue()
    except Unavailable:
        return Health(ok=False, facts={"index": "missing"})
    drift = keeper().drift(db.session(), at=clock.now())
    facts: Facts = {
        "missing": len(drift.missing),
        "extra": len(drift.extra),
        "stale": len(drift.stale),
        "outdated": drift.is_outdated,
    }
    return Health(ok=drift.is_none, facts=facts)

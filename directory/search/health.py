"""How search is: well while there is an index and it holds the listings of the database, each as it is now."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.errors import Unavailable
from directory.extensions import db
from directory.search.documents.rows import fingerprint
from directory.search.installed import engine, keeper
from directory.search.keeping import Drift
from directory.web.health import Facts, Health, check

#: What was compared last and agreed: to the minute, because the question comes every few seconds.
_agreed: dict[str, object] = {}


@check("search")
def index_is_true() -> Health:
    """The index can be read and has not drifted from the database. The worker repairs it within minutes."""
    try:
        engine().catalogue()
    except Unavailable:
        return Health(ok=False, facts={"index": "missing"})
    drift = _drift(db.session(), clock.now())
    facts: Facts = {
        "missing": len(drift.missing),
        "extra": len(drift.extra),
        "stale": len(drift.stale),
        "outdated": drift.is_outdated,
    }
    return Health(ok=drift.is_none, facts=facts)


def _drift(session: Session, at: datetime) -> Drift:
    """The drift; none without comparing when nothing was edited since the comparison of this minute found none."""
    state = (at.replace(second=0, microsecond=0), keeper(), fingerprint(session, clock.local(at).date()))
    if _agreed.get("state") == state:
        return Drift()
    drift = keeper().drift(session, at=at)
    _agreed["state"] = state if drift.is_none else None
    return drift

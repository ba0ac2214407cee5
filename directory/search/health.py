"""How search is: well while there is an index and it holds as many listings as the database has to find."""

from directory import clock
from directory.extensions import db
from directory.search.documents.rows import count_findable
from directory.search.engines.whoosh import WhooshEngine
from directory.search.installed import engine
from directory.web.health import Facts, Health, check


@check("search")
def index_is_true() -> Health:
    """The index can be read and has not drifted from the database. `waypost reindex` repairs it."""
    found = engine()
    if not isinstance(found, WhooshEngine):
        return Health(ok=True)
    snapshot = found.snapshot()
    expected = count_findable(db.session(), clock.today())
    facts: Facts = {"listings": snapshot.size, "expected": expected, "generation": snapshot.generation}
    return Health(ok=snapshot.size == expected, facts=facts)

"""GET /health: is each part well? Parts tell it themselves through `check(name)`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.logs import Event, log_failure

Facts = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True)
class Health:
    """How one part is, with numbers an operator can act on."""

    ok: bool
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class _Check:
    ask: Callable[[], Health]
    vital: bool


_checks: dict[str, _Check] = {}
blueprint = Blueprint("health", __name__)


def check(name: str, *, vital: bool = False) -> Callable[[Callable[[], Health]], Callable[[], Health]]:
    """Register a part's check. Without a vital part nothing can be answered, and /health says 503."""

    def register(ask: Callable[[], Health]) -> Callable[[], Health]:
        _checks[name] = _Check(ask, vital)
        return ask

    return register


@check("database", vital=True)
def database_answers() -> Health:
    """The database answers a question."""
    db.session.execute(text("SELECT 1"))
    return Health(ok=True)


def ask_all() -> tuple[str, dict[str, dict[str, object]]]:
    """Ask every part. A check that raises counts as a part that is not well."""
    parts: dict[str, dict[str, object]] = {}
    state = "ok"
    for name, part in sorted(_checks.items()):
        health = _ask(name, part)
        parts[name] = {"ok": health.ok, **health.facts}
        if not health.ok:
            state = "failing" if part.vital or state == "failing" else "degraded"
    return state, parts


def _ask(name: str, part: _Check) -> Health:
    try:
        return part.ask()
    except Exception as error:  # whatever is wrong with a part, the others still answer
        db.session.rollback()
        log_failure(Event.HEALTH_FAILED, error, part=name)
        return Health(ok=False, facts={"failure": type(error).__name__})


@blueprint.get("/health")
@access(Audience.EVERYONE)
def health() -> tuple[Response, int]:
    """What an uptime monitor reads: no data of people, no version numbers."""
    state, parts = ask_all()
    return jsonify(status=state, parts=parts), 503 if state == "failing" else 200

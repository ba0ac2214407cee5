"""One request's search: reads the address, finds the place, asks the engine. Knows HTTP, but no page."""

from dataclasses import dataclass, replace

from flask import current_app, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.extensions import db
from directory.geo.answers import Answer, Choice, Found, NotFound
from directory.geo.lookup import resolve_place
from directory.search.criteria import Criteria
from directory.search.engine import Results
from directory.search.installed import engine
from directory.web.access import Audience


@dataclass(frozen=True)
class Asked:
    """What was asked for, before any answer: the criteria, what was left out of them, and the place."""

    criteria: Criteria
    notes: tuple[str, ...]
    answer: Answer | None
    audience: Audience

    @property
    def place(self) -> Found | None:
        """The one place, if there is one."""
        return self.answer if isinstance(self.answer, Found) else None

    @property
    def namesakes(self) -> Choice | None:
        """The places to choose between, if there are several."""
        return self.answer if isinstance(self.answer, Choice) else None

    @property
    def lost(self) -> NotFound | None:
        """Why there is no such place, if there is none."""
        return self.answer if isinstance(self.answer, NotFound) else None

    @property
    def near(self) -> str:
        """What to call the place, or nothing."""
        return self.place.label if self.place else ""

    def about(self, **changes: object) -> "Asked":
        """The same place with other criteria."""
        return replace(self, criteria=replace(self.criteria, **changes))  # type: ignore[arg-type]  # its own fields


def viewer() -> Audience:
    """Who is looking. Without a session cookie nobody is signed in, and the session is not even read."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return Audience.EVERYONE
    return Audience.STAFF if current_user.is_authenticated else Audience.EVERYONE


def asked(args: MultiDict[str, str] | None = None) -> Asked:
    """Read this request's address, or the same arguments from elsewhere."""
    audience = viewer()
    criteria, notes = Criteria.from_args(request.args if args is None else args, audience)
    answer = resolve_place(db.session(), criteria.near) if criteria.near else None
    return Asked(criteria, notes, answer, audience)


def search(wanted: Asked) -> Results:
    """Ask the engine, which raises `Unavailable` when it cannot answer: never an empty answer instead."""
    return engine().search(wanted.criteria, place=wanted.place, audience=wanted.audience, at=clock.now())

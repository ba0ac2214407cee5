"""How an actor of the record is named to a steward: a colleague by name, a worker by what it is."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User

OTHERS = {"resident": "a member of the public", "worker": "Waypost"}


def people_called(session: Session, actors: Iterable[str]) -> dict[str, str]:
    """A name for each actor."""
    wanted = set(actors)
    ids = {actor: UUID(actor.removeprefix("user:")) for actor in wanted if actor.startswith("user:")}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids.values()))) if ids else ()
    names = {row.id: row.name for row in rows}
    return {actor: names.get(ids[actor]) or "a colleague" if actor in ids else _other(actor) for actor in wanted}


def _other(actor: str) -> str:
    return "from the terminal" if actor.startswith("terminal:") else OTHERS.get(actor, actor)

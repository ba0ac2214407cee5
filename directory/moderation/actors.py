"""Who did something, in words for colleagues: names of people come from accounts, never from the record."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User

WORDS = {
    "resident": "Somebody without an account",
    "import": "An import",
    "terminal": "Somebody at a terminal",
    "command": "Somebody at a terminal",
    "worker": "Waypost itself",
}


def actor_names(session: Session, actors: Iterable[str | None]) -> dict[str, str]:
    """Actors such as "user:…" with what to call them."""
    wanted = {actor for actor in actors if actor}
    ids = {actor: found for actor in wanted if (found := _user_id(actor))}
    people = {user.id: user.name for user in session.scalars(select(User).where(User.id.in_(ids.values())))}
    return {actor: people.get(ids[actor], "") or "A colleague" if actor in ids else _words(actor) for actor in wanted}


def _words(actor: str) -> str:
    kind, _, rest = actor.partition(":")
    return f"{WORDS[kind]} ({rest})" if kind == "import" and rest else WORDS.get(kind, actor)


def _user_id(actor: str) -> UUID | None:
    kind, _, rest = actor.partition(":")
    try:
        return UUID(rest) if kind == "user" else None
    except ValueError:
        return None

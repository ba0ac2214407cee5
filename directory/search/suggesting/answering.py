"""What to offer for what has been typed so far. Only listings that may be seen at this moment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, case, func, select
from sqlalchemy.orm import Session

from directory.geo.folding import fold
from directory.listings.models import Organization, Service
from directory.listings.policy import is_public
from directory.search.danger_words import danger_in
from directory.search.suggesting.names import Name, Names
from directory.search.urgency import panel_for

SHORTEST, LONGEST = 2, 80
LONGEST_HEARD = 200  # as much as a search reads; danger may be told after many words
MOST = 8
#: From so many words on it is a sentence. The model of danger takes a name's first letters for anything.
SENTENCE = 4
#: How many of each kind, as long as there is no room left over.
SHARES: Mapping[str, int] = {"need": 3, "service": 3, "organization": 1, "place": 1}

_TODAY: BindParameter[date] = bindparam("today")
# Whether something is public is a column: as a condition it makes SQLite look through all that are.
_SERVICES = (
    select(Service.id, Service.name, Organization.name.label("note"), is_public(_TODAY).label("is_shown"))
    .outerjoin(Organization, Organization.id == Service.organization_id)
    .where(Service.id.in_(bindparam("ids", expanding=True)))
)
_ORGANIZATIONS = (
    select(Service.organization_id, func.max(case((is_public(_TODAY), 1), else_=0)).label("is_shown"))
    .where(Service.organization_id.in_(bindparam("ids", expanding=True)))
    .group_by(Service.organization_id)
)


@dataclass(frozen=True)
class Suggestion:
    """One thing to offer. A place has no address of its own: it is put into the box for places."""

    kind: str
    label: str
    href: str = ""
    note: str = ""

    def as_json(self) -> dict[str, str]:
        """For the browser; empty parts are left out."""
        return {key: value for key, value in asdict(self).items() if value}


def suggest(session: Session, names: Mapping[str, Names], typed: str, today: date) -> list[Suggestion]:
    """At most eight, grouped by kind. Words of danger lead to the needs they name and to nothing else."""
    typed = typed[:LONGEST_HEARD]
    tokens = fold(typed[:LONGEST]).split()
    if len("".join(tokens)) < SHORTEST:
        return []
    if danger_in(typed) or (len(tokens) >= SENTENCE and panel_for(typed)):
        found = _matching(names, tokens, Names.find, ("need", "word"))
        return [each for each, name in _needs(found) if name.only_plainly][:MOST]
    found = _plainly(_matching(names, tokens, Names.find, tuple(names)), " ".join(tokens))
    if not any(found.values()):
        found = _plainly(_matching(names, tokens, Names.find_alike, tuple(names)), " ".join(tokens))
    return _shared_out(
        {
            "need": [each for each, _ in _needs(found)],
            "service": _services(session, found["service"], today),
            "organization": _organizations(session, found["organization"], today),
            "place": [Suggestion("place", name.label) for name in _once(found["place"])],
        }
    )


Found = Mapping[str, Sequence[Name]]


def _matching(
    names: Mapping[str, Names],
    tokens: Sequence[str],
    find: Callable[[Names, Sequence[str], int], list[Name]],
    kinds: Sequence[str],
) -> Found:
    return {kind: find(names[kind], tokens, MOST * 2) for kind in kinds}


def _plainly(found: Found, typed: str) -> Found:
    return {
        kind: [name for name in those if not name.only_plainly or name.text == typed] for kind, those in found.items()
    }


def _needs(found: Found) -> list[tuple[Suggestion, Name]]:
    """Each need once: by its own label, or else by an everyday word, which is then said beside it."""
    said = [(name, "") for name in found["need"]] + [(name, name.text) for name in found["word"]]
    first: dict[str, tuple[Suggestion, Name]] = {}
    for name, note in said:
        first.setdefault(name.key, (Suggestion("need", name.label, f"/needs/{name.key}", note), name))
    return list(first.values())


def _once(found: Iterable[Name]) -> list[Name]:
    return list({name.key: name for name in found}.values())


def _services(session: Session, found: Sequence[Name], today: date) -> list[Suggestion]:
    """Only those that are public now, under the name they have now; who runs each tells namesakes apart."""
    rows = _rows(session, _SERVICES, found, today)
    shown = {str(row.id): row for row in rows}
    known = (shown[name.key] for name in found if name.key in shown)
    return [Suggestion("service", row.name, f"/listings/{row.id}", _note(row)) for row in known]


def _note(row: Any) -> str:
    return row.note if row.note and row.note.casefold() != row.name.casefold() else ""


def _organizations(session: Session, found: Sequence[Name], today: date) -> list[Suggestion]:
    shown = {str(row.organization_id) for row in _rows(session, _ORGANIZATIONS, found, today)}
    return [Suggestion("organization", name.label, f"/organizations/{name.key}") for name in found if name.key in shown]


def _rows(session: Session, statement: Any, found: Sequence[Name], today: date) -> Sequence[Any]:
    if not found:
        return ()
    wanted = {"ids": [UUID(name.key) for name in found[:MOST]], "today": today}
    return [row for row in session.connection().execute(statement, wanted) if row.is_shown]


def _shared_out(offered: Mapping[str, list[Suggestion]]) -> list[Suggestion]:
    """Each kind its share, then whoever has more fills what is left; in the order of kinds."""
    taken = {kind: min(len(offered[kind]), share) for kind, share in SHARES.items()}
    for kind, suggestions in offered.items():
        room = MOST - sum(taken.values())
        taken[kind] += min(room, len(suggestions) - taken[kind])
    return [each for kind, suggestions in offered.items() for each in suggestions[: taken[kind]]]

"""What a person does with a list: start it, save to it, put it in order, copy it, keep it for longer, throw it away."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.db import delete_rows
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.selfhelp.assisting import Assisted
from directory.selfhelp.codes import digest, new_key
from directory.selfhelp.models import Shortlist, ShortlistItem, ShortlistSearch
from directory.web.spoken_codes import new_code

MOST_ITEMS, MOST_SEARCHES = 40, 10
KEPT = timedelta(days=90)
FULL = f"Your list is full: it holds {MOST_ITEMS} at most. Take something off, then save this one."


def start_shortlist(session: Session, *, at: datetime, assisted: Assisted | None = None) -> tuple[Shortlist, str]:
    """A new empty list, and the key that its owner's browser must keep."""
    key = new_key()
    code = new_code()
    while session.scalar(select(Shortlist.id).where(Shortlist.code == code)):
        code = new_code()
    shortlist = Shortlist(
        code=code, key_digest=digest(key), created_at=at, seen_at=at, expires_at=at + KEPT, assisted=assisted
    )
    session.add(shortlist)
    session.flush()
    return shortlist, key


def save_service(session: Session, shortlist: Shortlist, service: Service, *, at: datetime) -> bool:
    """Put a listing at the end of the list; False when it was there already. Raises `RuleBroken` when full."""
    _take_turn(session, shortlist)
    if any(item.service_id == service.id for item in shortlist.items):
        return False
    if len(shortlist.items) >= MOST_ITEMS:
        raise RuleBroken("service_id", FULL)
    _append(shortlist, service.id, service.name)
    keep_longer(shortlist, at=at)
    return True


def remove_service(session: Session, shortlist: Shortlist, service_id: UUID, *, at: datetime) -> bool:
    """Take a listing off; False when it was not there, which is as good."""
    _take_turn(session, shortlist)
    found = [item for item in shortlist.items if item.service_id == service_id]
    for item in found:
        shortlist.items.remove(item)
    keep_longer(shortlist, at=at)
    return bool(found)


def save_search(session: Session, shortlist: Shortlist, arguments: str, name: str, *, at: datetime) -> bool:
    """Put a search at the end of the list; False when it was there already. Raises `RuleBroken` when full."""
    _take_turn(session, shortlist)
    if any(search.arguments == arguments for search in shortlist.searches):
        return False
    if len(shortlist.searches) >= MOST_SEARCHES:
        raise RuleBroken("arguments", f"Your list holds {MOST_SEARCHES} searches at most. Take one off first.")
    position = max((search.position for search in shortlist.searches), default=-1) + 1
    shortlist.searches.append(ShortlistSearch(arguments=arguments, name=name, position=position))
    keep_longer(shortlist, at=at)
    return True


def remove_search(session: Session, shortlist: Shortlist, search_id: UUID, *, at: datetime) -> None:
    """Take a search off; one that is not there is as good."""
    _take_turn(session, shortlist)
    for search in [each for each in shortlist.searches if each.id == search_id]:
        shortlist.searches.remove(search)
    keep_longer(shortlist, at=at)


def move_service(session: Session, shortlist: Shortlist, service_id: UUID, *, up: bool, at: datetime) -> None:
    """Swap a listing with its neighbour. At the end of the list nothing happens."""
    _take_turn(session, shortlist)
    items = list(shortlist.items)
    here = next((number for number, item in enumerate(items) if item.service_id == service_id), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is not None and there is not None and 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
    for position, item in enumerate(items):
        item.position = position
    keep_longer(shortlist, at=at)


def copy_shortlist(session: Session, source: Shortlist, into: Shortlist, *, at: datetime) -> int:
    """Put what is on one list on another, as far as there is room; how many listings were added."""
    added = save_all(session, into, [(item.service_id, item.name) for item in source.items], at=at)
    for search in list(source.searches):
        if len(into.searches) < MOST_SEARCHES:
            save_search(session, into, search.arguments, search.name, at=at)
    return added


def save_all(session: Session, into: Shortlist, listings: Sequence[tuple[UUID, str]], *, at: datetime) -> int:
    """Put listings (id and name) at the end of a list, as far as there is room; how many were added."""
    _take_turn(session, into)
    held = {item.service_id for item in into.items}
    wanted = [listing for listing in listings if listing[0] not in held][: MOST_ITEMS - len(into.items)]
    for service_id, name in wanted:
        _append(into, service_id, name)
    keep_longer(into, at=at)
    return len(wanted)


def keep_longer(shortlist: Shortlist, *, at: datetime) -> None:
    """The list was used: it stays for another 90 days."""
    shortlist.seen_at, shortlist.expires_at = at, at + KEPT


def throw_away(session: Session, shortlist: Shortlist) -> None:
    """Delete the list and everything on it."""
    session.delete(shortlist)


def expire_shortlists(session: Session, at: datetime) -> str:
    """Delete lists that nobody has used for 90 days, and say how many."""
    old = select(Shortlist.id).where(Shortlist.expires_at <= at)
    session.execute(delete(ShortlistItem).where(ShortlistItem.shortlist_id.in_(old)))
    session.execute(delete(ShortlistSearch).where(ShortlistSearch.shortlist_id.in_(old)))
    return f"lists deleted: {delete_rows(session, delete(Shortlist).where(Shortlist.expires_at <= at))}"


def _append(shortlist: Shortlist, service_id: UUID, name: str) -> None:
    position = max((item.position for item in shortlist.items), default=-1) + 1
    shortlist.items.append(ShortlistItem(service_id=service_id, name=name, position=position))


def _take_turn(session: Session, shortlist: Shortlist) -> None:
    """Two clicks at once on one list follow each other: the second sees what the first did."""
    session.refresh(shortlist, with_for_update=True)
    session.expire(shortlist, ["items", "searches"])

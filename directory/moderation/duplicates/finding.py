"""Looks for duplicates over the whole directory, in steps that are each kept: a worker that is stopped loses one step.

No transaction is open while listings are compared, so nobody waits for it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from directory.db import new_id, only_reading
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.listings.policy import SHOWN
from directory.moderation.duplicates.blocks import Blocks
from directory.moderation.duplicates.codes import PairState
from directory.moderation.duplicates.models import DuplicatePair, DuplicateSearch
from directory.moderation.duplicates.profiles import Profile
from directory.moderation.duplicates.reading import read_profiles
from directory.moderation.duplicates.scoring import Likeness, likeness
from directory.moderation.duplicates.words import Rarity, rarity_of

WORTH_LOOKING = 50.0  # the score from which a pair waits for a steward; chosen on labelled pairs, see the benchmark
STEP = 500  # listings
EVERY = timedelta(days=6, hours=12)  # weekly, however late in the night it was done
COMPARED = (*SHOWN, ListingStatus.STALE)

#: Told after each step how many listings more are done.
Watch = Callable[[int], None]


@dataclass(frozen=True)
class Found:
    """Two listings that look alike, the smaller id first."""

    first: Profile
    second: Profile
    likeness: Likeness


class Finder:
    """Compares listings with those they share a trace with. Knows no table."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = sorted(profiles, key=lambda profile: _id(profile).hex)
        self._rarity = rarity(self.profiles)
        self._blocks = Blocks(self.profiles, self._rarity)
        self.compared = 0

    def of(self, number: int, least: float = WORTH_LOOKING) -> Iterator[Found]:
        """Those after the one of this number that look like it."""
        one = self.profiles[number]
        for other in self._blocks.after(number):
            self.compared += 1
            like = likeness(one, self.profiles[other], self._rarity)
            if like.score >= least:
                yield Found(one, self.profiles[other], like)


def rarity(profiles: Sequence[Profile]) -> Rarity:
    """How rare words and contacts are among these listings."""
    return rarity_of((profile.words for profile in profiles), (profile.contacts for profile in profiles))


def compared() -> ColumnElement[bool]:
    """The listings that are looked at: whatever is or may soon be shown again, to the public or to professionals."""
    return Service.listing_status.in_(COMPARED)


def find_duplicates(
    session: Session, *, at: datetime, save: Callable[[], None], again: bool = False, watch: Watch | None = None
) -> DuplicateSearch | None:
    """Go on with a search that was stopped, or begin one when the last is a week old (or `again`); None: not due.

    `save` commits: it is called after each step.
    """
    search = _to_do(session, at, again)
    if search is None:
        return None
    save()
    with only_reading(session):
        finder = Finder(read_profiles(session, compared(), with_private=True))
        reached, started = search.reached, search.started_at
    begin = _place_after(finder.profiles, reached)
    for start in range(begin, len(finder.profiles), STEP):
        some = range(start, min(start + STEP, len(finder.profiles)))
        before = finder.compared
        found = [pair for number in some for pair in finder.of(number)]
        keep_pairs(session, finder.profiles[some.start : some.stop], found, seen_at=started, at=at)
        search.reached = finder.profiles[some.stop - 1].service_id
        search.listings += len(some)
        search.compared += finder.compared - before
        search.found += len(found)
        save()
        if watch:
            watch(len(some))
    _end(session, search, at)
    save()
    return search


def keep_pairs(
    session: Session, firsts: Sequence[Profile], found: Sequence[Found], *, seen_at: datetime, at: datetime
) -> None:
    """Write what a step found: new pairs wait; one that was set aside waits again only if a listing is different."""
    ids = [profile.service_id for profile in firsts]
    rows = session.scalars(select(DuplicatePair).where(DuplicatePair.first_id.in_(ids)))
    there = {(row.first_id, row.second_id): row for row in rows}
    for pair in found:
        marks = pair.first.mark, pair.second.mark
        row = there.get((_id(pair.first), _id(pair.second)))
        if row is None:
            first, second = _id(pair.first), _id(pair.second)
            row = DuplicatePair(id=new_id(), first_id=first, second_id=second, created_at=at)
            session.add(row)
        elif row.state is not PairState.WAITING and (row.first_mark, row.second_mark) == marks:
            continue
        row.state, row.decided_by, row.decided_at = PairState.WAITING, None, None
        row.first_mark, row.second_mark = marks
        row.score, row.seen_at = pair.likeness.score, seen_at
        row.reasons, row.doubts = list(pair.likeness.reasons), list(pair.likeness.doubts)
    session.flush()


def _to_do(session: Session, at: datetime, again: bool) -> DuplicateSearch | None:
    last = session.scalars(
        select(DuplicateSearch).order_by(DuplicateSearch.started_at.desc(), DuplicateSearch.id.desc()).limit(1)
    ).first()
    if last is not None and last.ended_at is None:
        return last
    if last is not None and at - last.started_at < EVERY and not again:
        return None
    begun = DuplicateSearch(started_at=at, created_at=at)
    session.add(begun)
    session.flush()
    return begun


def _end(session: Session, search: DuplicateSearch, at: datetime) -> None:
    """Pairs that wait but were not found any more have been mended, or one of them is gone."""
    gone = delete(DuplicatePair).where(
        DuplicatePair.state == PairState.WAITING, DuplicatePair.seen_at < search.started_at
    )
    session.execute(gone)
    search.ended_at = at


def _place_after(profiles: Sequence[Profile], reached: UUID | None) -> int:
    if reached is None:
        return 0
    return next((number for number, profile in enumerate(profiles) if _id(profile).hex > reached.hex), len(profiles))


def _id(profile: Profile) -> UUID:
    assert profile.service_id is not None  # noqa: S101 -- read from the database; only an entered one has no id
    return profile.service_id

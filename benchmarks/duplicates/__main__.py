"""Looks for duplicates over the whole of the real directory: seconds, and precision and recall on judged pairs.

Beside it in the same run: the plain way, each name with each other by rapidfuzz alone, on a sample and scaled up to all
pairs, with the threshold that serves it best on the same pairs. Limit: 60 s on two cores.
"""

import math
import random
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from rapidfuzz import fuzz, utils
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benchmarks.duplicates.judged import Verdict, judge, read_pairs
from benchmarks.measure import show
from benchmarks.world import real_directory
from directory import clock
from directory.extensions import db
from directory.listings.models import Service
from directory.moderation.duplicates.finding import WORTH_LOOKING, Finder, compared, find_duplicates, rarity
from directory.moderation.duplicates.models import DuplicatePair, DuplicateSearch
from directory.moderation.duplicates.profiles import Profile
from directory.moderation.duplicates.reading import read_profiles
from directory.moderation.duplicates.scoring import likeness

LIMIT = 60.0
SAMPLE = 1500  # names of the plain way
AROUND = (51.2, -1.9)  # Salisbury Plain, whose villages have mobile libraries that many lists tell of
STRETCH = 700  # listings nearest to that, of which all pairs are compared to see what blocking misses

Scores = Mapping[tuple[str, str], float]


def main() -> None:
    """Measure and print; fails when the limit is passed."""
    with real_directory().app_context():
        passed = measure(db.session(), clock.now())
        db.engine.dispose()
    sys.exit(0 if passed else 1)


def measure(session: Session, at: datetime) -> bool:
    """All figures of one run."""
    seconds, cpu, search = timed_look(session, at)
    profiles = read_profiles(session, compared(), with_private=True)
    by_id = by_external_id(session, profiles)
    ours, plain = our_scores(by_id, profiles), plain_scores(by_id)
    pairs = read_pairs()
    chosen_on, held_back = ([pair for pair in pairs if pair.is_held_back is held] for held in (False, True))
    plain_best = max(range(50, 101), key=lambda threshold: merit(judge(chosen_on, plain, threshold)))
    plain_seconds = seconds_of_all_names([profile.name for profile in profiles])
    kept, whole = blocking(profiles)
    show(
        "Duplicates among the real services",
        [
            ("services, pairs compared", f"{search.listings:,}, {search.compared:,}"),
            ("pairs that wait for a steward", f"{search.found:,}"),
            (f"whole directory (limit {LIMIT:.0f} s)", f"{seconds:.1f} s, processor {cpu:.1f} s"),
            ("pairs that all with all finds in one region, and blocks keep", f"{whole}, {kept}"),
            *told("all judged pairs", judge(pairs, ours, WORTH_LOOKING)),
            *told("those weights and threshold were chosen on", judge(chosen_on, ours, WORTH_LOOKING)),
            *told("those held back", judge(held_back, ours, WORTH_LOOKING)),
            (f"plain: names alone, all with all, from {SAMPLE:,}", f"{plain_seconds:.0f} s"),
            ("ratio to that", f"{seconds / plain_seconds:.2f}"),
            *told(f"plain, held back, best threshold {plain_best}", judge(held_back, plain, plain_best)),
        ],
    )
    return seconds <= LIMIT


def timed_look(session: Session, at: datetime) -> tuple[float, float, DuplicateSearch]:
    """Look through everything as the weekly job does, from nothing."""
    session.execute(delete(DuplicatePair))
    session.execute(delete(DuplicateSearch))
    session.commit()
    began, busy = time.perf_counter(), time.process_time()
    search = find_duplicates(session, at=at, save=session.commit, again=True)
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    assert search is not None
    return seconds, cpu, search


def by_external_id(session: Session, profiles: Sequence[Profile]) -> dict[str, Profile]:
    """Profiles by the ids that the data gives."""
    names: dict[UUID, str] = {row.id: row.external_id or "" for row in session.execute(
        select(Service.id, Service.external_id))}  # fmt: skip
    return {names[profile.service_id]: profile for profile in profiles if profile.service_id}


def our_scores(by_id: Mapping[str, Profile], profiles: Sequence[Profile]) -> Scores:
    """What the directory makes of each judged pair."""
    rare = rarity(profiles)
    return {
        (pair.first, pair.second): likeness(by_id[pair.first], by_id[pair.second], rare).score for pair in read_pairs()
    }


def plain_scores(by_id: Mapping[str, Profile]) -> Scores:
    """What names alone make of it."""
    return {(pair.first, pair.second): alike(by_id[pair.first].name, by_id[pair.second].name) for pair in read_pairs()}


def alike(one: str, other: str) -> float:
    """The plain way: words in order of the alphabet, letter by letter."""
    return fuzz.token_sort_ratio(one, other, processor=utils.default_process)


def seconds_of_all_names(names: Sequence[str]) -> float:
    """Each name with each other, scaled up from a sample."""
    some = random.Random(1).sample(names, SAMPLE)
    began = time.perf_counter()
    for place, one in enumerate(some):
        for other in some[place + 1 :]:
            alike(one, other)
    return (time.perf_counter() - began) * (len(names) / SAMPLE) ** 2


def blocking(profiles: Sequence[Profile]) -> tuple[int, int]:
    """Of the pairs worth looking at in one region, how many share a block, and how many there are."""
    placed = (profile for profile in profiles if profile.spots)
    stretch = sorted(placed, key=lambda profile: math.dist(profile.spots[0], AROUND))[:STRETCH]
    finder = Finder(stretch)
    kept = sum(1 for number in range(len(stretch)) for _ in finder.of(number))
    rare = rarity(stretch)
    whole = sum(
        likeness(one, other, rare).score >= WORTH_LOOKING
        for place, one in enumerate(stretch)
        for other in stretch[place + 1 :]
    )
    return kept, whole


def merit(verdict: Verdict) -> float:
    """Precision and recall in one number (their harmonic mean)."""
    precision, recall = verdict.precision.value, verdict.recall.value
    return 2 * precision * recall / ((precision + recall) or 1)


def told(words: str, verdict: Verdict) -> list[tuple[str, str]]:
    """Two lines of the table."""
    of = f"{words} ({verdict.pairs}, {verdict.same} the same)"
    return [(f"{of}: precision", str(verdict.precision)), ("recall", str(verdict.recall))]


if __name__ == "__main__":
    main()

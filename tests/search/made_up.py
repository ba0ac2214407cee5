"""A small directory straight from made-up documents, without a database: for tests that ask thousands of searches."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from directory.geo.models import AreaType
from directory.search.documents import Library, Reach, SearchDocument, VenuePoint
from directory.search.documents.areas import AreaBook, KnownArea
from directory.search.documents.meanings import COHORTS, NEEDS, Meanings, Term
from directory.search.documents.record import WeeklyHours
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.building import build_snapshot
from directory.search.index.generations import publish
from directory.search.index.postings import analyse

AT = datetime(2026, 1, 5, 10, 30, tzinfo=UTC)
TODAY = 20_458
WORDS = ("lunch", "choir", "walking", "falls", "carers", "memory", "garden", "swimming", "tea", "advice")
RARE = ("tapestry", "falconry", "kayaks", "ukulele", "quilting", "bonsai", "samba", "origami")
NEEDS_CODES = tuple(f"need.{number}" for number in range(40))
COHORT_CODES = ("carer", "men", "women", "veteran")
DISTRICTS = ("E07000174", "E07000114")
_FACETS = {
    "type": ("group", "service", "helpline"),
    "status": ("charity", "council"),
    "tier": ("prevent", "delay"),
    "cost": ("free", "fixed", "donation", "?"),
    "access": ("step_free", "hearing_loop", "quiet_space"),
    "language": ("pl", "ur", "?"),
    "meet": ("yes", "no", "?"),
    "transport": ("yes", "no", "?"),
    "slot": ("mon-morning", "mon-evening", "sat-morning", "sat-evening", "?"),
}
_WAYS = {"venue": 0, "phone": Reach.PHONE, "online": Reach.ONLINE, "home": Reach.HOME, "post": Reach.POST}


def engine_over(documents: Sequence[SearchDocument], folder: Path) -> WhooshEngine:
    """The default engine with these documents in its index."""
    terms = [Term(NEEDS, code, code, code, None) for code in NEEDS_CODES]
    terms += [Term(COHORTS, code, code, code, None) for code in COHORT_CODES]
    areas = [KnownArea(UUID(int=n), code, code, AreaType.DISTRICT, None) for n, code in enumerate(DISTRICTS)]
    meanings = Meanings({UUID(int=number): term for number, term in enumerate(terms)}, {}, ())
    library = Library(list(documents), AreaBook(areas), meanings)
    publish(folder, build_snapshot(library, analyse(library.documents, lambda watched, _words, _total: watched)))
    return WhooshEngine(folder)


def documents(chance: random.Random, count: int) -> list[SearchDocument]:
    """Documents of every kind, in order of name; every tenth carries more codes than any real one would."""
    made = [_document(chance, number) for number in range(count)]
    for document in made[::10]:
        document.facets["need"] = set(NEEDS_CODES)
    return sorted(made, key=lambda document: document.name)


def _document(chance: random.Random, number: int) -> SearchDocument:
    made = SearchDocument(
        UUID(int=number + 1),
        f"{chance.choice(WORDS)} {number}",
        {"name": chance.choice(WORDS), "description": " ".join([*chance.choices(WORDS, k=5), _rare(chance)])},
        {key: {chance.choice(codes)} for key, codes in _FACETS.items()},
        minimum_age=chance.choice([-1, -1, 16, 65]),
        verified_day=TODAY - chance.randint(0, 800),
        closing_day=chance.choice([2_000_000, 2_000_000, TODAY - 1]),
    )
    made.freshness_day = made.verified_day
    made.facets["access_no"] = {"step_free", "quiet_space"} - made.facets["access"] if chance.random() < 0.5 else set()
    made.facets["need"] = set(chance.sample(NEEDS_CODES[:8], chance.randint(0, 2)))
    made.facets["need_first"] = set(sorted(made.facets["need"])[:1])
    made.facets["for"] = set(chance.sample(COHORT_CODES, chance.choice([0, 0, 1, 2])))
    made.facets["for_open"] = {"yes"} if not made.facets["for"] or chance.random() < 0.2 else set()
    made.facets["public"] = {"yes"} if chance.random() < 0.9 else set()
    _place(made, chance)
    start = chance.randrange(7) * 1440 + 600
    made.weekly.append(WeeklyHours(start, start + chance.choice([60, 120, 2000])))
    return made


def _rare(chance: random.Random) -> str:
    """A word that one document in thirty or so has."""
    return chance.choice(RARE) if chance.random() < 0.25 else ""


def _place(made: SearchDocument, chance: random.Random) -> None:
    ways = set(chance.sample(list(_WAYS), chance.choice([1, 1, 2])))
    made.facets["how"] = ways
    for way in ways:
        made.reach |= _WAYS[way]
    points = [
        (53.14 + chance.choice([0.02, 0.1, 0.3, 2.0]) * chance.random(), -1.2 + 0.3 * chance.random())
        for _ in range(chance.choice([0, 1, 1, 1, 3]))
    ]
    made.venues = tuple(VenuePoint(UUID(int=(made.service_id.int << 8) + n), *at) for n, at in enumerate(points))
    made.reach |= Reach.VENUE if points else 0
    made.areas = (chance.choice(DISTRICTS),) if chance.random() < 0.3 else ()
    made.reach |= Reach.AREAS_GIVEN if made.areas else 0
    made.facets["area"] = set(made.areas)
    made.facets["area_wide"] = {"yes"} if chance.random() < 0.05 else set()

"""Answers for the names of towns, villages, districts and counties."""

import math
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy.orm import Session

from directory.geo import queries
from directory.geo.answers import Choice, Found, NotFound, PlaceOption
from directory.geo.areas import areas_above, areas_containing
from directory.geo.folding import fold
from directory.geo.models import FROM_ADDRESSES, PlaceName
from directory.geo.postcode_lookup import sure_areas

FAR_LARGER = 10  # times the people of the next namesake: Mansfield needs no choice, Sutton does
HAMLET = 2_000  # a namesake elsewhere with fewer people than this is not asked about when there is a place here
UNCOUNTED = 500  # people of a place whose population is not known; GeoNames lists places from 500
MOST_OPTIONS = 12
COUNCIL_KINDS = ("district", "unitary", "county")
SHORT_COUNTIES = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "shrops": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}


def find_place(session: Session, words: str) -> Found | Choice | NotFound:
    """The place of this name; a choice between namesakes unless one is far larger; else names like it."""
    for name, within in _readings(words) if fold(words) else ():
        places = _of(queries.places_called(session, fold(name)), within)
        same = [place for place in places if fold(place.name) == fold(name)]
        if within and len(same) == 1:
            return found_place(session, same[0])
        if places:
            return _answer(session, words, places)
    return NotFound(words, f"Place “{words}” was not found", _alike(session, words))


def _readings(words: str) -> list[tuple[str, str]]:
    """Ways to part the words into a name and a county: at commas, as one name, at each space."""
    parts = [part.strip() for part in words.split(",") if fold(part)]
    readings = [(parts[0], ", ".join(parts[1:]))] if len(parts) > 1 else []
    readings.append((words, ""))
    single = fold(words).split(" ")
    if len(single) <= 6:
        readings += [(" ".join(single[:cut]), " ".join(single[cut:])) for cut in range(len(single) - 1, 0, -1)]
    return readings


def _of(places: Sequence[PlaceName], within: str) -> list[PlaceName]:
    """Those inside the county named; one row a place, though it has several spellings."""
    wanted = " ".join(SHORT_COUNTIES.get(word, word) for word in fold(within).split())
    kept: dict[tuple[str, str], PlaceName] = {}
    for place in places:
        whole = fold(place.within)
        if not wanted or wanted == whole or wanted in [fold(part) for part in place.within.split(",")]:
            kept.setdefault((place.name, place.within), place)
    return list(kept.values())


def _answer(session: Session, words: str, places: list[PlaceName]) -> Found | Choice:
    if len(places) == 1 or _is_far_larger(places[0], places):
        return found_place(session, places[0])
    # Whoever asks here most likely means a place here; `places` come in the order of their size.
    ours = [place for place in places if areas_containing(session, queries.point_of(place))]
    others = [place for place in places if place not in ours]
    if len(ours) == 1 and all(place.population < HAMLET for place in others):
        return found_place(session, ours[0])
    ours_first = [*ours, *others]
    return Choice(words, tuple(option(place) for place in ours_first[:MOST_OPTIONS]))


def _is_far_larger(place: PlaceName, places: Sequence[PlaceName]) -> bool:
    """Of places in the order of their size; a place alone is far larger than none."""
    others = [max(other.population, UNCOUNTED) for other in places if other is not place]
    if any(other.source == FROM_ADDRESSES for other in places):  # nobody counted who lives there
        return False
    return place.population >= FAR_LARGER * max(others, default=0)


def found_place(session: Session, place: PlaceName) -> Found:
    """The middle of a place, with the district and what is above it."""
    point = queries.point_of(place)
    is_council = place.kind in COUNCIL_KINDS and place.external_id is not None
    areas = areas_above(session, str(place.external_id)) if is_council else areas_containing(session, point)
    return Found(label(place), point, place.kind, exact=False, areas=sure_areas(areas))


def label(place: PlaceName) -> str:
    """The name with what tells it from its namesakes: "Sutton in Ashfield, Nottinghamshire"."""
    return place.name if place.within in ("", place.name) else f"{place.name}, {place.within}"


def option(place: PlaceName) -> PlaceOption:
    """The place as one answer of several; its value names the county even where the label need not."""
    value = f"{place.name}, {place.within}" if place.within else place.name
    return PlaceOption(label(place), value, queries.point_of(place), place.kind)


def _alike(session: Session, words: str, limit: int = 5) -> tuple[str, ...]:
    """Names spelt much like the words; among equals the larger place first."""
    wanted = fold(words.split(",")[0])
    if not 3 <= len(wanted) <= 60:
        return ()
    spellings = queries.place_spellings(session)
    close = process.extract(wanted, [row[0] for row in spellings], scorer=fuzz.ratio, limit=40, score_cutoff=70)
    ranked = sorted(close, key=lambda hit: _rank(wanted, hit[0], spellings[hit[2]][3]), reverse=True)
    names = (_spelt(*spellings[position][1:3]) for _, _, position in ranked)
    return tuple(dict.fromkeys(names))[:limit]


def _spelt(name: str, within: str) -> str:
    return name if within in ("", name) else f"{name}, {within}"


def _rank(wanted: str, spelling: str, population: int) -> float:
    """How alike, with half a letter's worth for each tenfold of people: slips are likelier for known places."""
    likeness = DamerauLevenshtein.normalized_similarity(wanted, spelling)
    return likeness + 0.03 * math.log10(max(population, UNCOUNTED))

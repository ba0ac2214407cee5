"""What becomes of a listing in search: in which everyday words people will find it, and near where.

The words are put through the same understanding as a real search; nothing is promised that it does not say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.answers import Found as Place
from directory.geo.distance import distances_m
from directory.geo.lookup import nearest_places, resolve_place
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.listings.codes import AddressVisibility
from directory.listings.coverage import is_outside
from directory.listings.editing import Content
from directory.listings.plain_words import read_plainly
from directory.listings.queries.alternatives import area_types
from directory.moderation.submission.steps.areas import EVERYWHERE
from directory.search.criteria import Criteria
from directory.search.understanding import needs_model
from directory.search.understanding.query import understand_query
from directory.search.understanding.synonyms import stems
from directory.taxonomy.models import Synonym, SynonymGroup, SynonymKind
from directory.web.access import Audience
from directory.web.wording import miles

SHOWN = 4
OF_EACH = 2
TRIED = 60  # phrases of a need put to the model: a tenth of a millisecond each
SURELY = 0.3  # how sure the model must be of a phrase before it is promised
AMONG = 3  # a search shows what the likeliest needs find first
PLACE_MILES = 8


@dataclass(frozen=True)
class Found:
    """Everyday words that lead here, and the place that a search would be near."""

    phrases: tuple[str, ...]
    near: str


@dataclass(frozen=True)
class Trial:
    """Words somebody tried: whether they lead here, what they were taken to be about, and how far it is from there."""

    words: str
    leads_here: bool
    about: tuple[str, ...]
    from_there: str = ""


def will_be_found(session: Session, content: Content) -> Found:
    """A few phrases that the understanding takes for what this helps with, the most like its own words first."""
    own = set(stems(words_of(content)))
    phrases: list[str] = []
    for need in content.get("needs") or []:
        weighed = sorted((*_weight(words, need, own), words) for words in _said_of(session, need)[:TRIED])
        phrases += [words for _shared, likely, words in weighed if -likely >= SURELY and read_plainly(words).is_plain][
            :2
        ]
    return Found(tuple(dict.fromkeys(phrases))[:SHOWN], place_name(session, content))


def words_of(content: Content) -> str:
    """The words by which a listing is found."""
    return " ".join(str(content.get(key) or "") for key in ("name", "summary", "description"))


def try_words(
    session: Session, content: Content, words: str, near: str, *, at: datetime, names: dict[str, str]
) -> Trial:
    """What a search for these words would make of this listing."""
    criteria, _notes = Criteria.from_args({"q": words, "near": ""}, Audience.EVERYONE)
    understood = understand_query(session, replace(criteria, near=""), at=at, rank=needs_model.rank)
    codes = [code for code, _likely in understood.needs[:AMONG]]
    shared = set(stems(understood.reading.words)) & set(stems(words_of(content)))
    leads = bool(set(codes) & set(content.get("needs") or [])) or bool(shared)
    about = tuple(names[code] for code in codes[:2] if code in names)
    return Trial(words, leads, about, seen_from(session, content, near) if near else "")


def seen_from(session: Session, content: Content, near: str) -> str:
    """What somebody at a postcode or in a town is told: how far it is, and whether it covers where they are."""
    place = resolve_place(session, near)
    if not isinstance(place, Place):
        return f"We know no place called “{near[:60]}”."
    said = [_distance(content, place)]
    if _is_outside(session, content, place):
        said.append(f"It does not cover {place.label}, and says so there.")
    elif content.get("areas"):
        said.append(f"It covers {place.label}.")
    return " ".join(part for part in said if part) or f"It is shown to people near {place.label}."


def _distance(content: Content, place: Place) -> str:
    shown = [
        venue for venue in content.get("venues") or []
        if venue.get("latitude") is not None and venue.get("address_visibility") != AddressVisibility.HIDDEN
    ]  # fmt: skip
    if not shown:
        return ""
    metres = distances_m(
        place.point.latitude, place.point.longitude,
        [venue["latitude"] for venue in shown], [venue["longitude"] for venue in shown],
    )  # fmt: skip
    return f"From {place.label} it is {miles(float(metres.min()) / METRES_IN_A_MILE)} away."


def _is_outside(session: Session, content: Content, place: Place) -> bool:
    codes = [area["code"] for area in content.get("areas") or [] if area.get("code")]
    kinds = area_types(session, [*codes, *place.areas])
    served = [
        SimpleNamespace(code=area.get("code"), area_type=kinds.get(area.get("code") or ""))
        for area in content.get("areas") or []
    ]
    return is_outside(served, place.areas, {code: kind for code, kind in kinds.items() if code in place.areas})


def place_name(session: Session, content: Content) -> str:
    """The town or village people would search from; nothing for a place that is kept private."""
    for venue in content.get("venues") or []:
        if venue.get("address_visibility") == AddressVisibility.HIDDEN:
            continue
        if venue.get("latitude") is not None and venue.get("longitude") is not None:
            near = nearest_places(session, Point(venue["latitude"], venue["longitude"]), 1, miles=PLACE_MILES)
            if near:
                return near[0].label.split(",")[0]
        if venue.get("city"):
            return str(venue["city"])
    named = [area["name"] for area in content.get("areas") or [] if area["name"] != EVERYWHERE]
    return str(named[0]) if named else ""


def _said_of(session: Session, need: str) -> Sequence[str]:
    """What residents call a need, the longest first: whole phrases show best what is understood."""
    groups = session.execute(select(SynonymGroup.id, SynonymGroup.needs)).all()
    ids = [row.id for row in groups if need in (row.needs or [])]
    of_residents = Synonym.kind == SynonymKind.RESIDENT, Synonym.is_out.is_(False)
    query = select(Synonym.words).where(Synonym.synonym_group_id.in_(ids), *of_residents)
    words = session.scalars(query.order_by(Synonym.words)).all()
    return sorted(words, key=lambda each: (-len(each.split()), each))


def _weight(words: str, need: str, own: set[str]) -> tuple[float, float]:
    """How far down a phrase stands: shared words first, then how surely it speaks of the need."""
    likely = dict(needs_model.rank(words)[:AMONG]).get(need, 0.0)
    return -float(len(set(stems(words)) & own)), -likely

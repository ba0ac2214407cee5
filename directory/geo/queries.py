"""Reads postcodes, part-postcodes and place names."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, and_, collate, or_, select
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaSuccession, PlaceName, PostcodePoint, PostcodeZone
from directory.geo.point import Point

#: Words between a short name and the rest: "Sutton" in "Sutton in Ashfield", "Newcastle" in "Newcastle upon Tyne".
LINKING = ("in", "on", "upon", "le", "under", "by", "next", "near")


def postcode_point(session: Session, key: str) -> PostcodePoint | None:
    """The postcode spelt so, without a space. 0.1 ms: the fetch by key is the quickest the ORM has."""
    return session.get(PostcodePoint, key)


def postcode_points(session: Session, keys: Iterable[str]) -> Sequence[PostcodePoint]:
    """The postcodes among these that exist, spelt without a space."""
    query = select(PostcodePoint).where(PostcodePoint.postcode.in_(sorted(set(keys))))
    return session.scalars(query.order_by(PostcodePoint.postcode)).all()


def has_postcodes_of(session: Session, sector: str) -> bool:
    """Whether full postcodes of this sector ("NG18 1") are loaded."""
    start = sector.replace(" ", "")
    within = PostcodePoint.postcode.between(f"{start}AA", f"{start}ZZ")
    return session.scalar(select(PostcodePoint.postcode).where(within).limit(1)) is not None


def zones(session: Session, codes: Iterable[str]) -> Sequence[PostcodeZone]:
    """The part-postcodes among these that exist."""
    query = select(PostcodeZone).where(PostcodeZone.code.in_(sorted(set(codes))))
    return session.scalars(query.order_by(PostcodeZone.code)).all()


def zone_codes_starting(session: Session, start: str) -> list[str]:
    """Codes of part-postcodes that start so."""
    query = select(PostcodeZone.code).where(PostcodeZone.code.startswith(start, autoescape=True))
    return list(session.scalars(query.order_by(PostcodeZone.code)))


def places_called(session: Session, folded: str) -> Sequence[PlaceName]:
    """Places with this name, or with it as the short form of their name; the largest first."""
    place = PlaceName
    # A range by bytes instead of LIKE, which SQLite answers by reading every name; "!" is what follows the space.
    is_postgres = session.get_bind().dialect.name == "postgresql"
    by_bytes = collate(place.folded_name, "C") if is_postgres else place.folded_name
    likely = or_(place.folded_name == folded, and_(by_bytes > f"{folded} ", by_bytes < f"{folded}!"))
    order = place.population.desc(), place.name, place.within, place.id
    places = session.scalars(select(place).where(likely).order_by(*order))
    return [row for row in places if _is_or_shortens(folded, row.folded_name)]


def codes_within(codes: Iterable[str]) -> Select[str]:
    """The codes of these areas, of what became of them, and of the areas right below either."""
    own = select(Area.id).where(Area.code.in_(sorted(set(codes))))
    became = select(AreaSuccession.successor_id).where(AreaSuccession.predecessor_id.in_(own))
    return select(Area.code).where(
        or_(Area.id.in_(own), Area.id.in_(became), Area.parent_id.in_(own), Area.parent_id.in_(became))
    )


def _is_or_shortens(short: str, name: str) -> bool:
    rest = name.removeprefix(short).split(" ")
    return name == short or (len(rest) > 2 and rest[1] in LINKING)


def place_spellings(session: Session) -> list[tuple[str, str, str, int]]:
    """Every folded name with its name, what it lies within and its population; for guessing at misspellings."""
    place = PlaceName
    query = select(place.folded_name, place.name, place.within, place.population).order_by(place.folded_name, place.id)
    return [tuple(row) for row in session.execute(query)]  # type: ignore[misc]  # four columns are selected


def places_starting(session: Session, folded: str, limit: int) -> Sequence[PlaceName]:
    """Places whose name starts so; the largest first."""
    place = PlaceName
    query = select(place).where(place.folded_name.startswith(folded, autoescape=True))
    return session.scalars(query.order_by(place.population.desc(), place.name, place.id).limit(limit)).all()


def places_within(session: Session, box: tuple[float, float, float, float]) -> Sequence[PlaceName]:
    """Places inside a box of south, west, north, east."""
    south, west, north, east = box
    inside = PlaceName.latitude.between(south, north) & PlaceName.longitude.between(west, east)
    return session.scalars(select(PlaceName).where(inside).order_by(PlaceName.name, PlaceName.id)).all()


def point_of(place: PlaceName | PostcodeZone) -> Point:
    """Where a place is."""
    return Point(place.latitude, place.longitude)

"""Answers for postcodes and part-postcodes."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from directory.geo import queries
from directory.geo.answers import Answer, Found, NotFound
from directory.geo.areas import LOCAL_FIRST, AreaRef, areas_above, areas_containing
from directory.geo.models import AreaType, PostcodePoint, PostcodeZone
from directory.geo.point import Point
from directory.geo.postcode_words import ISLANDS, NORTHERN_IRELAND, PostcodeWords, slips

#: Kinds of area that the middle of a whole town or outcode says nothing sure about.
TOO_LOCAL = frozenset(LOCAL_FIRST[: LOCAL_FIRST.index(AreaType.DISTRICT)])


def find_postcode(session: Session, words: str, postcode: PostcodeWords) -> Answer:
    """The point of a postcode that has the shape of one, or why there is none."""
    found = _found(session, postcode)
    if found is None:
        found = find_slip(session, words)
    return found or _missing(session, postcode)


def find_slip(session: Session, words: str) -> Found | None:
    """The one postcode that exists once O and 0, I and 1 are taken for each other; None if there are more or none."""
    likely = list(slips(words))
    if not likely:
        return None
    points = {row.postcode for row in queries.postcode_points(session, (code.key for code in likely if code.is_full))}
    known = {row.code for row in queries.zones(session, (_zone(code) for code in likely))}
    sure = [code for code in likely if code.key in points] or [code for code in likely if _zone(code) in known]
    return _found(session, sure[0]) if len({code.key for code in sure}) == 1 else None


def _zone(postcode: PostcodeWords) -> str:
    return postcode.sector if postcode.sector_digit else postcode.outcode


def _found(session: Session, postcode: PostcodeWords) -> Found | None:
    if postcode.is_full and (row := queries.postcode_point(session, postcode.key)):
        return _exactly(session, postcode, row)
    zones = queries.zones(session, [_zone(postcode)])
    if not zones or (postcode.is_full and queries.has_postcodes_of(session, postcode.sector)):
        return None
    return _about(session, postcode, zones[0])


def _exactly(session: Session, postcode: PostcodeWords, row: PostcodePoint) -> Found:
    point = Point(row.latitude_e6 / 1e6, row.longitude_e6 / 1e6)
    note = f"{postcode} is no longer in use. Using the place where it was." if row.terminated else None
    return Found(str(postcode), point, "postcode", exact=True, note=note, areas=_codes(session, row, point))


def _codes(session: Session, row: PostcodePoint, point: Point) -> tuple[str, ...]:
    """The register's own small area, ward and district, then what the outlines add."""
    listed = [code for code in (row.lsoa_code, row.ward_code, row.district_code) if code]
    above = areas_above(session, row.district_code) if row.district_code else areas_containing(session, point)
    return tuple(dict.fromkeys([*listed, *(ref.code for ref in above)]))


def _about(session: Session, postcode: PostcodeWords, zone: PostcodeZone) -> Found:
    point = queries.point_of(zone)
    kind = "sector" if postcode.sector_digit else "outcode"
    note = None
    if postcode.is_full:
        note = f"Using the area {zone.code}: full postcodes are not loaded here, so distances are less exact."
    return Found(zone.code, point, kind, exact=False, note=note, areas=sure_areas(areas_containing(session, point)))


def sure_areas(areas: Sequence[AreaRef]) -> tuple[str, ...]:
    """Codes from the district up: a whole town or part-postcode is not in one ward."""
    return tuple(ref.code for ref in areas if ref.area_type not in TOO_LOCAL)


def _missing(session: Session, postcode: PostcodeWords) -> NotFound:
    letters = postcode.area_letters
    if letters in ISLANDS:
        name = ISLANDS[letters]
        message = f"Waypost has no map data for {name}. Type a town or postcode in England, Scotland or Wales."
        return NotFound(str(postcode), message)
    if letters == NORTHERN_IRELAND:
        message = "Northern Ireland postcodes need another licence and are not loaded here. Type the name of a town."
        return NotFound(str(postcode), message, ("Belfast", "Derry", "Lisburn"))
    return NotFound(str(postcode), f"Postcode {postcode} was not found", _near(session, postcode))


def _near(session: Session, postcode: PostcodeWords) -> tuple[str, ...]:
    """Sectors of the same outcode, else the outcodes that look most alike."""
    sectors = queries.zone_codes_starting(session, f"{postcode.outcode} ")
    if sectors:
        return tuple(sorted(sectors, key=lambda code: (code != postcode.sector, code))[:5])
    outcodes = [code for code in queries.zone_codes_starting(session, postcode.area_letters) if " " not in code]
    same_letters = [code for code in outcodes if not code[len(postcode.area_letters)].isalpha()]
    return tuple(code for code, _, _ in process.extract(postcode.outcode, same_letters, scorer=fuzz.ratio, limit=5))

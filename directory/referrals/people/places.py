"""Where somebody lives, as reports count it: ward, small area and district. Asks the tables on this machine only."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory.geo import queries
from directory.geo.areas import assign_areas
from directory.geo.postcode_words import read_postcode


@dataclass(frozen=True)
class Place:
    """The areas of a postcode; empty where it is not known."""

    ward: str | None = None
    lsoa: str | None = None
    district: str | None = None


NOWHERE = Place()


def tidy_postcode(words: str) -> str:
    """A full postcode as it is written, "NG18 1AA"; empty when these words are none."""
    postcode = read_postcode(words) if words.strip() else None
    return str(postcode) if postcode is not None and postcode.is_full else ""


def place_of(session: Session, postcode: str) -> Place:
    """The areas of a full postcode. One that the tables lack is nowhere: it counts without an area."""
    read = read_postcode(postcode) if postcode.strip() else None
    row = queries.postcode_point(session, read.key) if read is not None and read.is_full else None
    if row is None:
        return NOWHERE
    place = Place(row.ward_code, row.lsoa_code, row.district_code)
    if all((place.ward, place.lsoa, place.district)):
        return place
    drawn = assign_areas(session, [(row.latitude_e6 / 1e6, row.longitude_e6 / 1e6)])[0]
    return Place(place.ward or drawn.ward, place.lsoa or drawn.lsoa, place.district or drawn.district)

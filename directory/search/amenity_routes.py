"""GET /search/amenities: toilets and places to sit round the middle of a map, when somebody asks for that layer."""

from flask import Blueprint, Response, jsonify, request

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.listings.policy import is_public
from directory.listings.queries.amenities import Amenity, amenities_round
from directory.web.access import Audience, access

blueprint = Blueprint("amenities", __name__)

MILES = 5  # as far as a map of a town shows
MOST = 200  # markers that a phone can bear beside those of the results


@blueprint.get("/search/amenities")
@access(Audience.EVERYONE)
def amenities() -> Response:
    """Each as position, name, address of its page, what is known to be there, and whether that is a toilet."""
    here = Point(_degrees("latitude", 90), _degrees("longitude", 180))
    rule = is_public(clock.today())
    found = amenities_round(db.session(), here, MILES * METRES_IN_A_MILE, rule, most=MOST)
    return jsonify(amenities=[_as_json(each) for each in found], miles=MILES)


def _as_json(each: Amenity) -> list[object]:
    place = round(each.latitude, 5), round(each.longitude, 5)
    return [*place, each.name, each.address, each.words, "toilet" if each.has_toilet else "seat"]


def _degrees(name: str, most: int) -> float:
    try:
        value = float(request.args.get(name, "")[:20])
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise RuleBroken(name, "Say where to look: a latitude and a longitude in degrees")
    return value

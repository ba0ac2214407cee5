"""A point on the earth. Knows no table and no service."""

from dataclasses import dataclass
from importlib import import_module

METRES_IN_A_MILE = 1609.344


@dataclass(frozen=True, slots=True)
class Point:
    """A latitude and a longitude in degrees (WGS84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"{self.latitude}, {self.longitude} is not on the earth")

    def rounded(self, decimals: int = 3) -> "Point":
        """The same place told less exactly: three decimals are about a hundred yards."""
        return Point(round(self.latitude, decimals), round(self.longitude, decimals))


def distance_miles(here: Point, there: Point) -> float:
    """Miles between two points on the ellipsoid. Exact but 0.1 ms each; for many see `distance`."""
    # Read at the first question: geopy brings every geocoder there is, and no page asks it anything.
    geodesic = import_module("geopy.distance").geodesic
    miles: float = geodesic((here.latitude, here.longitude), (there.latitude, there.longitude)).miles
    return miles

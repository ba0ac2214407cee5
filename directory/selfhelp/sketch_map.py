"""A sketch map for paper: where the places of a sheet lie among the towns about them. No roads, nothing fetched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from sqlalchemy.orm import Session

from directory.geo.models import PlaceName
from directory.geo.point import Point
from directory.geo.queries import places_within
from directory.listings.presenters.sheet import SheetEntry

WIDTH, HEIGHT, MARGIN = (
    680,
    440,
    70,
)  # a little wider than paper takes, so the letters are 26 to come out as 24 (18 point)
LEAST = 4.0  # miles across, so that a single place has towns about it
MILES_A_DEGREE = 69.1
LETTER, LINE = 15, 32  # what a letter and a line take
NEAR = 40  # pixels: nearer ones share a mark
TOWNS = 9
BARS = (20, 10, 5, 2, 1)  # miles
WIDEST_BAR = 170
SCALE = (0, HEIGHT - 52, WIDEST_BAR + 130, HEIGHT)
NORTH = (WIDTH - 60, 0, WIDTH, 95)
MOST_NUMBERS = 4  # on one mark; more would cover the towns

Spot = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Mark:
    """Where one or more of the listings are; without words it is a plain mark."""

    x: float
    y: float
    words: str

    @property
    def width(self) -> int:
        """Wide enough for its numbers."""
        return max(36, LETTER * len(self.words) + 16)


@dataclass(frozen=True)
class Town:
    """A ring, and the name beside, under or over it. A mark on the ring hides it, and the name says where that is."""

    x: float
    y: float
    name: str
    left: float  # of the name
    baseline: float


@dataclass(frozen=True)
class Sketch:
    """What the template draws."""

    marks: tuple[Mark, ...]
    towns: tuple[Town, ...]
    bar_miles: int
    bar_width: float


@dataclass(frozen=True)
class Frame:
    """Turns degrees into pixels. Flat: at this size the earth is."""

    centre: Point
    a_mile: float  # pixels

    def spot(self, latitude: float, longitude: float) -> Spot:
        """Where a point is drawn."""
        east = (longitude - self.centre.longitude) * MILES_A_DEGREE * cos(radians(self.centre.latitude))
        north = (latitude - self.centre.latitude) * MILES_A_DEGREE
        return round(WIDTH / 2 + east * self.a_mile, 1), round(HEIGHT / 2 - north * self.a_mile, 1)

    @property
    def box(self) -> Box:
        """South, west, north, east of what is drawn."""
        north = HEIGHT / 2 / self.a_mile / MILES_A_DEGREE
        east = WIDTH / 2 / self.a_mile / MILES_A_DEGREE / cos(radians(self.centre.latitude))
        here = self.centre
        return here.latitude - north, here.longitude - east, here.latitude + north, here.longitude + east


def sketch_of(session: Session, entries: Sequence[SheetEntry], *, is_numbered: bool) -> Sketch | None:
    """A map of the addresses that the sheet prints; none where it prints none."""
    points = [(number, place.point) for number, entry in enumerate(entries, 1) for place in entry.places if place.point]
    if not points:
        return None
    frame = frame_of([point for _, point in points])
    spots = [(number if is_numbered else 0, frame.spot(point.latitude, point.longitude)) for number, point in points]
    marks = tuple(marks_of(spots))
    bar = next((miles for miles in BARS if miles * frame.a_mile <= WIDEST_BAR), BARS[-1])
    return Sketch(marks, towns_of(places_within(session, frame.box), frame, marks), bar, round(bar * frame.a_mile, 1))


def frame_of(points: Sequence[Point]) -> Frame:
    """As near as all of them fit."""
    souths, wests = [point.latitude for point in points], [point.longitude for point in points]
    centre = Point((min(souths) + max(souths)) / 2, (min(wests) + max(wests)) / 2)
    tall = (max(souths) - min(souths)) * MILES_A_DEGREE
    wide = (max(wests) - min(wests)) * MILES_A_DEGREE * cos(radians(centre.latitude))
    inner = WIDTH - 2 * MARGIN
    return Frame(centre, min(inner / max(wide, LEAST), (HEIGHT - 2 * MARGIN) / max(tall, LEAST * HEIGHT / WIDTH)))


def marks_of(spots: Iterable[tuple[int, Spot]]) -> Iterator[Mark]:
    """One mark for those that would cover each other."""
    groups: list[tuple[Spot, list[int]]] = []
    for number, (x, y) in spots:
        near = next((numbers for (a, b), numbers in groups if abs(a - x) < NEAR and abs(b - y) < NEAR), None)
        if near is None:
            groups.append(((x, y), [number]))
        elif number not in near:
            near.append(number)
    for (x, y), numbers in groups:
        said = ", ".join(str(number) for number in numbers[:MOST_NUMBERS] if number)
        yield Mark(x, y, f"{said} …" if len(numbers) > MOST_NUMBERS else said)


def towns_of(places: Iterable[PlaceName], frame: Frame, marks: Sequence[Mark]) -> tuple[Town, ...]:
    """The largest towns whose names cover neither a mark nor one another."""
    taken: list[Box] = [(m.x - m.width / 2 - 4, m.y - 22, m.x + m.width / 2 + 4, m.y + 22) for m in marks]
    taken += [SCALE, NORTH]
    towns: dict[str, Town] = {}
    for place in sorted(places, key=lambda place: (-place.population, place.name)):
        x, y = frame.spot(place.latitude, place.longitude)
        length = LETTER * len(place.name)
        box = next((box for box in _sides(x, y, length) if _fits(box, taken)), None)
        if box is not None and place.name not in towns:
            towns[place.name] = Town(x, y, place.name, round(box[0], 1), round(box[3] - 7, 1))
            taken += [box, (x - 8, y - 8, x + 8, y + 8)]
        if len(towns) == TOWNS:
            break
    return tuple(towns.values())


def _sides(x: float, y: float, length: float) -> Iterator[Box]:
    """Where the name may stand: right of the ring, left of it, under or over it, each as far as a mark on it asks."""
    half = LINE / 2
    for left, middle in ((x + 12, y), (x - 12 - length, y), (x - length / 2, y + 38), (x - length / 2, y - 38)):
        yield left, middle - half, left + length, middle + half


def _fits(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > WIDTH or bottom > HEIGHT:
        return False
    return not any(left < c and a < right and top < d and b < bottom for a, b, c, d in taken)

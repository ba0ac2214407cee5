"""The map as a drawing: outlines of areas, each with the pattern of its band and its name."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from directory.geo.models import Area
from directory.insight.gap_map.drawing.bands import Band
from directory.insight.gap_map.drawing.names import placed
from directory.insight.gap_map.picture import Row

WIDTH, TALLEST = 600, 760
SQUASH = 0.6  # a degree of longitude is about so much of one of latitude in England
BELOW = 22  # letters stand under the name
NO_MARKS: Mapping[str, str] = MappingProxyType({})
MOST_NAMES = 12  # more names than this would lie on each other
#: Dots, nothing, dashes, then lines that stand closer and closer: told apart without colour, and in print.
_TURNED = ' patternTransform="rotate(45)"'


def _pattern(band: Band, size: int, ground: str, marks: str, turned: str = "") -> str:
    return (
        f'<pattern id="wp-{band.value}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turned}>'
        f'<rect width="{size}" height="{size}" class="wp-band__{ground}"/>{marks}</pattern>'
    )


PATTERNS = Markup(  # noqa: S704 -- written here, from nothing that anybody typed
    _pattern(Band.NO_INFORMATION, 9, "ground", '<circle cx="4.5" cy="4.5" r="1.4" class="wp-band__dot"/>')
    + _pattern(Band.NONE, 9, "none", "")
    + _pattern(Band.NOT_TOLD, 12, "low", '<rect width="5" height="1.6" class="wp-band__line"/>')
    + _pattern(Band.LOW, 14, "low", '<rect width="2" height="14" class="wp-band__line"/>', _TURNED)
    + _pattern(Band.MIDDLE, 8, "middle", '<rect width="2.4" height="8" class="wp-band__line"/>', _TURNED)
    + _pattern(Band.HIGH, 7, "high", '<path d="M0 0L7 7M7 0L0 7" class="wp-band__cross"/>')
)


def outlines(session: Session, codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The outline of each area that has one, as GeoJSON."""
    rows = session.scalars(
        select(Area).options(undefer(Area.geometry)).where(Area.code.in_(codes), Area.valid_to.is_(None))
    )
    return {row.code: row.geometry for row in rows if row.geometry}


def map_svg(
    shapes: dict[str, dict[str, Any]],
    rows: Sequence[Row],
    bands: Sequence[Band],
    said: str,
    words: Mapping[Band, str] | None = None,
    marks: Mapping[str, str] = NO_MARKS,
) -> Markup:
    """The drawing, or nothing where no outline is known. `said` is what somebody hears who does not see it.

    `marks` are letters to lay over areas, by code.
    """
    drawn = [
        (row, band, shapes[row.place.code]) for row, band in zip(rows, bands, strict=True) if row.place.code in shapes
    ]
    if not drawn:
        return Markup("")
    frame = _Frame([point for _, _, shape in drawn for ring in _rings(shape) for point in ring])
    paths = Markup("").join(
        Markup('<path d="{}" class="wp-area" fill="url(#wp-{})"><title>{}: {}</title></path>').format(
            frame.path(shape), band.value, row.name, (words or {}).get(band, band.label)
        )
        for row, band, shape in drawn
    )
    letters = Markup("").join(_mark(frame, marks.get(row.place.code, ""), shape) for row, _, shape in drawn)
    names = (_names(frame, drawn) if len(drawn) <= MOST_NAMES else Markup("")) + letters
    return Markup(
        '<svg class="wp-choropleth" viewBox="0 0 {} {}" role="img" aria-label="{}"><defs>{}</defs>{}{}</svg>'
    ).format(WIDTH, round(frame.height), said, PATTERNS, paths, names)


def swatch(band: Band) -> Markup:
    """The pattern of a band for the key; the drawing beside it has the patterns themselves."""
    return Markup(
        '<svg class="wp-swatch" viewBox="0 0 36 24" aria-hidden="true" focusable="false">'
        '<rect x="1" y="1" width="34" height="22" class="wp-area" fill="url(#wp-{})"/></svg>'
    ).format(band.value)


class _Frame:
    """Degrees to the drawing's own points."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        east, north = [point[0] for point in points], [point[1] for point in points]
        self.west, self.top = min(east), max(north)
        wide, high = (max(east) - self.west) * SQUASH, self.top - min(north)
        self.scale = min((WIDTH - 8) / wide, (TALLEST - 8) / high)
        self.left = (WIDTH - wide * self.scale) / 2
        self.height = high * self.scale + 8

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        return self.left + (point[0] - self.west) * SQUASH * self.scale, 4 + (self.top - point[1]) * self.scale

    def path(self, shape: dict[str, Any]) -> str:
        """The outline as the letters of a path."""
        return "".join(
            "M" + "L".join("{:.0f} {:.0f}".format(*self.at(point)) for point in ring) + "Z" for ring in _rings(shape)
        )


def _middle(frame: _Frame, shape: dict[str, Any]) -> tuple[float, float]:
    ring = max(_rings(shape), key=len)
    return frame.at([sum(point[axis] for point in ring) / len(ring) for axis in (0, 1)])


def _mark(frame: _Frame, letters: str, shape: dict[str, Any]) -> Markup:
    if not letters:
        return Markup("")
    x, y = _middle(frame, shape)
    return Markup('<text x="{}" y="{}" class="wp-area__mark" aria-hidden="true">{}</text>').format(
        round(x), round(y) + BELOW, letters
    )


def _names(frame: _Frame, drawn: Sequence[tuple[Row, Band, dict[str, Any]]]) -> Markup:
    """The names, those of the areas with the longest border first."""
    longest = sorted(drawn, key=lambda each: -sum(map(len, _rings(each[2]))))
    spots = [(row.name, *_middle(frame, shape)) for row, _, shape in longest]
    return Markup("").join(
        Markup('<text x="{}" y="{}" class="wp-area__name" aria-hidden="true">{}</text>').format(
            round(x), round(y), escape(name)
        )
        for name, x, y in placed(spots, WIDTH)
    )


def _rings(shape: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    for polygon in polygons:
        yield from polygon

"""What the map shows: how often it is missing, how near help is, how much of it there is for those who live there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from directory.errors import NotVisible
from directory.insight.gap_map.drawing.bands import Band, bands, thirds
from directory.insight.gap_map.near import Near
from directory.insight.gap_map.picture import Picture

MISSING, ACCESS = "", "access"
#: Every layer of the map by its key.
LAYERS: Mapping[str, str] = MappingProxyType(
    {
        MISSING: "How often it is missing for each 1,000 people",
        **{each.value: f"People {each.label[0].lower()}{each.label[1:]} of a place to go to" for each in Near},
        ACCESS: "Listings with room for each 10,000 people",
    }
)
_THIRDS = {Band.LOW: "Lower third", Band.MIDDLE: "Middle third", Band.HIGH: "Upper third"}


@dataclass(frozen=True)
class Shown:
    """One layer: the band of each row, what the bands are called, and each value in words."""

    key: str
    name: str
    bands: tuple[Band, ...]
    words: Mapping[Band, str]
    told: tuple[str, ...]

    @property
    def legend(self) -> tuple[tuple[Band, str], ...]:
        """Bands that are there, with what they are called."""
        return tuple((band, self.words[band]) for band in Band if band in self.bands)


def shown(found: Picture, key: str) -> Shown:
    """The layer of a key. Raises `NotVisible` for one that is not there."""
    if key not in LAYERS:
        raise NotVisible("The map cannot show this.")
    if key == MISSING:
        told = tuple(found.counted.flags(number).text for number in range(len(found.rows)))
        return Shown(key, LAYERS[key], bands(found.rows), {band: band.label for band in Band}, told)
    if key == ACCESS:
        return by_thirds(key, LAYERS[key], [row.access for row in found.rows], "{:.2f}")
    shares = [row.near_places[Near(key)].usable.share for row in found.rows]
    return by_thirds(key, LAYERS[key], [None if share is None else 100 * share for share in shares], "{:.0f}%")


def by_thirds(key: str, name: str, values: Sequence[float | None], form: str) -> Shown:
    """A layer of numbers: each area stands in a third of those that are known, whose ends the key names."""
    drawn = thirds(values)
    words = {Band.NO_INFORMATION: "Not known"}
    for band, third in _THIRDS.items():
        inside = [value for value, each in zip(values, drawn, strict=True) if each is band and value is not None]
        if inside:
            low, high = form.format(min(inside)), form.format(max(inside))
            words[band] = f"{third}: {low}" if low == high else f"{third}: {low} to {high}"
    told = tuple("not known" if value is None else form.format(value) for value in values)
    return Shown(key, name, drawn, words, told)

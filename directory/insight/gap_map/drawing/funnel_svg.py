"""The funnel plot: how far each area lies from what chance alone would do. Outside is "look into", no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from directory.insight.methods.funnel import FunnelPoint, count_point

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 600, 340, 56, 44, 12
STEPS = 40


@dataclass(frozen=True)
class Spot:
    """One area: what was counted, and what its people would let one expect."""

    name: str
    count: float
    expected: float
    told: str
    is_hidden: bool = False  # then `count` is the middle of what it may be

    @property
    def reading(self) -> str:
        """What follows for a reader; nothing where the count is hidden."""
        if self.is_hidden:
            return "too few to say"
        return "look into" if self.point.look_into else "within chance"

    @property
    def point(self) -> FunnelPoint:
        """With the limits for its size."""
        return count_point(round(self.count), self.expected)


def funnel_svg(spots: Sequence[Spot]) -> Markup:
    """The drawing: across, people expected by size alone; upwards, how many times that was counted."""
    known = [spot for spot in spots if spot.expected > 0]
    if len(known) < 3:
        return Markup("")
    widest = max(spot.expected for spot in known) * 1.1
    highest = min(max(2.0, *(spot.count / spot.expected * 1.15 for spot in known)), 6.0)
    frame = _Frame(widest, highest)
    lines = Markup("").join(
        Markup('<polyline points="{}" class="wp-funnel__{}"/>').format(frame.limit(inner=inner, upper=upper), name)
        for inner, name in ((True, "inner"), (False, "outer"))
        for upper in (True, False)
    )
    even = frame.at(0, 1), frame.at(widest, 1)
    dots = Markup("").join(_dot(frame, number, spot) for number, spot in enumerate(known, 1))
    said = f"Funnel plot of {len(known)} areas; the table below names each and says which lie outside the limits."
    return Markup(
        '<svg class="wp-funnel" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<line x1="{}" y1="{}" x2="{}" y2="{}" class="wp-funnel__even"/>{}{}{}</svg>'
    ).format(WIDTH, HEIGHT, said, *even[0], *even[1], lines, dots, _axes(frame, widest, highest))


def _dot(frame: "_Frame", number: int, spot: Spot) -> Markup:
    x, y = frame.at(spot.expected, spot.count / spot.expected)
    kind = "out" if spot.reading == "look into" else "in"
    return Markup(
        '<g class="wp-funnel__{}"><title>{}</title><circle cx="{}" cy="{}" r="11"/><text x="{}" y="{}">{}</text></g>'
    ).format(kind, spot.name, x, y, x, y + 4, number)


def _axes(frame: "_Frame", widest: float, highest: float) -> Markup:
    x, y = frame.at(0, 0)
    across = Markup("").join(
        Markup('<text x="{}" y="{}" class="wp-funnel__mark">{}</text>').format(
            frame.at(widest * part, 0)[0], y + 18, round(widest * part)
        )
        for part in (0, 0.25, 0.5, 0.75)
    )
    upward = Markup("").join(
        Markup('<text x="{}" y="{}" class="wp-funnel__mark">{} ×</text>').format(
            x - 26, frame.at(0, level)[1] + 4, level
        )
        for level in range(int(highest) + 1)
    )
    label = Markup(
        '<text x="{}" y="{}" class="wp-funnel__label">people expected by the number who live there</text>'
    ).format((WIDTH + LEFT) // 2, HEIGHT - 6)
    return Markup("").join((across, upward, label))


@dataclass(frozen=True)
class _Frame:
    widest: float
    highest: float

    def at(self, across: float, up: float) -> tuple[int, int]:
        """Where a point lies on the drawing; what is too high stands at its upper edge."""
        x = LEFT + across / self.widest * (WIDTH - LEFT - 12)
        y = HEIGHT - BOTTOM - min(up, self.highest) / self.highest * (HEIGHT - BOTTOM - TOP)
        return round(x), round(y)

    def limit(self, *, inner: bool, upper: bool) -> str:
        """One of the four limits as the points of a line."""
        points = []
        for step in range(1, STEPS + 1):
            expected = self.widest * step / STEPS
            point = count_point(round(expected), expected)
            interval = point.inner if inner else point.outer
            points.append("{},{}".format(*self.at(expected, (interval.high if upper else interval.low) / expected)))
        return " ".join(points)

"""A line over time with the interval of each point as a bar; the table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from directory.insight.methods.arrays import Interval

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 260, 46, 32, 16, 46
HEAD = 32  # room for a title
CAP = 7  # half the width of a bar's end


@dataclass(frozen=True)
class Spot:
    """One time: its name, the figure, and where it may lie."""

    name: str
    value: float
    interval: Interval


SLOPE = "Slope index"


def gradient_svg(spots: Sequence[Spot], what: str = SLOPE, form: str = "{:+.1f}", *, titled: bool = False) -> Markup:
    """The drawing; nothing for fewer than two times. `form` is how its levels are told."""
    if len(spots) < 2:
        return Markup("")
    frame = _Frame(spots)
    points = " ".join(f"{x},{y}" for x, y in (frame.at(number, spot.value) for number, spot in enumerate(spots)))
    marks = Markup("").join(_mark(frame, number, spot) for number, spot in enumerate(spots))
    zero = frame.at(0, 0.0)[1]
    said = f"{what} at {len(spots)} times with intervals; the table below tells each."
    return Markup(
        '<svg class="wp-gradient" viewBox="0 {} {} {}" role="img" aria-label="{}">{}'
        '<line x1="{}" y1="{}" x2="{}" y2="{}" class="wp-gradient__even"/>{}'
        '<polyline points="{}" class="wp-gradient__line"/>{}{}</svg>'
    ).format(
        *((-HEAD, WIDTH, HEIGHT + HEAD) if titled else (0, WIDTH, HEIGHT)),
        said,
        Markup('<text x="0" y="{}" class="wp-gradient__title">{}</text>').format(-HEAD // 2, what) if titled else "",
        *(LEFT, zero, WIDTH - 8, zero),
        _levels(frame, form),
        points,
        marks,
        _ends(frame, spots),
    )


def _mark(frame: "_Frame", number: int, spot: Spot) -> Markup:
    x, y = frame.at(number, spot.value)
    high, low = frame.at(number, spot.interval.high)[1], frame.at(number, spot.interval.low)[1]
    bar = f"M{x} {high}V{low}M{x - CAP} {high}H{x + CAP}M{x - CAP} {low}H{x + CAP}"
    return Markup(
        '<g><title>{}: {}</title><path d="{}" class="wp-gradient__bar"/>'
        '<circle cx="{}" cy="{}" r="6" class="wp-gradient__dot"/></g>'
    ).format(spot.name, f"{spot.value:+.2f}", bar, x, y)


def _levels(frame: "_Frame", form: str) -> Markup:
    return Markup("").join(
        Markup('<text x="{}" y="{}" class="wp-gradient__mark">{}</text>').format(
            LEFT - 6, frame.at(0, level)[1] + 5, form.format(level) if level else "0"
        )
        for level in dict.fromkeys((frame.low, 0.0, frame.high))
    )


def _ends(frame: "_Frame", spots: Sequence[Spot]) -> Markup:
    """The first and the last time, named below."""
    y = HEIGHT - 14
    first, last = frame.at(0, 0)[0], frame.at(len(spots) - 1, 0)[0]
    return Markup('<text x="{}" y="{}">{}</text><text x="{}" y="{}" class="wp-gradient__last">{}</text>').format(
        max(first - 40, 4), y, spots[0].name, last + RIGHT - 8, y, spots[-1].name
    )


class _Frame:
    """Figures to the drawing's own points; nought is always on it."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.steps = len(spots) - 1
        self.low = min(0.0, *(spot.interval.low for spot in spots))
        self.high = max(0.0, *(spot.interval.high for spot in spots))
        self.span = self.high - self.low or 1.0

    def at(self, step: int, value: float) -> tuple[int, int]:
        """Where a figure lies."""
        across = WIDTH - LEFT - RIGHT - 24
        down = HEIGHT - TOP - BOTTOM
        return round(LEFT + 24 + across * step / self.steps), round(TOP + down * (self.high - value) / self.span)

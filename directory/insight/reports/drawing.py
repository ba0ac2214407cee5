"""Charts as SVG, made of numbers that a table beside them tells in full. Patterns and words, never colour alone."""

from collections.abc import Sequence
from html import escape

_INK, _DEEP, _MIDDLE, _PALE, _LINE = "#0b2e2d", "#0b5351", "#2f8f83", "#bfe0d8", "#5a6b6a"
WIDTH = 340
HEIGHT = 240  # of the triangle
MIDDLE = WIDTH // 2


def bars(rows: Sequence[tuple[str, int]]) -> str:
    """Bars that lie down, each with its name and number."""
    most = max((number for _, number in rows), default=0)
    if not most:
        return ""
    parts = []
    for place, (name, number) in enumerate(rows):
        top = place * 44
        length = max(2, round(number / most * (WIDTH - 60))) if number else 0
        parts.append(_text(0, top + 15, name))
        parts.append(f'<rect x="0" y="{top + 21}" width="{length}" height="16" fill="{_DEEP}"/>')
        parts.append(_text(length + 6, top + 35, f"{number:,}", bold=True))
    return _svg(len(rows) * 44, parts)


def triangle(rows: Sequence[tuple[str, int]]) -> str:
    """Three layers, the first named at the foot: many should stay well, few should need most."""
    fills = (_PALE, _MIDDLE, _DEEP)
    inks = (_INK, "#ffffff", "#ffffff")
    parts = []
    for place, ((name, number), fill, ink) in enumerate(zip(rows, fills, inks, strict=True)):
        foot, top = HEIGHT * (3 - place) // 3, HEIGHT * (2 - place) // 3 + (2 if place < 2 else 0)
        far, near = MIDDLE * foot // HEIGHT, MIDDLE * top // HEIGHT
        points = f"{MIDDLE - far},{foot} {MIDDLE + far},{foot} {MIDDLE + near},{top} {MIDDLE - near},{top}"
        parts.append(f'<polygon points="{points}" fill="{fill}" stroke="#ffffff" stroke-width="2"/>')
        down = foot - (12 if place == len(fills) - 1 else 32)
        parts.append(_text(MIDDLE, down, f"{name} {number:,}", ink, bold=True, middle=True))
    return _svg(HEIGHT, parts)


def lines(years: Sequence[int], series: Sequence[tuple[str, Sequence[float]]]) -> str:
    """Lines over years, from nought, each named at its end; dashes tell them apart."""
    most = max((max(values) for _, values in series), default=0.0)
    if most <= 0 or len(years) < 2:
        return ""
    dashes = ("", "8 5", "2 4")
    across, down, left, top = 160, 160, 50, 14

    def at(place: int, value: float) -> tuple[float, float]:
        return left + across * place / (len(years) - 1), top + down * (1 - value / most)

    parts = [_text(0, top + 5, f"{most:,.0f}"), _text(0, top + down + 5, "0")]
    parts.append(f'<path d="M{left} {top}V{top + down}H{left + across}" fill="none" stroke="{_LINE}"/>')
    ends = sorted((at(len(years) - 1, values[-1])[1], name) for name, values in series)
    heights = {name: max(high, ends[0][0] + 20 * place) for place, (high, name) in enumerate(ends)}
    for place, (name, values) in enumerate(series):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(n, value) for n, value in enumerate(values)))
        dash = f' stroke-dasharray="{dashes[place % 3]}"' if place % 3 else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{_DEEP}" stroke-width="3"{dash}/>')
        parts.append(_text(left + across + 6, heights[name] + 5, name))
    parts += [_text(left, top + down + 20, str(years[0])), _text(left + across - 34, top + down + 20, str(years[-1]))]
    return _svg(top + down + 30, parts)


def _text(x: float, y: float, words: str, ink: str = _INK, *, bold: bool = False, middle: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="15" fill="{ink}"{weight}{anchor}>{escape(words)}</text>'


def _svg(height: int, parts: Sequence[str]) -> str:
    """Hidden from screen readers: the table says the same."""
    inside = "".join(parts)
    return f'<svg class="wp-chart" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">{inside}</svg>'

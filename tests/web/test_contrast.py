"""The colours of the style sheet meet WCAG 2.2 AA wherever they meet each other."""

import re

import pytest

from directory.settings import ROOT

PALETTE = ROOT / "static" / "scss" / "_palette.scss"
TEXT, PART = 4.5, 3.0  # WCAG 1.4.3 for words, 1.4.11 for edges of controls and icons


def colours() -> dict[str, str]:
    """Names and values, as the style sheet has them."""
    return dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});$", PALETTE.read_text(encoding="utf-8"), re.MULTILINE))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.requirement("A068")
@pytest.mark.parametrize(
    ("front", "backs", "least"),
    [
        ("ink", "ground card white teal-wash marigold-wash red-wash focus", TEXT),
        ("quiet", "ground card white teal-wash", TEXT),
        ("teal", "ground card white teal-wash", TEXT),
        ("teal-deep", "ground card white teal-wash marigold-wash", TEXT),
        ("visited", "ground card white", TEXT),
        ("red", "ground card white red-wash", TEXT),
        ("marigold-deep", "ground card white marigold-wash", TEXT),
        ("white", "teal red teal-deep", TEXT),
        ("control", "ground card white", PART),
        ("teal-mid", "ground card white", PART),
    ],
)
def test_words_and_edges_stand_out(front: str, backs: str, least: float) -> None:
    known = colours()
    weak = {back: ratio for back in backs.split() if (ratio := contrast(known[front], known[back])) < least}
    assert weak == {}


def test_the_measure_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

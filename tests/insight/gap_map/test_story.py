"""The sentence about where nobody asked."""

from types import SimpleNamespace
from typing import cast

import pytest

from directory.insight.gap_map.picture import Picture
from directory.insight.gap_map.story import silent_words
from directory.insight.methods.evidence import Evidence


def found(*names: str) -> Picture:
    rows = [SimpleNamespace(name=name, evidence=Evidence.NO_INFORMATION) for name in names]
    return cast("Picture", SimpleNamespace(rows=[*rows, SimpleNamespace(name="Swale", evidence=Evidence.FLAGGED)]))


@pytest.mark.parametrize(
    ("names", "begins"),
    [
        (["Rushcliffe"], "From Rushcliffe there is no information"),
        (["Sevenoaks", "Tonbridge and Malling"], "From Sevenoaks and Tonbridge and Malling there"),
        (["A", "B and C", "D"], "From A; B and C and D there"),
        (["A", "B", "C", "D", "E"], "From A; B; C and 2 more there"),
    ],
)
def test_a_few_are_named_and_the_others_counted(names: list[str], begins: str) -> None:
    assert silent_words(found(*names)).startswith(begins)


def test_where_everybody_was_asked_nothing_is_said() -> None:
    assert silent_words(found()) == ""

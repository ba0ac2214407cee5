"""Gap priority in five columns anybody can read, and their mean by weights the council sets. It decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np


class Facet(StrEnum):
    """The five columns, each from 0 (least pressing) to 100."""

    UNMET_RATE = "unmet_rate"
    LOW_ACCESS = "low_access"
    DEPRIVATION = "deprivation"
    SEVERITY = "severity"
    WAITING = "waiting"


EQUAL_WEIGHTS: Mapping[Facet, float] = dict.fromkeys(Facet, 1.0)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is known of an area; None is not known, and never counts as nought."""

    area: str
    unmet_rate: float | None  # flags for each 1,000 people a year, smoothed
    access: float | None  # supply a person, from a floating catchment
    deprivation: float | None  # IMD score; higher is more deprived
    severe_share: float | None  # share of flags "likely to lead to crisis", 0 to 1
    waiting_days: float | None  # median


@dataclass(frozen=True, slots=True)
class Priority:
    """Five columns and their weighted mean over those that are known."""

    area: str
    columns: Mapping[Facet, float | None]
    score: float | None
    known: float  # share of the weight that rests on known columns, 0 to 1


def gap_priorities(gaps: Sequence[Gap], weights: Mapping[Facet, float] = EQUAL_WEIGHTS) -> tuple[Priority, ...]:
    """Score areas against each other. Rates, deprivation and waits are percentiles among the areas given.

    Percentile: share of known areas below, ties counted half, times 100. Low access is 100 less the percentile of
    access. The severe share is its own percentage.
    """
    if set(weights) != set(Facet) or min(weights.values()) < 0 or not sum(weights.values()):
        raise ValueError("Give each of the five columns a weight of nought or more, not all of them nought")
    known = {field.name: [getattr(gap, field.name) for gap in gaps] for field in fields(Gap) if field.name != "area"}
    columns: dict[Facet, list[float | None]] = {
        Facet.UNMET_RATE: percentiles(known["unmet_rate"]),
        Facet.LOW_ACCESS: [None if value is None else 100 - value for value in percentiles(known["access"])],
        Facet.DEPRIVATION: percentiles(known["deprivation"]),
        Facet.SEVERITY: [None if value is None else 100 * value for value in known["severe_share"]],
        Facet.WAITING: percentiles(known["waiting_days"]),
    }
    return tuple(
        _priority(gap.area, {facet: column[number] for facet, column in columns.items()}, weights)
        for number, gap in enumerate(gaps)
    )


def percentiles(values: Sequence[float | None]) -> list[float | None]:
    """Percentile (0 to 100) of each known value among the known ones."""
    known = [value for value in values if value is not None]
    levels, counts = np.unique(np.array(known, dtype=np.float64), return_counts=True)
    middles = (np.cumsum(counts) - counts / 2) / max(len(known), 1) * 100
    return [None if value is None else float(middles[np.searchsorted(levels, value)]) for value in values]


def _priority(area: str, columns: Mapping[Facet, float | None], weights: Mapping[Facet, float]) -> Priority:
    counted = {facet: value for facet, value in columns.items() if value is not None}
    weight = sum(weights[facet] for facet in counted)
    score = sum(weights[facet] * value for facet, value in counted.items()) / weight if weight else None
    return Priority(area=area, columns=columns, score=score, known=weight / sum(weights.values()))

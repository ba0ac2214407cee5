"""The tables of insight: who lives where, imported indicators, counted facts, and what the council chose."""

from directory.insight.models.areas import NeighbourhoodPart, SmallArea
from directory.insight.models.choices import InsightChoice
from directory.insight.models.facts import FactRun, InsightFact, NeighbourhoodFact, ToldSheet
from directory.insight.models.indicators import Indicator, IndicatorSet, IndicatorValue
from directory.insight.models.reports import (
    AudienceLink,
    AudienceOpening,
    OutcomeFact,
    PublicMonth,
    RemainderModel,
    ReportFact,
    ReportSnapshot,
    ReportSubscription,
    SpendLine,
)

__all__ = [
    "AudienceLink",
    "AudienceOpening",
    "FactRun",
    "Indicator",
    "IndicatorSet",
    "IndicatorValue",
    "InsightChoice",
    "InsightFact",
    "NeighbourhoodFact",
    "NeighbourhoodPart",
    "OutcomeFact",
    "PublicMonth",
    "RemainderModel",
    "ReportFact",
    "ReportSnapshot",
    "ReportSubscription",
    "SmallArea",
    "SpendLine",
    "ToldSheet",
]

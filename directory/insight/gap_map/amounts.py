"""True counts of an area by place, need and group of people, for all questions that may be asked of it at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from directory.insight.gap_map.question import Level
from directory.insight.models import InsightFact, NeighbourhoodFact
from directory.insight.models.facts import FactKind
from directory.referrals.codes.work import Severity

#: For each kind and group of people: amounts by place and need.
Amounts: TypeAlias = Mapping[tuple[FactKind, str], Mapping[tuple[str, str], int]]
#: What is told by need and place.
KINDS = (FactKind.FLAGS, FactKind.SEVERITY, FactKind.REFERRALS, FactKind.CONTACTS, FactKind.SEARCHES)
EVERYBODY = ""


def amounts(session: Session, places: Collection[str], level: Level, first: date, last: date) -> Amounts:
    """By district of these, by ward of theirs, or by these neighbourhoods; what names no place is left out."""
    found: dict[tuple[FactKind, str], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    fact, place, inside = _columns(places, level)
    query = (
        select(fact.kind, place, fact.need, fact.cohort, func.sum(fact.amount))
        .where(fact.month.between(first, last), fact.kind.in_(KINDS), inside, place != "")
        .where((fact.kind != FactKind.SEVERITY) | (fact.detail == Severity.HIGH.value))
        .group_by(fact.kind, place, fact.need, fact.cohort)
    )
    for kind, where, need, cohort, amount in session.execute(query):
        found[kind, cohort][where, need] += int(amount)
    return found


def _columns(places: Collection[str], level: Level) -> tuple[Any, Any, ColumnElement[bool]]:
    if level is Level.NEIGHBOURHOOD:
        fact = NeighbourhoodFact
        return fact, fact.neighbourhood, fact.neighbourhood.in_(sorted(places))
    inside = InsightFact.district_code.in_(sorted(places))
    return InsightFact, InsightFact.ward_code if level is Level.WARD else InsightFact.district_code, inside

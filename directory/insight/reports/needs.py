"""Needs to choose from in reports, and what was counted of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.insight.models import InsightFact
from directory.insight.models.facts import FactKind
from directory.insight.reports.asking import Asked
from directory.taxonomy.queries import professional_names_of

ALL = "All needs"


@dataclass(frozen=True)
class NeedGroup:
    """A group of needs."""

    code: str
    name: str
    needs: tuple[tuple[str, str], ...]  # code and name

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its needs."""
        return frozenset(code for code, _ in self.needs)


def groups(session: Session) -> tuple[NeedGroup, ...]:
    """The groups in the order of the list, each with its needs."""
    needs: dict[str, list[tuple[str, str]]] = {}
    for code, name in professional_names_of(session, "needs").items():
        needs.setdefault(code.partition(".")[0], []).append((code, name))
    return tuple(
        NeedGroup(code, name, tuple(needs[code]))
        for code, name in professional_names_of(session, "need_groups").items()
        if code in needs
    )


def chosen(session: Session, code: str) -> NeedGroup:
    """The group of a code; all needs together for none, or for one that is not of the list."""
    found = groups(session)
    for group in found:
        if group.code == code:
            return group
    return NeedGroup("", ALL, tuple(pair for group in found for pair in group.needs))


def choices(session: Session) -> list[tuple[str, str]]:
    """For a list to choose from."""
    return [("", ALL), *((group.code, group.name) for group in groups(session))]


def amount(asked: Asked, kind: FactKind, needs: Collection[str], detail: str = "") -> int:
    """How often in the twelve months; no needs are all of them, what was never sorted too."""
    if kind not in asked.read:
        asked.read[kind] = _amounts(asked, kind)
    found: Sequence[tuple[str, str, int]] = asked.read[kind]
    return sum(number for need, of, number in found if (not needs or need in needs) and (not detail or of == detail))


def _amounts(asked: Asked, kind: FactKind) -> Sequence[tuple[str, str, int]]:
    """Of one kind: need, detail and how often."""
    columns = (InsightFact.need, InsightFact.detail)
    query = select(*columns, func.sum(InsightFact.amount)).where(
        InsightFact.cohort == "", InsightFact.kind == kind, InsightFact.month.between(asked.first, asked.last)
    )
    if asked.where.code:
        query = query.where(InsightFact.district_code.in_(sorted(asked.where.districts)))
    rows = asked.session.execute(query.group_by(*columns))
    return [(need, detail, int(number)) for need, detail, number in rows]
